using System.Diagnostics;
using Npgsql;
using Ntm.Persistence;

namespace Ntm.Benchmarks.Plans;

/// <summary>The bare loop: rows of the size of a report, prepared statements, one connection, the same number of commits.</summary>
internal static class BareInserts
{
    private const string Table = "CREATE TABLE Bare(Id INTEGER PRIMARY KEY, Body TEXT NOT NULL)";
    private const int Rows = 14;

    /// <summary>Reports a second: one commit of fourteen rows each, the other commits of one row.</summary>
    /// <param name="provider">Engine.</param>
    /// <param name="connectionString">Database of the planning service; of SQLite the file lies beside it.</param>
    /// <param name="reports">Number of reports.</param>
    /// <param name="commits">Commits of all of them.</param>
    public static async Task<double> RunAsync(DatabaseProvider provider, string connectionString, int reports, int commits)
    {
        var body = new string('x', 250);
        if (provider is DatabaseProvider.Sqlite)
        {
            var file = connectionString.Split('=', 2)[1].Split(';')[0] + ".bare";
            using var floor = new FloorDatabase(file, Table);
            var bare = Stopwatch.StartNew();
            for (var commit = 0; commit < commits; commit++)
            {
                var rows = Enumerable.Repeat(("INSERT INTO Bare(Body) VALUES ($a)", new object[] { body }), commit < reports ? Rows : 1);
                await floor.CommitAsync([.. rows]);
            }

            return reports / bare.Elapsed.TotalSeconds;
        }

        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=False");
        await connection.OpenAsync();
#pragma warning disable CA2100 // The table above.
        await using var table = new NpgsqlCommand(Table.Replace("INTEGER", "bigserial", StringComparison.Ordinal), connection);
#pragma warning restore CA2100
        await table.ExecuteNonQueryAsync();
        await using var insert = new NpgsqlCommand("INSERT INTO Bare(Body) VALUES ($1)", connection);
        insert.Parameters.Add(new NpgsqlParameter { Value = body });
        await insert.PrepareAsync();
        var watch = Stopwatch.StartNew();
        for (var commit = 0; commit < commits; commit++)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            for (var row = 0; row < (commit < reports ? Rows : 1); row++)
            {
                await insert.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();
        }

        return reports / watch.Elapsed.TotalSeconds;
    }
}
