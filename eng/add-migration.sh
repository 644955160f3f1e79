#!/usr/bin/env bash
# Adds one migration for each of the three database engines: eng/add-migration.sh SERVICE NAME
# Example: eng/add-migration.sh dossier AddExtensions
set -euo pipefail
cd "$(dirname "$0")/.."
service=${1:?usage: eng/add-migration.sh SERVICE NAME}
name=${2:?usage: eng/add-migration.sh SERVICE NAME}
pascal=${service^}
project=services/$service/Ntm.$pascal.Migrations
dotnet tool restore >/dev/null
dotnet build "$project" --nologo -v quiet
for engine in Sqlite PostgreSql SqlServer; do
  dotnet ef migrations add "$name" --no-build --project "$project" \
    --context "$engine${pascal}DbContext" -o "$engine"
done
