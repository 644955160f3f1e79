using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Ntm.Faults.Tests.Check;

/// <summary>A service's database, read as anybody could read it: by SQL that every engine understands, not by the service's model.</summary>
/// <param name="service">Service that owns it.</param>
/// <param name="connect">Opens nothing yet; each statement has a connection of its own.</param>
internal sealed class LedgerDatabase(string service, Func<DbConnection> connect)
{
    public static readonly IReadOnlyList<string> Services = ["identity", "assessment", "dossier", "notifications"];

    public string Service => service;

    /// <summary>The file that the single process keeps for a service.</summary>
    public static LedgerDatabase OfFile(string folder, string service)
    {
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, service + ".db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 30,
        }.ToString();
        return new LedgerDatabase(service, () => new SqliteConnection(connection));
    }

    /// <summary>A database on a server; it may be restarted between two statements.</summary>
    public static LedgerDatabase OfServer(string connection, string service)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection) { Pooling = false, Options = "-c default_transaction_read_only=on" }.ToString();
        return new LedgerDatabase(service, () => new NpgsqlConnection(settings));
    }

    [SuppressMessage("Security", "CA2100", Justification = "The statements are the check's own, and the database is opened to read only.")]
    public List<T> Rows<T>(string sql, Func<DbDataReader, T> read)
    {
        using var database = connect();
        database.Open();
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

    /// <summary>An expression for an id as lower-case text: some engines keep ids as such, others as upper-case text.</summary>
    public static string Id(string column) => $"lower(CAST({column} AS TEXT))";
}
