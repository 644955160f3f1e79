using Microsoft.EntityFrameworkCore;

namespace Ntm.Identity.Persistence;

/// <summary>The model on SQLite.</summary>
internal sealed class SqliteIdentityDbContext(DbContextOptions<SqliteIdentityDbContext> options) : IdentityDbContext(options);

/// <summary>The model on PostgreSQL.</summary>
internal sealed class PostgreSqlIdentityDbContext(DbContextOptions<PostgreSqlIdentityDbContext> options) : IdentityDbContext(options);

/// <summary>The model on SQL Server.</summary>
internal sealed class SqlServerIdentityDbContext(DbContextOptions<SqlServerIdentityDbContext> options) : IdentityDbContext(options);
