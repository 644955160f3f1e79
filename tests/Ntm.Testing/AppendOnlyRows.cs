using Microsoft.EntityFrameworkCore;

namespace Ntm.Testing;

/// <summary>The hand of somebody who owns the database and takes away what keeps an audit from being changed.</summary>
public static class AppendOnlyRows
{
    /// <summary>On SQLite the triggers; on the servers the tests sign in as who owns everything.</summary>
    public static async Task LiftAsync(this DbContext db)
    {
        if (!db.Database.IsSqlite())
        {
            return;
        }

        var triggers = await db
            .Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger'")
            .ToListAsync();
        foreach (var trigger in triggers)
        {
            var drop = $"DROP TRIGGER \"{trigger}\"";
            await db.Database.ExecuteSqlRawAsync(drop);
        }
    }
}
