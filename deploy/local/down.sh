#!/usr/bin/env bash
# Ends what deploy/local/up.sh started, and nothing else. The data stays in DIR until the next up.sh.
#   deploy/local/down.sh [--folder DIR]
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=artifacts/local
if [ "${1:-}" = --folder ]; then folder=${2:?}; fi
[ -d "$folder/pids" ] || { echo "Nothing runs from $folder."; exit 0; }

end() { # name, seconds to wait before it is killed
  local file=$folder/pids/$1 pid
  [ -f "$file" ] || return 0
  pid=$(cat "$file")
  if kill -TERM -- "-$pid" 2>/dev/null; then
    for _ in $(seq 1 $(($2 * 10))); do kill -0 -- "-$pid" 2>/dev/null || break; sleep 0.1; done
    kill -KILL -- "-$pid" 2>/dev/null || true
  fi
  rm -f "$file"
}
end gateway 10
for file in "$folder"/pids/{portal,identity,assessment,planning,dossier,notifications}-*; do
  [ -f "$file" ] && end "$(basename "$file")" 15
done
end rabbitmq 20
end epmd 2
end postgres 20
socket=$(cat "$folder/run/socket" 2>/dev/null || true)
case $socket in /tmp/ntm-socket-*) rm -rf "$socket" ;; esac
echo "Ended what ran from $folder."
