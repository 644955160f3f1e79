using Ntm.Persistence;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Migrations;

internal sealed class SqliteFactory() : DesignTimeFactory<SqlitePlanningDbContext>(DatabaseProvider.Sqlite, options => new(options));

internal sealed class PostgreSqlFactory()
    : DesignTimeFactory<PostgreSqlPlanningDbContext>(DatabaseProvider.PostgreSql, options => new(options));

internal sealed class SqlServerFactory()
    : DesignTimeFactory<SqlServerPlanningDbContext>(DatabaseProvider.SqlServer, options => new(options));
