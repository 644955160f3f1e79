#!/usr/bin/env bash
# Installs what the tests need, builds with warnings as errors, runs every test, and prints last:
#   N passed, N failed, N skipped
# Without arguments everything runs; with arguments only the named test projects, e.g. ./test.sh Ntm.Dossier.Tests
# ./test.sh --long kills processes a thousand times instead of two hundred, and runs nothing else.
# ./test.sh --full runs the suites on SQL Server, PostgreSQL and RabbitMQ in containers; it needs an engine and the whole feed.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

need() { # program, Debian package
  command -v "$1" >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/"$1" >/dev/null 2>&1 && return 0
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing $2"
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$2"; } >/dev/null 2>&1 && return 0
  fi
  echo "Missing: $1. Install the Debian package $2 and run this again." >&2
  return 1
}
kubectl_there() {
  command -v kubectl >/dev/null 2>&1 && return 0
  echo "Missing: kubectl 1.27 or later, which renders deploy/k8s for its tests (Debian's own is too old): https://kubernetes.io/docs/tasks/tools" >&2
  return 1
}
need dotnet dotnet-sdk-10.0 && need postgres postgresql && need setpriv util-linux && need openssl openssl && need rabbitmq-server rabbitmq-server && need faketime faketime && kubectl_there || exit 1

full() {
  docker info >/dev/null 2>&1 || { echo "--full starts containers, and no container engine answers here." >&2; return 1; }
  dotnet restore NtmPlatform.Full.sln -p:FullFeed=true -v quiet ||
    { echo "--full builds the whole graph of packages, and this feed does not serve all of it." >&2; return 1; }
  dotnet build NtmPlatform.Full.sln --no-restore -p:FullFeed=true -c Release -v quiet --nologo || return 1
  dotnet test tests/Ntm.Containers.Tests --no-build -p:FullFeed=true -c Release --nologo
}
if [ "${1:-}" = "--full" ]; then
  full
  exit
fi

if [ "${1:-}" = "--long" ]; then
  export NTM_FAULTS_KILLS=${NTM_FAULTS_KILLS:-1000}
  set -- Ntm.Faults.Tests
fi

echo "SDK $(dotnet --version)"
dotnet restore NtmPlatform.sln --locked-mode -v quiet || exit 1
dotnet build NtmPlatform.sln --no-restore -c Release -v quiet --nologo || exit 1

passed=0 failed=0 skipped=0
run() { # project, words to show
  local output line
  output=$(mktemp)
  dotnet test "tests/$1" --no-build -c Release --nologo >"$output" 2>&1
  local code=$?
  line=$(grep -E '^(Passed|Failed|Skipped)! +- Failed:' "$output" | tail -n 1)
  if [ -z "$line" ]; then
    tail -n 40 "$output"
    echo "$1 $2: ended with code $code and no result"
    failed=$((failed + 1))
  else
    [ "$code" -eq 0 ] || grep -vE '^\s*$|A total of 1|Test run for' "$output" | head -n 200
    passed=$((passed + $(sed -E 's/.*Passed: +([0-9]+).*/\1/' <<<"$line")))
    failed=$((failed + $(sed -E 's/.*Failed: +([0-9]+),.*/\1/' <<<"$line")))
    skipped=$((skipped + $(sed -E 's/.*Skipped: +([0-9]+).*/\1/' <<<"$line")))
    echo "$1 $2: ${line#*- }"
  fi
  rm -f "$output"
}

projects=("$@")
[ ${#projects[@]} -gt 0 ] || projects=(Ntm.Platform.Tests Ntm.Identity.Tests Ntm.Assessment.Tests Ntm.Dossier.Tests \
  Ntm.Notifications.Tests Ntm.Messaging.Tests Ntm.Gateway.Tests Ntm.EndToEnd.Tests Ntm.Faults.Tests)
for project in "${projects[@]}"; do
  case $project in
    Ntm.Messaging.Tests) ;; # many processes share a database, which an embedded one does not allow
    *) NTM_TEST_PROVIDER=Sqlite run "$project" "(SQLite)" ;;
  esac
  case $project in
    Ntm.Faults.Tests) ;; # kills the process that embeds its database; a server's own faults are another matter
    *) NTM_TEST_PROVIDER=PostgreSql run "$project" "(PostgreSQL)" ;;
  esac
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
