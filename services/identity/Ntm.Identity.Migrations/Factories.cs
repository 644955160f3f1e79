using Ntm.Identity.Persistence;
using Ntm.Persistence;

namespace Ntm.Identity.Migrations;

internal sealed class SqliteFactory() : DesignTimeFactory<SqliteIdentityDbContext>(DatabaseProvider.Sqlite, options => new(options));

internal sealed class PostgreSqlFactory()
    : DesignTimeFactory<PostgreSqlIdentityDbContext>(DatabaseProvider.PostgreSql, options => new(options));

internal sealed class SqlServerFactory()
    : DesignTimeFactory<SqlServerIdentityDbContext>(DatabaseProvider.SqlServer, options => new(options));
