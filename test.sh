#!/usr/bin/env bash
# Installs what the tests need, builds with warnings as errors, runs the tests, and prints last:
#   N passed, N failed, N skipped
#   ./test.sh                     first speed: every test whose verdict does not depend on speed, two projects at a time
#   ./test.sh Ntm.Dossier.Tests   the first speed of the named projects
#   ./test.sh --faults            second speed: long fault cases with their bounds in seconds, memory and rates
#   ./test.sh --long              second speed with a thousand kills
#   ./test.sh --full              the suites on SQL Server, PostgreSQL and RabbitMQ in containers; needs a container engine
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

speed=first
case ${1:-} in
  --faults) speed=faults; shift ;;
  --long) speed=faults; export NTM_FAULTS_KILLS=${NTM_FAULTS_KILLS:-1000}; shift ;;
  --full) speed=full; shift ;;
  -*) sed -n '2,9p' "$0" >&2; exit 2 ;;
esac

# The processes of the first speed live too briefly for a profile to pay, and compile more than they run, where each page of code that
# is written anew costs a mapping; where figures count, they run as shipped.
[ $speed != first ] || export DOTNET_TieredPGO=0 DOTNET_EnableWriteXorExecute=0

need() { # program, Debian package
  command -v "$1" >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/"$1" >/dev/null 2>&1 && return 0
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing $2"
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$2"; } >/dev/null 2>&1 && return 0
  fi
  echo "Missing: $1. Install the Debian package $2 and run this again." >&2
  return 1
}
need dotnet dotnet-sdk-10.0 && need initdb postgresql && need setpriv util-linux && need openssl openssl &&
  need rabbitmq-server rabbitmq-server && need faketime faketime && need curl curl && need chromium chromium && need pkill procps && need perl perl || exit 1
command -v kubectl >/dev/null 2>&1 || echo "kubectl is not here: the tests of the manifests are skipped."

echo "SDK $(dotnet --version)"
dotnet tool restore >/dev/null && dotnet csharpier check . --log-level error || { echo "Format with: dotnet csharpier format ." >&2; exit 1; }
dotnet restore NtmPlatform.sln --locked-mode -v quiet || exit 1
# One compiler that stays warm for the whole build, and ends with it.
dotnet build NtmPlatform.sln --no-restore -c Release -v quiet --nologo -p:UseSharedCompilation=true -p:SharedCompilationId="ntm-$$"
built=$?
pkill -f -- "-pipename:ntm-$$" || true
[ $built -eq 0 ] || exit 1

if [ $speed = full ]; then
  docker info >/dev/null 2>&1 || { echo "--full starts containers, and no container engine answers here." >&2; exit 1; }
  dotnet test tests/Ntm.Containers.Tests --no-build -c Release --nologo
  exit
fi

# Namespaces and classes that touch no database of the run's engine: once is enough.
once=
for name in Domain Style Deploy Contracts Time Files ProcessTests BenchmarkTests ComesBackLaterTests RehearsalTests TamperTests; do once+="&FullyQualifiedName!~.$name."; done

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
export NTM_TEST_RETRIES=$results/retries
: >"$NTM_TEST_RETRIES"

