using Ntm.Notifications.Persistence;
using Ntm.Persistence;

namespace Ntm.Notifications.Migrations;

internal sealed class SqliteFactory() : DesignTimeFactory<SqliteNotificationsDbContext>(DatabaseProvider.Sqlite, options => new(options));

internal sealed class PostgreSqlFactory()
    : DesignTimeFactory<PostgreSqlNotificationsDbContext>(DatabaseProvider.PostgreSql, options => new(options));

internal sealed class SqlServerFactory()
    : DesignTimeFactory<SqlServerNotificationsDbContext>(DatabaseProvider.SqlServer, options => new(options));
