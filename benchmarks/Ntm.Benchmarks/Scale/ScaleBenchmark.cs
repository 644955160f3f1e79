using System.Diagnostics;
using System.Globalization;
using Ntm.Persistence;
using Ntm.Testing;

namespace Ntm.Benchmarks.Scale;

/// <summary>What is compared.</summary>
/// <param name="Counts">Dossiers in the tables of each platform, the fewest first.</param>
/// <param name="WarmUps">Rounds before the first that counts.</param>
/// <param name="Rounds">Rounds that count.</param>
internal sealed record Stock(IReadOnlyList<int> Counts, int WarmUps, int Rounds)
{
    public static readonly Stock Full = new([1_000, 100_000, 1_000_000], 3, 4);
    public static readonly Stock Brief = new([200, 1_000, 5_000], 1, 1);
}

/// <summary>
/// What the same step and the lists that people open most cost when more dossiers lie in the tables. A platform for each
/// stock, all in this process and measured in turn. SQLite goes without the largest: a single process serves a province, and a
/// million dossiers would be 30 GB in it.
/// </summary>
internal static class ScaleBenchmark
{
    /// <summary>On PostgreSQL, or on SQLite: a process knows one engine only.</summary>
    public static async Task RunAsync(string folder, Stock stock, bool onSqlite)
    {
        if (onSqlite)
        {
            await MeasureAsync(folder, stock with { Counts = [.. stock.Counts.SkipLast(1)] }, DatabaseProvider.Sqlite, _ => null);
            return;
        }

        await using var server = await PostgreSqlServer.StartAsync();
        await MeasureAsync(
            folder,
            stock,
            DatabaseProvider.PostgreSql,
            id => new Dictionary<string, string?>
            {
                ["Persistence:Provider"] = nameof(DatabaseProvider.PostgreSql),
                ["Persistence:ConnectionString"] = server.ConnectionString(id),
            }
        );
    }

    private static async Task MeasureAsync(
        string folder,
        Stock stock,
        DatabaseProvider provider,
        Func<string, IReadOnlyDictionary<string, string?>?> database
    )
    {
        var platforms = new List<StockedPlatform>();
        try
        {
            foreach (var count in stock.Counts)
            {
                var watch = Stopwatch.StartNew();
                Console.Write($"{provider}: {Text(count)} dossiers …");
                platforms.Add(
                    await StockedPlatform.StartAsync(Path.Combine(folder, Text(count)), database($"scale_{count}"), provider, count)
                );
                Console.WriteLine($" {watch.Elapsed.TotalSeconds:0} s");
            }

            for (var round = 0; round < stock.WarmUps + stock.Rounds; round++)
            {
                foreach (var platform in platforms)
                {
                    await platform.RoundAsync(counts: round >= stock.WarmUps);
                }
            }

            Print(provider, stock, platforms);
        }
        finally
        {
            foreach (var platform in platforms)
            {
                await platform.DisposeAsync();
            }
        }
    }

    private static void Print(DatabaseProvider provider, Stock stock, List<StockedPlatform> platforms)
    {
        var few = platforms[0].Figures();
        foreach (var (count, platform) in stock.Counts.Zip(platforms).Skip(1))
        {
            var report = new Report($"{provider}, dossiers in the tables", Text(count), Text(stock.Counts[0]));
            foreach (var (name, value) in platform.Figures())
            {
                report.Row(
                    name,
                    value,
                    few[name],
                    count == stock.Counts[^1] && name.Contains("step", StringComparison.Ordinal) ? "ratio <= 1.5" : ""
                );
            }

            report.Print(Console.Out);
        }
    }

    private static string Text(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
