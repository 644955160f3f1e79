using Ntm.Assessment.Persistence;
using Ntm.Persistence;

namespace Ntm.Assessment.Migrations;

internal sealed class SqliteFactory() : DesignTimeFactory<SqliteAssessmentDbContext>(DatabaseProvider.Sqlite, options => new(options));

internal sealed class PostgreSqlFactory()
    : DesignTimeFactory<PostgreSqlAssessmentDbContext>(DatabaseProvider.PostgreSql, options => new(options));

internal sealed class SqlServerFactory()
    : DesignTimeFactory<SqlServerAssessmentDbContext>(DatabaseProvider.SqlServer, options => new(options));
