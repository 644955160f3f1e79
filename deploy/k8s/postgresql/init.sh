# Run once by the image on an empty data folder. A database a service and two users each: the owner migrates,
# the other reads and writes rows and changes nothing else. From the audit chains the migrations take UPDATE and DELETE away again.
set -euo pipefail
for service in identity assessment planning dossier notifications; do
  upper=${service^^}
  owner_password="${upper}_OWNER_PASSWORD" password="${upper}_PASSWORD"
  psql -v ON_ERROR_STOP=1 -U postgres -d postgres \
    -v database="ntm_$service" -v owner="ntm_${service}_owner" -v reader="ntm_$service" \
    -v owner_password="${!owner_password}" -v password="${!password}" <<'SQL'
CREATE ROLE :"owner" LOGIN PASSWORD :'owner_password';
CREATE ROLE :"reader" LOGIN PASSWORD :'password';
CREATE DATABASE :"database" OWNER :"owner";
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO :"reader";
\connect :"database"
ALTER SCHEMA public OWNER TO :"owner";
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO :"reader";
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"reader";
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO :"reader";
SQL
done
