#!/usr/bin/env bash
# Says whether one webhook is genuine, for trials: while it runs, the key stands in the list of processes. Needs openssl.
#   NTM_WEBHOOK_SECRET=whsec_... ./verify-webhook.sh ID TIMESTAMP SIGNATURES < body
set -euo pipefail
id=$1 timestamp=$2 signatures=$3
refuse() { echo "refused: $1" >&2; exit 1; }

case $id in '' | *.*) refuse "the id" ;; esac
case $timestamp in '' | *[!0-9]* | ?????????????*) refuse "the timestamp" ;; esac
age=$(($(date +%s) - 10#$timestamp))
[ "${age#-}" -le 300 ] || refuse "signed $age seconds ago"

content=$(mktemp)
trap 'rm -f "$content"' EXIT
{ printf '%s.%s.' "$id" "$timestamp" && cat; } >"$content"
set -f # A signature is no pattern of file names.
for secret in $NTM_WEBHOOK_SECRET; do
  key=$(openssl base64 -d -A <<<"${secret#whsec_}" | od -An -v -tx1 | tr -d ' \n')
  own=v1,$(openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary "$content" | openssl base64 -A)
  for signature in $signatures; do
    [ "$signature" != "$own" ] || { echo genuine; exit; }
  done
done
refuse "no signature fits"