run() { # project, provider: one line to the console, what failed before it, counts and durations to $results
  local project=$1 provider=$2 name=$1-$2 filter='Speed!=faults' console='console;verbosity=minimal' line since=$SECONDS
  [ $speed = first ] || { filter='Speed=faults'; console='console;verbosity=detailed'; }
  [ $provider = Sqlite ] || filter+=$once
  # Of the gateway's tests only who may do what depends on the engine.
  [ "$project:$provider" != Ntm.Gateway.Tests:PostgreSql ] || filter+='&FullyQualifiedName~.Access.'
  NTM_TEST_PROVIDER=$provider dotnet test "tests/$project/bin/Release/net10.0/$project.dll" --filter "$filter" --nologo \
    --logger "$console" --logger "trx;LogFileName=$name.trx" --results-directory "$results" >"$results/$name.log" 2>&1
  local code=$?
  line=$(grep -oE '<Counters [^>]*>' "$results/$name.trx" 2>/dev/null)
  if [ -z "$line" ]; then
    { tail -n 40 "$results/$name.log"; echo "$project ($provider): ended with code $code and no result"; } >"$results/$name.out"
    echo 0 1 0 >"$results/$name.count"
  else
    local total passed failed skipped
    total=$(sed -E 's/.* total="([0-9]+)".*/\1/' <<<"$line")
    passed=$(sed -E 's/.* passed="([0-9]+)".*/\1/' <<<"$line")
    failed=$(sed -E 's/.* failed="([0-9]+)".*/\1/' <<<"$line")
    skipped=$((total - passed - failed))
    [ "$code" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
    echo "$passed $failed $skipped" >"$results/$name.count"
    {
      [ "$failed" -eq 0 ] && [ $speed = first ] || grep -vE '^\s*$|A total of 1|Test run for|^Results File' "$results/$name.log" | head -n 4000
      echo "$project ($provider): $passed passed, $failed failed, $skipped skipped in $((SECONDS - since)) s"
    } >"$results/$name.out"
    grep -oE '<UnitTestResult [^>]*>' "$results/$name.trx" | sed -nE "s/.*testName=\"([^\"]*)\".*duration=\"([^\"]*)\".*/\2 $project ($provider) \1/p" >"$results/$name.times"
    perl -0ne 'while (/<UnitTestResult [^>]*testName="([^"]*)"[^>]*outcome="NotExecuted"[^>]*>(.*?)<\/UnitTestResult>/sg) {
      my ($test, $rest) = ($1, $2); print "$test: ", $rest =~ /<Message>(.*?)<\/Message>/s ? $1 : "no reason given", "\n" }' \
      "$results/$name.trx" >"$results/$name.skipped"
  fi
  cat "$results/$name.out"
}

# Longest first, so that the last one to end is short. What touches no database of its own runs on one engine.
plan=(Ntm.Faults.Tests:Sqlite Ntm.Messaging.Tests:PostgreSql Ntm.Portal.Tests:Sqlite Ntm.EndToEnd.Tests:Sqlite Ntm.Dossier.Tests:PostgreSql
  Ntm.EndToEnd.Tests:PostgreSql Ntm.Dossier.Tests:Sqlite Ntm.Identity.Tests:PostgreSql Ntm.Platform.Tests:PostgreSql
  Ntm.Identity.Tests:Sqlite Ntm.Gateway.Tests:Sqlite Ntm.Gateway.Tests:PostgreSql Ntm.Assessment.Tests:PostgreSql
  Ntm.Platform.Tests:Sqlite Ntm.Planning.Tests:PostgreSql Ntm.Planning.Tests:Sqlite Ntm.Notifications.Tests:PostgreSql Ntm.Assessment.Tests:Sqlite
  Ntm.Notifications.Tests:Sqlite Ntm.Client.Tests:Sqlite)
at_once=2
if [ $speed = faults ]; then
  # Each has the machine for itself: what it measures would otherwise be its neighbour's.
  plan=(Ntm.Gateway.Tests:Sqlite Ntm.Messaging.Tests:PostgreSql Ntm.EndToEnd.Tests:Sqlite Ntm.Faults.Tests:Sqlite) at_once=1
  export NTM_FAULTS_BOUNDS=1 NTM_FAULTS_KILLS=${NTM_FAULTS_KILLS:-156} NTM_FAULTS_POINT_KILLS=${NTM_FAULTS_POINT_KILLS:-4}
fi
for entry in "${plan[@]}"; do
  [ $# -eq 0 ] || [[ " $* " == *" ${entry%:*} "* ]] || continue
  while [ "$(jobs -rp | wc -l)" -ge $at_once ]; do wait -n; done
  run "${entry%:*}" "${entry#*:}" &
done
wait

echo "The ten slowest tests:"
cat "$results"/*.times 2>/dev/null | sort -r | head -n 10 | sed -E 's/^([0-9:]+\.[0-9])[0-9]*/  \1/'
echo "Skipped, with the reason:"
cat "$results"/*.skipped 2>/dev/null | sort | sed 's/^/  /'
echo "Retries: $(wc -l <"$NTM_TEST_RETRIES")"
sed 's/^/  /' "$NTM_TEST_RETRIES"
read -r passed failed skipped < <(cat "$results"/*.count | awk '{ p += $1; f += $2; s += $3 } END { print p + 0, f + 0, s + 0 }')
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
