using Microsoft.EntityFrameworkCore;

namespace Ntm.Identity.Persistence;

/// <summary>The model on SQLite.</summary>
internal sealed class SqliteIdentityDbContext(DbContextOptions<SqliteIdentityDbContext> options) : IdentityDbContext(options);

/// <summary>The model on PostgreSQL.</summary>
internal sealed class PostgreSqlIdentityDbContext(DbContextOptions<PostgreSqlIdentityDbContext> options) : IdentityDbContext(options);

/// <summary>The model on SQL Server.</summary>
internal sealed class SqlServerIdentityDbContext(DbContextOptions<SqlServerIdentityDbContext> options) : IdentityDbContext(options)
{
    public override string EnterWrongTries =>
        """
            INSERT INTO "WrongTries" ("Key", "Count") SELECT {0}, 0
            WHERE NOT EXISTS (SELECT 1 FROM "WrongTries" WITH (UPDLOCK, HOLDLOCK) WHERE "Key" = {0})
            """;
}
