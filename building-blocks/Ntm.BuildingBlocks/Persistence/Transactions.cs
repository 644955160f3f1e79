using Microsoft.EntityFrameworkCore.Storage;
using Ntm.BuildingBlocks.Messaging;

namespace Ntm.BuildingBlocks.Persistence;

/// <summary>The only way to write: one transaction, in turn where the engine has one writer, and a word to the relay after.</summary>
public sealed class Transactions<TContext>(TContext db, WriteGate<TContext> gate, OutboxSignal<TContext> signal, DatabaseStatements statements)
    where TContext : ServiceDbContext
{
    public TContext Db => db;

    public DatabaseStatements Statements => statements;

    /// <summary>Opens a transaction; what was not committed when it is disposed is gone.</summary>
    public async Task<Work> BeginAsync(CancellationToken cancellation)
    {
        var turn = await gate.EnterAsync(cancellation);
        try
        {
            db.Published = false;
            return new Work(db, await db.Database.BeginTransactionAsync(cancellation), turn, signal);
        }
        catch
        {
            turn?.Dispose();
            throw;
        }
    }

    /// <summary>One open transaction.</summary>
    public sealed class Work(TContext db, IDbContextTransaction transaction, IDisposable? turn, OutboxSignal<TContext> signal) : IAsyncDisposable
    {
        public async Task CommitAsync(CancellationToken cancellation)
        {
            await transaction.CommitAsync(cancellation);
            turn?.Dispose();
            if (db.Published)
            {
                signal.Raise();
            }
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                await transaction.DisposeAsync();
            }
            finally
            {
                turn?.Dispose();
            }
        }
    }
}
