#!/usr/bin/env bash
# Starts the whole platform as separate processes on this machine, in sample mode: PostgreSQL, RabbitMQ, every service and
# the portal with N replicas, and the gateway. Free loopback ports, fresh secrets, fresh data.
#   deploy/local/up.sh [--replicas N] [--folder DIR] [--no-build]
# Prints the gateway's address last. What runs, its ports and its logs stand in DIR (default artifacts/local).
set -euo pipefail
cd "$(dirname "$0")/../.."
replicas=1 folder=artifacts/local build=yes
while [ $# -gt 0 ]; do
  case $1 in
    --replicas) replicas=${2:?}; shift 2 ;;
    --folder) folder=${2:?}; shift 2 ;;
    --no-build) build=no; shift ;;
    *) sed -n '2,6p' "$0" >&2; exit 2 ;;
  esac
done
[[ $replicas =~ ^[1-9]$ ]] || { echo "--replicas: a number from 1 to 9, not '$replicas'." >&2; exit 2; }
services=(identity assessment planning dossier notifications)

say() { printf '%s  %s\n' "$(date +%T)" "$*"; }
fail() { echo "$*" >&2; "$PWD/deploy/local/down.sh" --folder "$folder" >&2 || true; exit 1; }
need() { # program, Debian package
  command -v "$1" >/dev/null 2>&1 || ls /usr/lib/{postgresql/*,rabbitmq}/bin/"$1" >/dev/null 2>&1 && return 0
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "Installing $2"
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -q --no-install-recommends "$2"; } >/dev/null 2>&1 && return 0
  fi
  echo "Missing: $1. Install the Debian package $2 and run this again." >&2
  exit 1
}
need dotnet dotnet-sdk-10.0; need initdb postgresql; need rabbitmq-server rabbitmq-server; need setpriv util-linux; need curl curl

if [ -d "$folder/pids" ] && ls "$folder"/pids/* >/dev/null 2>&1; then
  echo "It runs already, or ended badly: deploy/local/down.sh --folder $folder first." >&2
  exit 1
fi
rm -rf "$folder"
mkdir -p "$folder"/{pids,logs,run,data/files,postgres,rabbit}
folder=$(cd "$folder" && pwd)
# PostgreSQL runs as a user of its own and reads from here, whatever the caller's umask takes away.
chmod 755 "$folder" "$folder"/run

free_port() { # a port that nobody listens on and that was not given out before
  local port
  while :; do
    port=$((20000 + RANDOM % 10000))
    [ -e "$folder/run/port-$port" ] && continue
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && continue
    : >"$folder/run/port-$port"
    echo "$port"
    return
  done
}
secret() { head -c 24 /dev/urandom | base64 -w0 | tr -d '/+='; }
start() { # name: runs run/NAME.sh in a session of its own and notes its process id
  setsid bash "$folder/run/$1.sh" >>"$folder/logs/$1.log" 2>&1 </dev/null &
  echo $! >"$folder/pids/$1"
}
alive() { kill -0 "$(cat "$folder/pids/$1")" 2>/dev/null; }
ready() { # name, address: waits until it answers 200
  for _ in $(seq 1 1200); do
    curl -fsS -o /dev/null --max-time 5 "$2" 2>/dev/null && return 0
    alive "$1" || { tail -n 20 "$folder/logs/$1.log" >&2; fail "$1 ended; see $folder/logs/$1.log"; }
    sleep 0.25
  done
  tail -n 20 "$folder/logs/$1.log" >&2
  fail "$1 did not become ready within five minutes."
}

if [ "$build" = yes ]; then
  say "Building"
  for project in services/*/Ntm.*.Service portal/Ntm.Portal.Service gateway/Ntm.Gateway; do
    dotnet build "$project" -c Release -v quiet --nologo -clp:ErrorsOnly || fail "$project does not build."
  done
fi

say "Starting PostgreSQL"
bin=$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)
as_postgres=(); [ "$(id -u)" -ne 0 ] || { as_postgres=(setpriv --reuid=postgres --regid=postgres --clear-groups); chown postgres "$folder/postgres"; }
(cd / && "${as_postgres[@]}" "$bin/initdb" -D "$folder/postgres/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8) >"$folder/logs/initdb.log" 2>&1 ||
  fail "initdb failed; see $folder/logs/initdb.log"
database_port=$(free_port)
# The name of a Unix socket has at most 107 characters; a deep folder needs another place for it.
socket=$folder/postgres
[ ${#socket} -le 80 ] || { socket=$(mktemp -d /tmp/ntm-socket-XXXXXX); chmod 755 "$socket"; [ "$(id -u)" -ne 0 ] || chown postgres "$socket"; }
echo "$socket" >"$folder/run/socket"
{ echo "local all postgres trust"; echo "host all all 127.0.0.1/32 scram-sha-256"; } >"$folder/run/pg_hba.conf"
chmod 644 "$folder/run/pg_hba.conf"
cat >"$folder/run/postgres.sh" <<EOF
cd / && exec ${as_postgres[*]} $bin/postgres -D $folder/postgres/data -p $database_port -k $socket \\
  -c listen_addresses=127.0.0.1 -c max_connections=400 -c hba_file=$folder/run/pg_hba.conf
EOF
start postgres
sql() { (cd / && "${as_postgres[@]}" "$bin/psql" -h "$socket" -p "$database_port" -U postgres -v ON_ERROR_STOP=1 -q "$@"); }
for _ in $(seq 1 1200); do
  sql -c 'SELECT 1' >/dev/null 2>&1 && break
  alive postgres || { tail -n 20 "$folder/logs/postgres.log" >&2; fail "PostgreSQL ended; see $folder/logs/postgres.log"; }
  sleep 0.25
done
for service in "${services[@]}"; do
  secret >"$folder/run/database-$service"
  sql -c "CREATE ROLE ntm_$service LOGIN PASSWORD '$(cat "$folder/run/database-$service")'"
  sql -c "CREATE DATABASE ntm_$service OWNER ntm_$service"
  sql -c "REVOKE CONNECT ON DATABASE ntm_$service FROM PUBLIC"
done

say "Starting RabbitMQ"
broker_port=$(free_port); mapper_port=$(free_port); distribution_port=$(free_port)
secret >"$folder/rabbit/.erlang.cookie"; chmod 400 "$folder/rabbit/.erlang.cookie"
users='' permissions=''
for service in "${services[@]}" topology; do
  secret >"$folder/run/broker-$service"
  digest=$(printf '\x01\x02\x03\x04%s' "$(cat "$folder/run/broker-$service")" | sha256sum | cut -d' ' -f1)
  hash=$(printf "\x01\x02\x03\x04$(sed 's/../\\x&/g' <<<"$digest")" | base64 -w0)
  own="^(${service}\\\\\\\\..+|Ntm\\\\\\\\.Contracts\\\\\\\\.${service^}\\\\\\\\..+)\$" read="^$service\\\\\\\\..+\$"
  [ "$service" != topology ] || own='.*' read='.*'
  users+=",{\"name\":\"ntm-$service\",\"password_hash\":\"$hash\",\"hashing_algorithm\":\"rabbit_password_hashing_sha256\",\"tags\":\"\"}"
  permissions+=",{\"user\":\"ntm-$service\",\"vhost\":\"ntm\",\"configure\":\"$own\",\"write\":\"$own\",\"read\":\"$read\"}"
done
printf '{"users":[%s],"vhosts":[{"name":"ntm"}],"permissions":[%b]}' "${users:1}" "${permissions:1}" >"$folder/rabbit/definitions.json"
printf '[].' >"$folder/rabbit/enabled_plugins"
printf '%s\n' "listeners.tcp.1 = 127.0.0.1:$broker_port" "load_definitions = $folder/rabbit/definitions.json" \
  "disk_free_limit.absolute = 50MB" >"$folder/rabbit/rabbitmq.conf"
cat >"$folder/run/epmd.sh" <<EOF
exec epmd -port $mapper_port -address 127.0.0.1
EOF
cat >"$folder/run/rabbitmq.sh" <<EOF
export HOME=$folder/rabbit RUNNING_UNDER_SYSTEMD=1 RABBITMQ_CONF_ENV_FILE=/dev/null ERL_EPMD_PORT=$mapper_port
export RABBITMQ_NODENAME=ntm$broker_port@localhost RABBITMQ_DIST_PORT=$distribution_port RABBITMQ_MNESIA_BASE=$folder/rabbit/mnesia
export RABBITMQ_LOG_BASE=$folder/rabbit/log RABBITMQ_CONFIG_FILE=$folder/rabbit/rabbitmq.conf
export RABBITMQ_ENABLED_PLUGINS_FILE=$folder/rabbit/enabled_plugins
export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="+S 2:2 +sbwt none -kernel inet_dist_use_interface {127,0,0,1}"
cd $folder/rabbit && exec /usr/lib/rabbitmq/bin/rabbitmq-server
EOF
start epmd
start rabbitmq
for _ in $(seq 1 1200); do (exec 3<>"/dev/tcp/127.0.0.1/$broker_port") 2>/dev/null && break; alive rabbitmq || fail "RabbitMQ ended."; sleep 0.25; done

gateway=http://127.0.0.1:$(free_port)
declare -A title=([identity]=Identity [assessment]=Assessment [planning]=Planning [dossier]=Dossier [notifications]=Notifications [portal]=Portal)
settings() { # service
  cat <<EOF
export Data__Sample=true Data__SampleClock=$folder/data/clock Data__Folder=$folder/data DOTNET_gcServer=0
export Files__Root=$folder/data/files/$1
export Persistence__Provider=PostgreSql
export Persistence__ConnectionString="Host=127.0.0.1;Port=$database_port;Database=ntm_$1;Username=ntm_$1;Password=$(cat "$folder/run/database-$1");No Reset On Close=true;Maximum Pool Size=20;Connection Idle Lifetime=20"
export Messaging__Transport=RabbitMq Messaging__RabbitMq__Address=amqp://127.0.0.1:$broker_port/ntm
export Messaging__RabbitMq__UserName=ntm-$1 Messaging__RabbitMq__Password=$(cat "$folder/run/broker-$1")
export Authentication__Issuer=$gateway Authentication__MetadataAddress=$gateway/identity/.well-known/openid-configuration
export Identity__KeyFolder=$folder/data/keys Identity__PublicAddress=$gateway Dossier__Receipts__KeyPath=$folder/data/keys/receipts.pem Dossier__Receipts__CreateWhenAbsent=true
export Notifications__Webhooks__KeyFolder=$folder/data/keys
export Audit__KeyPath=$folder/data/keys/audit.pem Audit__CreateKeyWhenAbsent=true
export Logging__LogLevel__Default=Warning
EOF
}
program() { # service
  local place=services/$1/Ntm.${title[$1]}.Service
  [ "$1" != portal ] || place=portal/Ntm.Portal.Service
  echo "$PWD/$place/bin/Release/net10.0/Ntm.${title[$1]}.Service.dll"
}
umask 077
for service in "${services[@]}"; do
  settings "$service" >"$folder/run/$service.env"
  for verb in migrate deploy-topology; do
    say "$service: $verb"
    (source "$folder/run/$service.env"
      # Only who lays out the topology may touch the exchanges of others.
      [ $verb = migrate ] || export Messaging__RabbitMq__UserName=ntm-topology Messaging__RabbitMq__Password="$(cat "$folder/run/broker-topology")"
      exec dotnet "$(program "$service")" "$verb" --urls http://127.0.0.1:0) >>"$folder/logs/$service-$verb.log" 2>&1 ||
      { tail -n 20 "$folder/logs/$service-$verb.log" >&2; fail "$service: $verb failed."; }
  done
done

head -c 48 /dev/urandom >"$folder/data/portal.key"
cat >"$folder/run/portal.env" <<EOF
export Data__Sample=true Data__SampleClock=$folder/data/clock DOTNET_gcServer=0 Logging__LogLevel__Default=Warning
export Portal__Api=$gateway Portal__KeyPath=$folder/data/portal.key Portal__Secure=false Portal__KnownProxies__0=127.0.0.1
EOF

destinations='' letters=abcdefghi
for number in $(seq 1 "$replicas"); do
  for service in "${services[@]}" portal; do
    address=http://127.0.0.1:$(free_port)
    { cat "$folder/run/$service.env"; echo "exec dotnet $(program "$service") --urls $address"; } >"$folder/run/$service-$number.sh"
    destinations+="export ReverseProxy__Clusters__${service}__Destinations__${letters:number-1:1}__Address=$address"$'\n'
    echo "$address" >"$folder/run/$service-$number.address"
    start "$service-$number"
  done
  for service in "${services[@]}" portal; do
    ready "$service-$number" "$(cat "$folder/run/$service-$number.address")/health/ready"
    say "$service-$number is ready"
  done
done
cat >"$folder/run/gateway.sh" <<EOF
$destinations
export Data__Sample=true Data__SampleClock=$folder/data/clock Gateway__KnownProxies__0=127.0.0.1
export Authentication__Issuer=$gateway Authentication__MetadataAddress=$gateway/identity/.well-known/openid-configuration
export ${GATEWAY_SETTINGS:-NTM_NOTHING=}
exec dotnet $PWD/gateway/Ntm.Gateway/bin/Release/net10.0/Ntm.Gateway.dll --urls $gateway
EOF
start gateway
ready gateway "$gateway/health/ready"
echo "$gateway" >"$folder/address"
say "Running: logs and process ids in $folder; end it with deploy/local/down.sh"
echo "$gateway"
