using System.Data.Common;
using System.Globalization;
using Ntm.Persistence;

namespace Ntm.Benchmarks.Scale;

/// <summary>
/// Fills every table that grows with dossiers with clones of a real one: its rows under new ids, spread over ten thousand
/// communes of fifty provinces and over a hundred years, so that the real ones lie in the middle. Hashes and the ids
/// inside JSON other than the dossier's stay those of the original: they are of the right size, and no step reads them.
/// </summary>
internal sealed class Clones(BenchPlatform platform, Engine engine, Guid original, int real)
{
    private const int Chunk = 20_000;
    private const string Commune = "(s.n % 10000)";
    private const string Province = $"CAST(10 + {Commune} / 200 AS TEXT)";
    private const string District = $"{Province} || '/' || CAST((10 + {Commune} / 200) * 10 + 10 + ({Commune} / 20) % 10 AS TEXT)";
    private const string Code = $"CAST(20000 + {Commune} AS TEXT)";
    private const string Path = $"{District} || '/' || {Code}";
    private const string Year = "(1973 + s.n / 10000)";

    private long seen;

    private string Dossier => engine.Id("001", "0");

    /// <summary>Every service's database at the same time.</summary>
    /// <returns>The last position of the feed before its clones.</returns>
    public async Task<long> FillAsync(long count)
    {
        await Task.WhenAll(platform.Services.GetServices<ServiceDatabase>().Select(database => FillAsync(database, count)));
        return seen;
    }

    private async Task FillAsync(ServiceDatabase database, long count)
    {
        await using var connection = engine.Connect(database.Options.For(database.Service));
        await connection.OpenAsync();
        await ExecuteAsync(connection, engine.Before);
        var statements = await StatementsAsync(connection, database.Service);
        for (var from = 0L; from < count && statements.Count > 0; from += Chunk)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            foreach (var statement in statements)
            {
                await ExecuteAsync(connection, statement(from, Math.Min(from + Chunk, count)), transaction);
            }

            await transaction.CommitAsync();
        }

