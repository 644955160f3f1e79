#!/usr/bin/env bash
# Makes the secrets of an installation on one machine or in a cluster for trying things out, once:
#   deploy/make-secrets.sh dev       for deploy/k8s/overlays/dev
#   deploy/make-secrets.sh compose   for deploy/compose
# They lie in files that git ignores and that only their owner reaches. It never replaces any.
set -euo pipefail
cd "$(dirname "$0")"
umask 077
target=${1:-} services="identity assessment planning dossier notifications"
case "$target" in
  dev) folder=k8s/overlays/dev/shared/secrets ;;
  compose) folder=compose/secrets ;;
  *) echo "usage: deploy/make-secrets.sh dev|compose" >&2; exit 2 ;;
esac
[ ! -e "$folder" ] || { echo "deploy/$folder is there already; remove it to begin anew" >&2; exit 1; }

# Letters and digits only, with one of each kind that SQL Server asks for.
password() { echo "Aa1$(openssl rand -hex 24)"; }

broker_hash() { # password -> RabbitMQ's salted SHA-256
  local salt bytes
  salt=$(openssl rand -hex 4)
  bytes="\\x${salt:0:2}\\x${salt:2:2}\\x${salt:4:2}\\x${salt:6:2}"
  { printf '%b' "$bytes"; { printf '%b' "$bytes"; printf '%s' "$1"; } | openssl dgst -sha256 -binary; } | base64 -w0
}

mkdir -p "$folder"
users=() environment="$folder/all.env"
broker_user() { # service: a user of the broker, its hash for the broker and its password for the service
  local broker
  broker=$(password)
  users+=("{\"name\":\"ntm-$1\",\"password_hash\":\"$(broker_hash "$broker")\",\"hashing_algorithm\":\"rabbit_password_hashing_sha256\",\"tags\":[]}")
  echo "${1^^}_BROKER_PASSWORD=$broker" >>"$environment"
  [ "$target" != dev ] || printf '%s\n' "username=ntm-$1" "password=$broker" >"$folder/$1-broker.env"
}
broker_user topology
for service in $services; do
  upper=${service^^}
  database=$(password) owner=$(password)
  broker_user "$service"
  printf '%s\n' "${upper}_PASSWORD=$database" "${upper}_OWNER_PASSWORD=$owner" >>"$folder/databases.env"
  if [ "$target" = dev ]; then
    for user in "connection-string=Username=ntm_$service;Password=$database" \
      "owner-connection-string=Username=ntm_${service}_owner;Password=$owner"; do
      echo "$user;Host=postgresql;Database=ntm_$service;No Reset On Close=true"
    done >"$folder/$service-database.env"
  fi
done
(IFS=,; echo "{\"users\":[${users[*]}]}") >"$folder/10-users.json"
for key in key audit; do
  openssl ecparam -name prime256v1 -genkey -noout 2>/dev/null | openssl pkcs8 -topk8 -nocrypt -out "$folder/$key.pem"
done
openssl rand -out "$folder/portal.key" 48
if [ "$target" = dev ]; then
  { echo "POSTGRES_PASSWORD=$(password)"; cat "$folder/databases.env"; } >"$folder/postgresql.env"
  rm "$folder/databases.env" "$environment"
else
  { echo "SERVER_PASSWORD=$(password)"; cat "$folder/databases.env" "$environment"; } >compose/.env
  rm "$folder/databases.env" "$environment"
  # Read inside a container by another user; the folder keeps everybody else on this machine out.
  chmod 444 "$folder/10-users.json" "$folder/key.pem" "$folder/audit.pem" "$folder/portal.key"
fi
echo "Secrets are in deploy/$folder"
