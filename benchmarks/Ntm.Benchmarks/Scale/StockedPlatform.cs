using System.Diagnostics;
using Ntm.Persistence;

namespace Ntm.Benchmarks.Scale;

/// <summary>A platform with many dossiers in its tables, and fifty among them that take steps.</summary>
internal sealed class StockedPlatform : IAsyncDisposable
{
    private const int Real = 50;
    private const int Asks = 5;

    /// <summary>A list that takes longer is cancelled and not measured again: it has its figure.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly BenchPlatform platform;
    private readonly Dossiers dossiers;
    private readonly HttpClient http;
    private readonly List<(string Name, string Place, Account Caller)> lists;
    private readonly Dictionary<string, List<double>> taken = [];
    private readonly HashSet<string> tooSlow = [];

    private StockedPlatform(BenchPlatform platform, Dossiers dossiers, long seen)
    {
        (this.platform, this.dossiers, http) = (platform, dossiers, Loopback.Client(platform.Address, 8));
        lists =
        [
            ("open work of a commune, p50 ms", "/dossiers/inbox", platform.Officer),
            ("dossiers of a commune, p50 ms", "/dossiers/", platform.Officer),
            ("dossiers of a district, p50 ms", "/dossiers/", platform.Reviewer),
            ("notices of a commune, p50 ms", "/notifications/inbox", platform.Officer),
            ("feed from its start, a commune's caller, p50 ms", "/notifications/events", platform.Officer),
            ("feed since a commune's caller last asked, p50 ms", $"/notifications/events?after={seen}", platform.Officer),
        ];
    }

    public static async Task<StockedPlatform> StartAsync(
        string folder,
        IReadOnlyDictionary<string, string?>? database,
        DatabaseProvider provider,
        int count
    )
    {
        var platform = await BenchPlatform.StartAsync(folder, database);
        var dossiers = await Dossiers.PrepareAsync(platform, Real);
        var middle = platform.Now.ToUnixTimeMilliseconds() - (count / 2);
        Engine engine = provider is DatabaseProvider.Sqlite ? new SqliteEngine(middle) : new PostgreSqlEngine(middle);
        var seen = await new Clones(platform, engine, dossiers.Ids[0], Real).FillAsync(count - Real);
        return new StockedPlatform(platform, dossiers, seen);
    }

    /// <summary>Every real dossier takes both steps through HTTP and through the module, one after the other; then every list is asked
    /// for.</summary>
    public async Task RoundAsync(bool counts)
    {
        var steps = new HttpSteps(http, platform.Officer.Authorization, platform.Reviewer.Authorization);
        await StepsAsync("step through HTTP", steps.TakeAsync, counts);
        await StepsAsync("step through the module", new ModuleSteps(platform).TakeAsync, counts);
        foreach (var (name, place, caller) in lists.Where(list => !tooSlow.Contains(list.Name)))
        {
            for (var ask = 0; ask < (counts ? Asks : 1) && !tooSlow.Contains(name); ask++)
            {
                await AskAsync(name, place, caller, counts);
            }
        }
    }

    private async Task AskAsync(string name, string place, Account caller, bool counts)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var request = new HttpRequestMessage(HttpMethod.Get, place) { Headers = { Authorization = caller.Authorization } };
        var watch = Stopwatch.StartNew();
        try
        {
            using var answer = await http.SendAsync(request, limit.Token);
            await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            tooSlow.Add(name);
            taken.Remove(name);
        }

        Note(name, watch.Elapsed.TotalMilliseconds, counts || tooSlow.Contains(name));
    }

    /// <summary>The middle of everything that counted, by its name.</summary>
    public IReadOnlyDictionary<string, double> Figures() => taken.ToDictionary(figure => figure.Key, figure => Waits.Of(figure.Value).P50);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await platform.DisposeAsync();
    }

    private async Task StepsAsync(string name, Step step, bool counts)
    {
        async Task Timed(Guid dossier, Move move)
        {
            var watch = Stopwatch.StartNew();
            await step(dossier, move);
            Note($"{name}, p50 ms", watch.Elapsed.TotalMilliseconds, counts);
        }

        var pace = await Load.FullAsync(dossiers.Ids, 1, Timed, platform.DrainAsync);
        Note($"{name}, processor ms with all consequences", pace.CpuMs, counts);
        await dossiers.AnswerAsync();
    }

    private void Note(string name, double value, bool counts)
    {
        if (counts)
        {
            (taken.TryGetValue(name, out var values) ? values : taken[name] = []).Add(value);
        }
    }
}
