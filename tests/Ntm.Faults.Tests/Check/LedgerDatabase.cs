using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Ntm.Faults.Tests.Check;

/// <summary>A service's SQLite file, read as anybody could read it: by SQL, not by the service's model.</summary>
internal sealed class LedgerDatabase(string folder, string service)
{
    public static readonly IReadOnlyList<string> Services = ["identity", "assessment", "dossier", "notifications"];

    private readonly string connection = new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(folder, service + ".db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 30,
    }.ToString();

    public string Service => service;

    [SuppressMessage("Security", "CA2100", Justification = "The statements are the check's own, and the file is opened to read only.")]
    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var database = new SqliteConnection(connection);
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
}
