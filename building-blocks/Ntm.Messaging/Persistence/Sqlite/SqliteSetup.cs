using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Ntm.Persistence.Sqlite;

/// <summary>SQLite as every service uses it: by the pooled connections of its file.</summary>
internal static class SqliteSetup
{
    private const int Threads = 16;

    public static DbContextOptionsBuilder UseServiceSqlite(
        this DbContextOptionsBuilder builder,
        string connection,
        SqliteFile file,
        string migrations
    ) =>
        builder
            .UseSqlite(connection, sqlite => sqlite.MigrationsAssembly(migrations))
            .AddInterceptors(new Pooling(file, connection), FirstWrite.Instance);

    /// <summary>
    /// SQLite works on the caller's thread, and a commit holds it while the disk writes. With one thread a core, as the
    /// pool begins, a few commits side by side leave none for requests, and the pool adds others only slowly.
    /// </summary>
    public static void KeepThreads()
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        if (workers < Threads)
        {
            ThreadPool.SetMinThreads(Threads, completions);
        }
    }

    private sealed class Pooling(SqliteFile file, string connection) : DbConnectionInterceptor
    {
        public override InterceptionResult<DbConnection> ConnectionCreating(
            ConnectionCreatingEventData eventData,
            InterceptionResult<DbConnection> result
        ) => InterceptionResult<DbConnection>.SuppressWithResult(new PooledConnection(file, connection));
    }

    /// <summary>A statement that writes past the change tracker opens the transaction that waits for the first write.</summary>
    private sealed class FirstWrite : DbCommandInterceptor
    {
        public static readonly FirstWrite Instance = new();

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            if (eventData.Context is ServiceDbContext { BeforeFirstWrite: { } open } db)
            {
                await open(cancellationToken);
                command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
            }

            return result;
        }
    }
}
