using Microsoft.EntityFrameworkCore.Storage;
using Ntm.Messaging;

namespace Ntm.Persistence;

/// <summary>
/// The only way to write: one transaction, under the write lock where the engine has one writer; the commit signals the relay.
/// </summary>
public sealed class Transactions<TContext>(
    TContext db,
    WriteLock<TContext> gate,
    OutboxSignal<TContext> signal,
    DatabaseStatements statements
)
    where TContext : ServiceDbContext
{
    public TContext Db => db;

    public DatabaseStatements Statements => statements;

    /// <summary>Opens a transaction; what was not committed when it is disposed is gone.</summary>
    public async Task<Work> BeginAsync(CancellationToken cancellation)
    {
        var work = new Work(db, gate, signal);
        await work.OpenAsync(cancellation);
        return work;
    }

    /// <summary>
    /// The same, but where the engine has one writer the write lock is taken with the first write: others write while this
    /// transaction reads and decides. The state that it read may be stale by then, so the caller must check it by version or by key,
    /// as on every other engine, and retry with <see cref="BeginAsync"/> after a lost race.
    /// </summary>
    public async Task<Work> BeginAtFirstWriteAsync(CancellationToken cancellation)
    {
        if (!gate.OneProcess)
        {
            return await BeginAsync(cancellation);
        }

        var work = new Work(db, gate, signal);
        db.BeforeFirstWrite = work.OpenAsync;
        return work;
    }

    /// <summary>One transaction, open or about to be.</summary>
    public sealed class Work(TContext db, WriteLock<TContext> gate, OutboxSignal<TContext> signal) : IAsyncDisposable
    {
        private IDbContextTransaction? transaction;
        private IDisposable? writeLock;

        public async Task CommitAsync(CancellationToken cancellation)
        {
            if (transaction is not null)
            {
                await transaction.CommitAsync(cancellation);
            }

            writeLock?.Dispose();
            db.OnCommitted();
            if (db.Published)
            {
                signal.Raise();
            }
        }

        public async ValueTask DisposeAsync()
        {
            db.BeforeFirstWrite = null;
            db.Published = false;
            try
            {
                if (transaction is not null)
                {
                    await transaction.DisposeAsync();
                }
            }
            finally
            {
                writeLock?.Dispose();
            }
        }

        internal async Task OpenAsync(CancellationToken cancellation)
        {
            db.BeforeFirstWrite = null;
            writeLock = await gate.EnterAsync(db, cancellation);
            try
            {
                transaction = await db.Database.BeginTransactionAsync(cancellation);
            }
            catch
            {
                writeLock?.Dispose();
                throw;
            }
        }
    }
}
