using Microsoft.EntityFrameworkCore;
using Ntm.BuildingBlocks.Persistence;

namespace Ntm.Identity.Persistence;

/// <summary>The model on SQLite.</summary>
internal sealed class SqliteIdentityDbContext(DbContextOptions<SqliteIdentityDbContext> options) : IdentityDbContext(options)
{
    internal sealed class Factory() : DesignTimeFactory<SqliteIdentityDbContext>(DatabaseProvider.Sqlite, options => new(options));
}

/// <summary>The model on PostgreSQL.</summary>
internal sealed class PostgreSqlIdentityDbContext(DbContextOptions<PostgreSqlIdentityDbContext> options) : IdentityDbContext(options)
{
    internal sealed class Factory() : DesignTimeFactory<PostgreSqlIdentityDbContext>(DatabaseProvider.PostgreSql, options => new(options));
}

/// <summary>The model on SQL Server.</summary>
internal sealed class SqlServerIdentityDbContext(DbContextOptions<SqlServerIdentityDbContext> options) : IdentityDbContext(options)
{
    internal sealed class Factory() : DesignTimeFactory<SqlServerIdentityDbContext>(DatabaseProvider.SqlServer, options => new(options));
}
