using Ntm.Dossier.Persistence;
using Ntm.Persistence;

namespace Ntm.Dossier.Migrations;

internal sealed class SqliteFactory() : DesignTimeFactory<SqliteDossierDbContext>(DatabaseProvider.Sqlite, options => new(options));

internal sealed class PostgreSqlFactory()
    : DesignTimeFactory<PostgreSqlDossierDbContext>(DatabaseProvider.PostgreSql, options => new(options));

internal sealed class SqlServerFactory()
    : DesignTimeFactory<SqlServerDossierDbContext>(DatabaseProvider.SqlServer, options => new(options));
