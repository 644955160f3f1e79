using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Ntm.Persistence;
using Ntm.Testing;

namespace Ntm.EndToEnd.Tests.Tamper;

/// <summary>
/// Somebody who owns the databases, the files or the exports changes one byte or one row of them, anywhere: the check of the audit
/// names it.
/// </summary>
public sealed class TamperTests(ITestOutputHelper output)
{
    /// <summary>The seed of a run that shall be made again.</summary>
    private const string Seed = "NTM_TAMPER_SEED";

    private static readonly string[] Stories = ["ba-cap", "han-nop"];

    [Fact]
    public Task One_changed_byte_or_row_is_named_fifty_times() => TamperAsync(50);

    [Fact]
    [Trait(Speed.Name, Speed.Faults)]
    public Task One_changed_byte_or_row_is_named_five_hundred_times() => TamperAsync(500);

    [Fact]
    public async Task Every_table_is_proven_or_it_is_said_why_not()
    {
        Assert.SkipWhen(TestPlatform.Provider is not DatabaseProvider.Sqlite, "The tables of every engine are the same.");
        await using var installation = await Installation.AfterAsync("hai-cap", $"bang-{Guid.CreateVersion7():N}");
        var tables = ((string[])["identity", "assessment", "planning", "dossier", "notifications"])
            .SelectMany(service =>
                installation
                    .Of(service)
                    .Column("SELECT name FROM sqlite_master WHERE type = 'table'")
                    .Select(table => (Service: service, Table: (string)table))
            )
            .ToList();

        Assert.Empty(await installation.FindAsync());
        Assert.Empty(
            tables.Where(one =>
                !Proven.Tables.Any(table => (table.Service, table.Table) == one)
                && !Proven.Others.ContainsKey($"{one.Service}/{one.Table}")
                && !Proven.Others.ContainsKey("*/" + one.Table)
            )
        );
        Assert.Empty(Proven.Tables.Where(table => !tables.Contains((table.Service, table.Table))));
    }

    private async Task TamperAsync(int times)
    {
        Assert.SkipWhen(
            TestPlatform.Provider is not DatabaseProvider.Sqlite,
            "A file that belongs to one process can be changed under it."
        );
        // The short run tries the same changes each time; the long one others.
        var seed =
            int.TryParse(Environment.GetEnvironmentVariable(Seed), out var given) ? given
            : times > 50 ? Random.Shared.Next()
            : 1;
        output.WriteLine($"{Seed}={seed}");
        var random = new Random(seed);
        var (unseen, kinds) = (new List<string>(), new Dictionary<string, int>());
        foreach (var story in Stories)
        {
            await using var installation = await Installation.AfterAsync(story, $"sua-doi-{times}-{story}");
            var hand = new Tamperer(installation, random);
            Assert.Empty(await installation.FindAsync());
            Assert.All(installation.Exports, export => Assert.Null(installation.Fault(File.ReadAllBytes(export))));
            for (var done = 0; done < times / Stories.Length; )
            {
                if (await hand.TryAsync() is { } trial)
                {
                    done++;
                    kinds[trial.Kind] = kinds.GetValueOrDefault(trial.Kind) + 1;
                    unseen.AddRange(trial.Findings == 0 ? [trial.What] : []);
                }
            }

            Assert.Empty(await installation.FindAsync());
        }

        output.WriteLine(string.Join(", ", kinds.Select(kind => $"{kind.Value} × {kind.Key}")));
        Assert.Empty(unseen);
        Assert.True(kinds.Count >= 4, "Too few kinds of change were tried.");
    }
}

/// <summary>A change that was made and undone.</summary>
/// <param name="Kind">What was changed.</param>
/// <param name="What">The very change.</param>
/// <param name="Findings">How many findings it brought.</param>
internal sealed record Trial(string Kind, string What, int Findings);

/// <summary>Changes one thing, has it checked and changes it back.</summary>
internal sealed class Tamperer(Installation installation, Random random)
{
    private readonly IReadOnlyList<string> files = installation.Files();

    /// <summary>One random change; null where the one chosen cannot be made, or says nothing else.</summary>
    public Task<Trial?> TryAsync() =>
        random.Next(100) switch
        {
            < 60 => CellAsync(),
            < 72 => DeleteAsync(),
            < 82 => InsertAsync(),
            < 89 => FileAsync(),
            < 95 => HeadAsync(),
            _ => Task.FromResult(Export()),
        };

    private async Task<Trial?> CellAsync()
    {
        var (table, database) = Table(_ => true);
        var parts = table.Columns[random.Next(table.Columns.Length)].Split(':');
        var (column, properties) = (parts[0], parts.Length > 1 ? parts[1].Split(',') : null);
        if (RowOf(database, table, $"\"{column}\" IS NOT NULL") is not { } rowId)
        {
            return null;
        }

        var before = database.Read(table.Table, rowId);
        if (Alteration.Of(before[column], properties, random) is not { } after || IsSame(column, before[column], after))
        {
            return null;
        }

        return await TryAsync(
            "byte of a row",
            $"{table.Service}: {table.Table}.{column} '{before[column]}' → '{after}'",
            () => database.Run($"UPDATE \"{table.Table}\" SET \"{column}\" = $0 WHERE rowid = $1", after, rowId),
            () => database.Run($"UPDATE \"{table.Table}\" SET \"{column}\" = $0 WHERE rowid = $1", before[column], rowId)
        );
    }

