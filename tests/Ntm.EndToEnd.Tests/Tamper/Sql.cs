using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Ntm.EndToEnd.Tests.Tamper;

/// <summary>A row by the names of its columns.</summary>
internal sealed record Row(IReadOnlyList<string> Columns, object[] Values)
{
    public object this[string column] => Values[Columns.ToList().IndexOf(column)];

    public Row With(string column, object value)
    {
        var values = Values.ToArray();
        values[Columns.ToList().IndexOf(column)] = value;
        return this with { Values = values };
    }
}

/// <summary>Statements on a file that belongs to nobody else.</summary>
[SuppressMessage("Security", "CA2100", Justification = "The statements are the tests' own.")]
internal static class Sql
{
    public static List<object> Column(this SqliteConnection database, string query, params object[] values)
    {
        using var command = database.Command(query, values);
        using var reader = command.ExecuteReader();
        var found = new List<object>();
        while (reader.Read())
        {
            found.Add(reader.GetValue(0));
        }

        return found;
    }

    public static int Run(this SqliteConnection database, string statement, params object[] values)
    {
        using var command = database.Command(statement, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Columns of the primary key, in their order.</summary>
    public static List<string> KeyOf(this SqliteConnection database, string table) =>
        [.. database.Column("SELECT name FROM pragma_table_info($0) WHERE pk > 0 ORDER BY pk", table).Cast<string>()];

    public static Row Read(this SqliteConnection database, string table, object rowId)
    {
        using var command = database.Command($"SELECT * FROM \"{table}\" WHERE rowid = $0", rowId);
        using var reader = command.ExecuteReader();
        reader.Read();
        var values = new object[reader.FieldCount];
        reader.GetValues(values);
        return new Row([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], values);
    }

    public static void Insert(this SqliteConnection database, string table, Row row)
    {
        var names = string.Join(", ", row.Columns.Select(column => $"\"{column}\""));
        var values = string.Join(", ", row.Columns.Select((_, place) => $"${place}"));
        database.Run($"INSERT INTO \"{table}\" ({names}) VALUES ({values})", row.Values);
    }

    private static SqliteCommand Command(this SqliteConnection database, string text, params object[] values)
    {
        var command = database.CreateCommand();
        command.CommandText = text;
        for (var place = 0; place < values.Length; place++)
        {
            command.Parameters.AddWithValue($"${place}", values[place]);
        }

        return command;
    }
}
