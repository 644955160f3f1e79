using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Ntm.Persistence.Sqlite;

/// <summary>An open connection that remembers its prepared statements by their text: write-ahead log, full synchronisation, native
/// waiting.</summary>
internal sealed class PreparedConnection : SqliteConnection
{
    // FULL: with NORMAL a power cut may take the last commits, and with them an accepted step.
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";
    private const int MostStatements = 250;

    private readonly Dictionary<string, Statement> statements = [];

    public PreparedConnection(string connection)
        : base(connection)
    {
        try
        {
            Open();
            using var command = CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
            sqlite3_busy_timeout(Handle, DefaultTimeout * 1000);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Whether no transaction was left open on it.</summary>
    public bool IsIdle => sqlite3_get_autocommit(Handle) != 0;

    /// <summary>The prepared statement for a command, with its values.</summary>
    public SqliteCommand Prepare(SqliteCommand command)
    {
        var statement = Of(command.CommandText);
        statement.Transaction = Transaction;
        statement.CommandTimeout = command.CommandTimeout;
        statement.Parameters.Clear();
        foreach (SqliteParameter parameter in command.Parameters)
        {
            statement.Parameters.Add(parameter);
        }

        return statement;
    }

    private Statement Of(string text)
    {
        if (statements.TryGetValue(text, out var known) && !known.Reads)
        {
            return known;
        }

        var statement = new Statement { Connection = this };
#pragma warning disable CA2100 // The text is the mapper's; its values are parameters.
        statement.CommandText = text;
#pragma warning restore CA2100
        if (known is null)
        {
            Keep(text, statement);
        }

        return statement;
    }

    private void Keep(string text, Statement statement)
    {
        // Statement texts are few; code that generates them without end must not fill the memory.
        if (statements.Count >= MostStatements)
        {
            foreach (var forgotten in statements.Where(kept => !kept.Value.Reads).ToList())
            {
                forgotten.Value.Dispose();
                statements.Remove(forgotten.Key);
            }
        }

        statements[text] = statement;
    }

    private sealed class Statement : SqliteCommand
    {
        /// <summary>Whether an answer of it is still being read.</summary>
        public bool Reads => DataReader is { IsClosed: false };
    }
}
