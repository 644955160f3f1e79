#!/usr/bin/env bash
# Prints the events of the feed as they come, one JSON a line, and goes on next time where it stopped. Needs curl.
#   NTM_ADDRESS=https://... NTM_CLIENT_ID=... NTM_CLIENT_SECRET=... ./read-feed.sh CURSOR_FILE
set -euo pipefail
file=$1
token() {
  curl -sS --fail-with-body "$NTM_ADDRESS/identity/tokens" -H 'Content-Type: application/json' -d @- \
    <<<"{\"clientId\":\"$NTM_CLIENT_ID\",\"clientSecret\":\"$NTM_CLIENT_SECRET\"}" | sed 's/.*"accessToken":"\([^"]*\)".*/\1/'
}
while true; do
  last=$(cat "$file" 2>/dev/null || true)
  token=$(token) || { sleep 5; continue; }
  # Headers by standard input: what stands in the command is seen by others on this machine.
  curl -sSN --fail "$NTM_ADDRESS/notifications/events" -H @- \
    <<<"Authorization: Bearer $token
Accept: text/event-stream${last:+
Last-Event-ID: $last}" |
    while IFS= read -r line; do
      case ${line%$'\r'} in
        'id: '*) id=${line#id: } ;;
        'data: '*) printf '%s\n' "${line#data: }" && printf '%s' "${id%$'\r'}" >"$file" ;;
      esac
    done || true
  sleep 5 # Refused or broken off. 410 stays until the file is deleted: reading begins anew, and known events come again.
done
