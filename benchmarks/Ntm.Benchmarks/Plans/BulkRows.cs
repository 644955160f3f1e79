using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Ntm.Benchmarks.Plans;

/// <summary>Writes rows of any table in the same values as the mapper, many thousand at once.</summary>
/// <param name="model">Tables, columns and the values in them.</param>
/// <param name="connection">Open connection of the database.</param>
internal sealed class BulkRows(IModel model, DbConnection connection)
{
    /// <summary>Adds rows; of SQLite in a transaction of their own.</summary>
    public async Task AddAsync<T>(IReadOnlyCollection<T> rows)
        where T : class
    {
        var type = model.FindEntityType(typeof(T))!;
        var columns = type.GetProperties().ToList();
        var names = string.Join(", ", columns.Select(column => $"\"{column.GetColumnName()}\""));
        var readers = columns.Select(Reader).ToList();
        if (connection is NpgsqlConnection server)
        {
            await using var copy = await server.BeginBinaryImportAsync(
                $"COPY \"{type.GetTableName()}\" ({names}) FROM STDIN (FORMAT BINARY)"
            );
            foreach (var row in rows)
            {
                await copy.StartRowAsync();
                foreach (var read in readers)
                {
                    await (read(row) is { } value ? copy.WriteAsync(value) : copy.WriteNullAsync());
                }
            }

            await copy.CompleteAsync();
            return;
        }

        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = (SqliteCommand)connection.CreateCommand();
        command.Transaction = (SqliteTransaction)transaction;
        var places = string.Join(", ", columns.Select((_, place) => $"$p{place}"));
#pragma warning disable CA2100 // Names of the model.
        command.CommandText = $"INSERT INTO \"{type.GetTableName()}\" ({names}) VALUES ({places})";
#pragma warning restore CA2100
        var values = columns.Select((_, place) => command.Parameters.Add(new SqliteParameter($"$p{place}", null))).ToList();
        foreach (var row in rows)
        {
            for (var place = 0; place < values.Count; place++)
            {
                values[place].Value = readers[place](row) ?? DBNull.Value;
            }

            command.ExecuteNonQuery();
        }

        await transaction.CommitAsync();
    }

    /// <summary>Reads a property of a row as it is stored.</summary>
    private static Func<object, object?> Reader(IProperty property)
    {
        var (getter, converter) = (property.GetGetter(), property.GetTypeMapping().Converter);
        return converter is null
            ? getter.GetClrValue
            : row => getter.GetClrValue(row) is { } value ? converter.ConvertToProvider(value) : null;
    }
}
