using Microsoft.EntityFrameworkCore;
using Ntm.Persistence.Sqlite;

namespace Ntm.Persistence;

/// <summary>The write lock, where the engine has one writer at a time; other engines need none.</summary>
/// <param name="file">The SQLite file; null for another engine.</param>
public sealed class WriteLock<TContext>(SqliteFile? file) : IDisposable
    where TContext : ServiceDbContext
{
    /// <summary>Whether the database belongs to this process alone: SQLite, whose folder is locked.</summary>
    public bool OneProcess => file is not null;

    internal SqliteFile File => file ?? throw new InvalidOperationException("Only SQLite has a file.");

    /// <summary>Waits for the lock; until it is disposed, the context may write.</summary>
    public async Task<IDisposable?> EnterAsync(TContext db, CancellationToken cancellation) =>
        file is null ? null : await file.EnterAsync((PooledConnection)db.Database.GetDbConnection(), cancellation);

    public void Dispose() => file?.Dispose();
}