        foreach (var statement in engine.After)
        {
            await ExecuteAsync(connection, statement);
        }
    }

    private async Task<List<Func<long, long, string>>> StatementsAsync(DbConnection connection, string service)
    {
        var own = $"\"DossierId\" = {engine.Literal(original)}";
        return service switch
        {
            "dossier" =>
            [
                await CloneAsync(
                    connection,
                    "Dossiers",
                    $"\"Id\" = {engine.Literal(original)}",
                    new()
                    {
                        ["Id"] = Dossier,
                        ["SortKey"] = $"CAST({Year} AS TEXT) || '/' || {Code} || '/xa-ntm'",
                        ["UnitCode"] = Code,
                        ["UnitPath"] = Path,
                        ["Year"] = Year,
                        ["Content"] = Renamed("Content"),
                    }
                ),
                await CloneAsync(
                    connection,
                    "OpenStages",
                    own,
                    new()
                    {
                        ["Key"] = Renamed("Key"),
                        ["DossierId"] = Dossier,
                        ["UnitCode"] = Code,
                        ["Year"] = Year,
                        ["Actor"] = $"replace(x.\"Actor\", '42/439/18175', {Path})",
                    }
                ),
                await CloneAsync(connection, "Audit", own, new() { ["DossierId"] = Dossier }),
                await CloneAsync(connection, "Assessments", own, new() { ["DossierId"] = Dossier }),
                await CloneAsync(connection, "Events", own, new() { ["DossierId"] = Dossier, ["Body"] = Renamed("Body") }),
                await CloneAsync(
                    connection,
                    "Timers",
                    $"\"Key\" LIKE '{original:N}/%'",
                    new() { ["Key"] = Renamed("Key"), ["Payload"] = Renamed("Payload") }
                ),
            ],
            "notifications" => await FeedAsync(connection, own),
            "assessment" =>
            [
                await CloneAsync(connection, "Stages", own, new() { ["DossierId"] = Dossier }),
                await CloneAsync(connection, "SelfAssessments", own, new() { ["Id"] = engine.Id("004", "0"), ["DossierId"] = Dossier }),
                await InboxAsync(connection),
            ],
            _ => [],
        };
    }

    private async Task<List<Func<long, long, string>>> FeedAsync(DbConnection connection, string own)
    {
        var events = await AskAsync(connection, $"SELECT MAX(\"Sequence\") FROM \"Feed\" WHERE {own}");
        var head = seen = await AskAsync(connection, "SELECT \"Position\" FROM \"FeedHead\"");
        return
        [
            await CloneAsync(
                connection,
                "Feed",
                own,
                new()
                {
                    ["Position"] = $"{head} + s.n * {events} + x.\"Sequence\"",
                    ["EventId"] = engine.Id("002", "x.\"Sequence\""),
                    ["DossierId"] = Dossier,
                    ["UnitPath"] = Path,
                    ["Data"] = Renamed("Data"),
                    ["Said"] = Renamed("Said"),
                }
            ),
            (_, to) => $"UPDATE \"FeedHead\" SET \"Position\" = {head + (to * events)}",
            await CloneAsync(
                connection,
                "Notices",
                own,
                new()
                {
                    ["Id"] = engine.Id("003", "x.part"),
                    ["DossierId"] = Dossier,
                    ["UnitPath"] = $"CASE x.\"UnitPath\" WHEN '42/439/18175' THEN {Path} WHEN '42/439' THEN {District} ELSE {Province} END",
                }
            ),
            await InboxAsync(connection),
        ];
    }

    /// <summary>As many handled events a clone as the service has handled for each real dossier.</summary>
    private async Task<Func<long, long, string>> InboxAsync(DbConnection connection)
    {
        var handled = await AskAsync(connection, "SELECT COUNT(*) FROM \"Inbox\"") / real;
        return await CloneAsync(
            connection,
            "Inbox",
            $"\"MessageId\" IN (SELECT \"MessageId\" FROM \"Inbox\" LIMIT {handled})",
            new() { ["MessageId"] = engine.Id("002", "x.part") }
        );
    }

    /// <summary>The statement that writes some clones of the original's rows of a table.</summary>
    private async Task<Func<long, long, string>> CloneAsync(
        DbConnection connection,
        string table,
        string where,
        Dictionary<string, string> changed
    )
    {
        await ExecuteAsync(
            connection,
            $"CREATE TEMP TABLE \"Original{table}\" AS SELECT *, row_number() OVER () AS part FROM \"{table}\" WHERE {where}"
        );
        await using var command = Command(connection, $"SELECT * FROM \"{table}\" LIMIT 0");
        await using var none = await command.ExecuteReaderAsync();
        var columns = Enumerable.Range(0, none.FieldCount).Select(none.GetName).ToList();
        var names = string.Join(", ", columns.Select(name => $"\"{name}\""));
        var values = string.Join(", ", columns.Select(name => changed.GetValueOrDefault(name, $"x.\"{name}\"")));
        return (from, to) =>
            $"""
                INSERT INTO "{table}"({names}) SELECT {values} FROM {engine.Numbers(from, to)}
                CROSS JOIN "Original{table}" x
                """;
    }

    /// <summary>A text of the original with the clone's id in place of its own, in both ways of writing it.</summary>
    private string Renamed(string column) =>
        $"replace(replace(x.\"{column}\", '{original}', {engine.Text(Dossier)}), '{original:N}', replace({engine.Text(Dossier)}, '-', ''))";

    private static async Task<long> AskAsync(DbConnection connection, string question)
    {
        await using var command = Command(connection, question);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static async Task ExecuteAsync(DbConnection connection, string statement, DbTransaction? transaction = null)
    {
        await using var command = Command(connection, statement);
        command.Transaction = transaction;
        await command.ExecuteNonQueryAsync();
    }

    private static DbCommand Command(DbConnection connection, string statement)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements of this program's own.
        command.CommandText = statement;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        return command;
    }
}