    private async Task<Trial?> DeleteAsync()
    {
        var (table, database) = Table(_ => true);
        if (RowOf(database, table, "1 = 1") is not { } rowId)
        {
            return null;
        }

        var row = database.Read(table.Table, rowId);
        return await TryAsync(
            "deleted row",
            $"{table.Service}: {table.Table} without '{string.Join("', '", row.Values)}'",
            () => database.Run($"DELETE FROM \"{table.Table}\" WHERE rowid = $0", rowId),
            () => database.Insert(table.Table, row)
        );
    }

    private async Task<Trial?> InsertAsync()
    {
        var (table, database) = Table(candidate => candidate.Inserts);
        if (RowOf(database, table, "1 = 1") is not { } rowId)
        {
            return null;
        }

        var (row, key) = (database.Read(table.Table, rowId), database.KeyOf(table.Table)[^1]);
        var next =
            row[key] is long
                ? database.Column($"SELECT max(\"{key}\") + 1 FROM \"{table.Table}\"")[0]
                : Alteration.Of(row[key], null, random);
        if (next is null)
        {
            return null;
        }

        object added = 0L;
        return await TryAsync(
            "added row",
            $"{table.Service}: {table.Table} with {key} '{next}'",
            () =>
            {
                database.Insert(table.Table, row.With(key, next));
                added = database.Column("SELECT last_insert_rowid()")[0];
            },
            () => database.Run($"DELETE FROM \"{table.Table}\" WHERE rowid = $0", added)
        );
    }

    private async Task<Trial?> FileAsync()
    {
        if (files.Count == 0)
        {
            return null;
        }

        var path = files[random.Next(files.Count)];
        var bytes = await File.ReadAllBytesAsync(path);
        var (place, changed) = (random.Next(bytes.Length), bytes.ToArray());
        changed[place] ^= (byte)random.Next(1, 256);
        return await TryAsync(
            "byte of a file",
            $"{path}: byte {place}",
            () => File.WriteAllBytes(path, changed),
            () => File.WriteAllBytes(path, bytes)
        );
    }

    private async Task<Trial?> HeadAsync()
    {
        var path = installation.Heads[random.Next(installation.Heads.Count)];
        var text = await File.ReadAllTextAsync(path);
        var changed = Alteration.Letter(text, random)!;

        // Of the last letter of the signature not every bit counts.
        var last = text.LastIndexOf('"') - 1;
        return text[last] != changed[last]
            ? null
            : await TryAsync(
                "byte of a head",
                $"{path}: {changed}",
                () => File.WriteAllText(path, changed),
                () => File.WriteAllText(path, text)
            );
    }

    private Trial? Export()
    {
        var path = installation.Exports[random.Next(installation.Exports.Count)];
        var changed = Alteration.Letter(File.ReadAllText(path), random)!;
        var findings = installation.Fault(System.Text.Encoding.UTF8.GetBytes(changed)) is null ? 0 : 1;
        return new Trial("byte of an export", $"{path}: {changed}", findings);
    }

    private async Task<Trial?> TryAsync(string kind, string what, Action change, Action undo)
    {
        try
        {
            change();
        }
        catch (SqliteException)
        {
            // The database itself does not take it.
            return null;
        }

        try
        {
            return new Trial(kind, what, (await installation.FindAsync()).Count);
        }
        finally
        {
            undo();
        }
    }

    private (ProvenTable Table, SqliteConnection Database) Table(Func<ProvenTable, bool> fits)
    {
        var tables = Proven.Tables.Where(fits).ToList();
        var table = tables[random.Next(tables.Count)];
        return (table, installation.Of(table.Service));
    }

    private object? RowOf(SqliteConnection database, ProvenTable table, string fits)
    {
        var rows = database.Column($"SELECT rowid FROM \"{table.Table}\" WHERE {table.Where} AND {fits} ORDER BY rowid");
        return rows.Count == 0 ? null : rows[random.Next(rows.Count)];
    }

    /// <summary>Names of persons follow their acts and are no fact of a dossier.</summary>
    private static bool IsSame(string column, object before, object after)
    {
        if (column != "Content" || before is not string text || after is not string changed)
        {
            return false;
        }

        try
        {
            return JsonNode.DeepEquals(Facts(text), Facts(changed));
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    private static JsonNode? Facts(string content)
    {
        var document = JsonNode.Parse(content);
        (document as JsonObject)?.Remove("names");
        return document;
    }
}
