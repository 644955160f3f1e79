using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Ntm.Persistence;
using Ntm.Testing;

namespace Ntm.Benchmarks.Plans;

/// <summary>How large the province is and how much is asked.</summary>
/// <param name="Communes">Communes, each with a plan and a report a week.</param>
/// <param name="Weeks">Weeks of reports.</param>
/// <param name="Asks">How often each page is asked for.</param>
/// <param name="Filed">Reports that are filed for their pace.</param>
internal sealed record ProvinceSize(int Communes, int Weeks, int Asks, int Filed)
{
    /// <summary>As many communes as the whole country has.</summary>
    public static readonly ProvinceSize Full = new(3_321, 52, 40, 600);

    /// <summary>Shows that everything runs; its figures say nothing.</summary>
    public static readonly ProvinceSize Brief = new(100, 4, 3, 16);
}

/// <summary>What plans of a whole province cost: reading them, reporting on them, publishing one.</summary>
internal static class PlansBenchmark
{
    private const int Counted = 40;

    public static async Task RunAsync(string folder, ProvinceSize size, bool onSqlite)
    {
        Directory.CreateDirectory(folder);
        var provider = onSqlite ? DatabaseProvider.Sqlite : DatabaseProvider.PostgreSql;
        await using var server = onSqlite ? null : await PostgreSqlServer.StartAsync();
        var settings = new Dictionary<string, string?>
        {
            ["Persistence:Provider"] = provider.ToString(),
            ["Persistence:ConnectionString"] = server?.ConnectionString("plans") ?? $"Data Source={folder}/{{service}}.db",
        };
        var watch = Stopwatch.StartNew();
        Console.Write($"{provider}: {Text(size.Communes)} communes, {size.Weeks} weeks …");
        await using var province = await Province.StartAsync(settings, provider, size);
        Console.WriteLine($" {watch.Elapsed.TotalSeconds:0} s");
        var reports = new Reports(province);
        await ReadAsync(province, size, provider);
        await PublishAsync(province, reports, size, provider);
        await FileAsync(province, reports, size, provider);
    }

    private static async Task ReadAsync(Province province, ProvinceSize size, DatabaseProvider provider)
    {
        var report = new Report($"{provider}, reading: ms", "p95", "p50");
        var commune = province.OfficerOf(province.Communes[size.Communes / 2]);
        foreach (var (caller, signedIn) in ((string, AuthenticationHeaderValue)[])[("province", province.Officer), ("commune", commune)])
        {
            foreach (var (name, place) in Pages(province.Plan))
            {
                var taken = new List<double>();
                for (var ask = -3; ask < size.Asks; ask++)
                {
                    var watch = Stopwatch.StartNew();
                    await province.SendAsync(HttpMethod.Get, place, null, signedIn);
                    taken.AddRange(ask >= 0 ? [watch.Elapsed.TotalMilliseconds] : []);
                }

                var waits = Waits.Of(taken);
                report.Row($"{name}, officer of a {caller}", waits.P95, waits.P50, "p95 <= 100 ms");
            }
        }

        report.Print(Console.Out);
    }

    private static IEnumerable<(string Name, string Place)> Pages(Guid plan) =>
        [
            ("roll-up", $"planning/plans/{plan}/roll-up"),
            ("progress", $"planning/plans/{plan}/progress"),
            ("standings of eight weeks", $"planning/plans/{plan}/standings"),
            ("standings of the year", $"planning/plans/{plan}/standings?from=2022-03-07&to=2023-03-06"),
            ("bulletin", $"planning/plans/{plan}/bulletin"),
            ("duties missing, late or returned", "planning/duties"),
            ("duties to come", "planning/duties?status=pending"),
            ("reporting by unit", $"planning/plans/{plan}/reporting"),
            ("plans", "planning/plans"),
        ];

    private static async Task FileAsync(Province province, Reports reports, ProvinceSize size, DatabaseProvider provider)
    {
        await reports.FileAsync(size.Filed / 2);
        var pace = await reports.FileAsync(size.Filed);
        double commits,
            statements;
        using (var counter = await CommitCounter.StartAsync())
        {
            var counted = Math.Min(Counted, size.Filed);
            await reports.FileAsync(counted);
            commits = (double)(counter.Transactions.Values.Sum() + counter.OwnCommits.Values.Sum()) / counted;
            statements = (double)counter.Trips.Values.Sum() / counted;
        }

        var report = new Report($"{provider}, reports", "platform", "bare loop");
        var bare = await BareInserts.RunAsync(provider, province.ConnectionString, size.Filed, (int)(commits * size.Filed));
        report.Row("reports/s through HTTP, answered", pace.Accepted, null, "");
        report.Row("reports/s through HTTP, all consequences committed", pace.Settled, bare, "");
        report.Row("processor ms a report, client included", pace.CpuMs, null, "");
        report.Row("commits a report", commits, commits, "");
        report.Row("statements a report, BEGIN and COMMIT counted", statements, null, "");
        report.Print(Console.Out);
    }

    private static async Task PublishAsync(Province province, Reports reports, ProvinceSize size, DatabaseProvider provider)
    {
        var publication = await Publication.MeasureAsync(province, reports, size.Weeks);
        var report = new Report($"{provider}, publication of a year's plan", "measured", "alone");
        report.Row("seconds until answered", publication.Seconds, null, "");
        report.Row("rows of reports that are due", publication.Duties, null, "");
        report.Row("megabytes of memory more", publication.MegabytesMore, null, "");
        report.Row("megabytes written to the database's log", publication.MegabytesLogged, null, "");
        report.Row("a report beside it, p50 ms", publication.Beside.P50, publication.Alone.P50, "");
        report.Row("a report beside it, longest ms", publication.Beside.Most, publication.Alone.Most, "");
        report.Row("reports beside it that were refused", publication.Refused, null, "0");
        report.Print(Console.Out);
    }

    private static string Text(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
