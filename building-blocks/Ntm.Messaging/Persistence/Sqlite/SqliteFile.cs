using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Ntm.Persistence.Sqlite;

/// <summary>
/// The pooled connections of a process to one SQLite file: the connection that writes, for one at a time and first come, first
/// served, and a few that read. SQLite itself would let writers poll, and a connection opened anew has no statement prepared.
/// </summary>
public sealed class SqliteFile : IDisposable
{
    private const int MostIdle = 8;

    private readonly string connection;
    private readonly TimeSpan patience;
    private readonly SemaphoreSlim turns = new(1, 1);
    private readonly ConcurrentBag<PreparedConnection> idle = [];
    private PreparedConnection? writer;
    private volatile bool closed;

    /// <param name="connection">Connection string; its <c>Default Timeout</c>, 30 s unless set, is how long a writer waits for the
    /// write lock.</param>
    public SqliteFile(string connection)
    {
        var builder = new SqliteConnectionStringBuilder(connection) { Pooling = false };
        (this.connection, patience) = (builder.ConnectionString, TimeSpan.FromSeconds(builder.DefaultTimeout));
    }

    public void Dispose()
    {
        closed = true;
        writer?.Dispose();
        while (idle.TryTake(out var reader))
        {
            reader.Dispose();
        }

        turns.Dispose();
    }

    /// <summary>Waits for the write lock and gives the context's connection the writing one until it is disposed.</summary>
    internal async Task<IDisposable> EnterAsync(PooledConnection context, CancellationToken cancellation)
    {
        if (!await turns.WaitAsync(patience, cancellation))
        {
            throw new WriteLockTimeoutException(patience);
        }

        try
        {
            writer ??= new PreparedConnection(connection);
            context.BeginWriting(writer);
            return new Lease(this, context);
        }
        catch
        {
            turns.Release();
            throw;
        }
    }

    internal PreparedConnection Rent() => idle.TryTake(out var reader) ? reader : new PreparedConnection(connection);

    internal void Return(PreparedConnection reader)
    {
        if (closed || idle.Count >= MostIdle || !reader.IsIdle)
        {
            reader.Dispose();
        }
        else
        {
            idle.Add(reader);
        }
    }

    private void Leave(PooledConnection context)
    {
        context.EndWriting();
        if (closed || !writer!.IsIdle)
        {
            writer!.Dispose();
            writer = null;
        }

        turns.Release();
    }

    private sealed class Lease(SqliteFile file, PooledConnection context) : IDisposable
    {
        private int over;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref over, 1) == 0)
            {
                file.Leave(context);
            }
        }
    }
}
