using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Ntm.Ledger;

/// <summary>A service's database, read as anybody could read it: by SQL that every engine understands.</summary>
internal sealed class ServiceDatabase
{
    private readonly Func<DbConnection> connect;

    public ServiceDatabase(string engine, string service, string connection)
    {
        Service = service;
        IsFile = engine == "Sqlite";
        connect = IsFile
            ? () =>
                new SqliteConnection(
                    new SqliteConnectionStringBuilder(connection) { Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString()
                )
            : () =>
                new NpgsqlConnection(
                    new NpgsqlConnectionStringBuilder(connection)
                    {
                        Pooling = false,
                        Options = "-c default_transaction_read_only=on",
                    }.ToString()
                );
    }

    public string Service { get; }

    /// <summary>Whether the database is a file of its own, whose soundness can be asked for.</summary>
    public bool IsFile { get; }

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

    /// <summary>An expression for an id as lower-case text: some engines keep ids as such, others as upper-case text.</summary>
    public static string Id(string column) => $"lower(CAST({column} AS TEXT))";

    /// <summary>An instant as an engine keeps it, as such or in ticks; null where there is none.</summary>
    public static DateTimeOffset? Instant(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null
        : row.GetFieldType(column) == typeof(long) ? new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero)
        : new DateTimeOffset(row.GetFieldValue<DateTime>(column).ToUniversalTime());
}
