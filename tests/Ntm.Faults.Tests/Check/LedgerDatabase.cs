using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Ntm.Faults.Tests.Check;

/// <summary>A service's database, looked into to find the moment for a fault; to judge what is left is for the ledger program.</summary>
/// <param name="Service">Service that owns it.</param>
/// <param name="Connection">How it is reached; a server may be restarted between two statements.</param>
internal sealed record LedgerDatabase(string Service, string Connection)
{
    public static readonly IReadOnlyList<string> Services = ["identity", "assessment", "planning", "dossier", "notifications"];

    private bool IsFile => Connection.StartsWith("Data Source", StringComparison.OrdinalIgnoreCase);

    /// <summary>The file that the single process keeps for a service.</summary>
    public static LedgerDatabase OfFile(string folder, string service) =>
        new(service, $"Data Source={Path.Combine(folder, service + ".db")};Default Timeout=30");

    [SuppressMessage("Security", "CA2100", Justification = "The statements are the tests' own.")]
    public List<T> Rows<T>(string sql, Func<DbDataReader, T> read)
    {
        using var database = Connect();
        using var command = database.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public List<string> Texts(string sql) => Rows(sql, row => row.GetString(0));

    public long Number(string sql) => Rows(sql, row => row.GetInt64(0)).Single();

    /// <summary>Changes what only a fault would change; returns the rows it met.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "The statements are the tests' own.")]
    public int Spoil(string sql)
    {
        using var database = Connect();
        using var command = database.CreateCommand();
        foreach (var trigger in IsFile ? Texts("SELECT name FROM sqlite_master WHERE type = 'trigger'") : [])
        {
            // Who owns the file takes away what keeps its audit from being changed.
            command.CommandText = $"DROP TRIGGER \"{trigger}\"";
            command.ExecuteNonQuery();
        }

        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    /// <summary>An expression for an id as lower-case text: some engines keep ids as such, others as upper-case text.</summary>
    public static string Id(string column) => $"lower(CAST({column} AS TEXT))";

    private DbConnection Connect()
    {
        DbConnection database = IsFile
            ? new SqliteConnection(new SqliteConnectionStringBuilder(Connection) { Pooling = false }.ToString())
            : new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Connection) { Pooling = false }.ToString());
        database.Open();
        return database;
    }
}
