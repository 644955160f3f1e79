using Microsoft.Data.Sqlite;

namespace Ntm.Benchmarks;

/// <summary>One SQLite file as bare as it gets: a held connection, prepared statements, one writer at a time, WAL and FULL.</summary>
internal sealed class FloorDatabase : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Dictionary<string, SqliteCommand> prepared = [];

    public FloorDatabase(string file, string schema)
    {
        connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000; " + schema);
    }

    public int Commits { get; private set; }

    /// <summary>Runs statements and commits once.</summary>
    public async Task CommitAsync(params IReadOnlyList<(string Sql, object[] Values)> statements)
    {
        await gate.WaitAsync();
        try
        {
            Execute("BEGIN IMMEDIATE", []);
            foreach (var (sql, values) in statements)
            {
                Execute(sql, values);
            }

            Execute("COMMIT", []);
            Commits++;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose()
    {
        foreach (var command in prepared.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
        gate.Dispose();
    }

    private void Run(string script)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Schema of this program's own.
        command.CommandText = script;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private void Execute(string sql, object[] values)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements are constants of this program.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var place = 0; place < values.Length; place++)
            {
                command.Parameters.Add(new SqliteParameter("$" + (char)('a' + place), null));
            }

            prepared[sql] = command;
        }

        for (var place = 0; place < values.Length; place++)
        {
            command.Parameters[place].Value = values[place];
        }

        command.ExecuteNonQuery();
    }
}
