using System.Diagnostics;
using System.Text.Json;
using Ntm.Faults.Tests.Check;
using Ntm.Faults.Tests.Load;
using Ntm.Faults.Tests.Local;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Many;

/// <summary>
/// Shares one platform between the classes that inject faults into it; each leaves it intact, checked by the ledger program.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ManyProcessesCollection : ICollectionFixture<ManyProcesses>
{
    public const string Name = "many processes";
}

/// <summary>
/// Two replicas of every service behind the gateway, PostgreSQL and RabbitMQ, with officers who can be set to work, and all that
/// was ever answered to them.
/// </summary>
public sealed class ManyProcesses : IAsyncLifetime
{
    private const int Workers = 6;

    // Pools keep what they had under load for a minute at most; what the ledger program would object to is more than this.
    private const int FewConnections = 20;
    private const int FewHandles = 400;
    private static readonly TimeSpan TimeToLetGo = TimeSpan.FromSeconds(75);
    internal static readonly DateTimeOffset Spring2023 = new(2023, 3, 1, 2, 0, 0, TimeSpan.Zero);

    private readonly string samples = Path.Combine(Directory.CreateTempSubdirectory("ntm-samples-").FullName, "samples.jsonl");
    private HttpClient? http;
    private CommuneLoad? load;

    internal LocalPlatform Platform { get; } = new();

    internal AnswerLog Answers { get; } = new();

    internal Ledger Ledger { get; } = new();

    internal CommuneLoad Load => load!;

    internal HttpClient Http => http!;

    internal Guid Measure { get; private set; }

    internal Truth Truth => new LocalTruth(Platform);

    public async ValueTask InitializeAsync()
    {
        await Platform.UpAsync();
        Platform.SetClock(Spring2023);
        await SettleBrokerAsync(Platform);
        http = new HttpClient(Answers) { BaseAddress = Platform.Address, Timeout = TimeSpan.FromSeconds(20) };
        load = new CommuneLoad(http, Ledger);
        Measure = await load.PrepareAsync(Workers);
        Sample("before");
    }

    /// <summary>
    /// Stops the broker in order and starts it again: RabbitMQ 3.10 writes the register of its quorum queues every three minutes
    /// only, and a queue younger than that does not survive a kill, whatever it had confirmed.
    /// </summary>
    internal static async Task SettleBrokerAsync(LocalPlatform platform)
    {
        await platform.EndAsync("rabbitmq", "-TERM");
        await platform.StartAsync("rabbitmq");
        await Eventually.TrueAsync(() => EveryQueueHasItsConsumerAsync(platform), "every queue has its consumer", TimeSpan.FromSeconds(60));
    }

    /// <summary>Whether each consumer's queue has a consumer, as the broker says.</summary>
    internal static async Task<bool> EveryQueueHasItsConsumerAsync(LocalPlatform platform)
    {
        var variables = string.Join(' ', new LocalTruth(platform).Broker.Select(pair => $"{pair.Key}={pair.Value}"));
        var (code, output) = await platform.RunAsync(
            "bash",
            "-c",
            $"{variables} exec /usr/lib/rabbitmq/bin/rabbitmqctl --silent list_queues --vhost ntm name consumers"
        );
        var queues = output
            .Split('\n')
            .Select(line => line.Split('\t'))
            .Where(parts => parts.Length == 2 && parts[0].Contains(".on-", StringComparison.Ordinal))
            .ToList();
        return code == 0 && queues.Count > 5 && queues.TrueForAll(parts => parts[1] != "0");
    }

    /// <summary>Writes down what every process holds now, for I9.</summary>
    internal void Sample(string moment)
    {
        var connections = Connections();
        File.AppendAllLines(
            samples,
            Platform.Processes.Select(process =>
                JsonSerializer.Serialize(
                    new
                    {
                        process,
                        moment,
                        memoryMb = Platform.Memory(process),
                        handles = Platform.Handles(process),
                        connections = connections.GetValueOrDefault("ntm_" + process.Split('-')[0]),
                    }
                )
            )
        );
    }

    private Dictionary<string, long> Connections() =>
        Truth
            .Of("identity")
            .Rows(
                "SELECT datname, count(*) FROM pg_stat_activity WHERE datname LIKE 'ntm_%' GROUP BY datname",
                row => (Name: row.GetString(0), Count: row.GetInt64(1))
            )
            .ToDictionary(row => row.Name, row => row.Count);

    /// <summary>Lets the load come to its end, and holds what is left against what the clients know.</summary>
    internal async Task<LedgerReport> SettleAsync(ITestOutputHelper output)
    {
        await Load.FinishAsync();
        for (
            var watch = Stopwatch.StartNew();
            watch.Elapsed < TimeToLetGo
                && (Connections().Values.Any(count => count > FewConnections) || Platform.Handles("gateway") > FewHandles);

        )
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }

        Sample("after");
        var report = await LedgerProgram.RunAsync(Truth, Ledger, Platform.Address, Measure, TimeSpan.FromSeconds(60), samples);
        output.WriteLine(
            $"{Ledger.Steps.Count} accepted steps, {Ledger.Repeats} requests sent again, {Ledger.Finished.Count} dossiers; ledger: "
                + $"{report.Count}"
        );
        report.Findings.ToList().ForEach(output.WriteLine);
        return report;
    }

    /// <summary>A control: the same check fails when the clients' record has one command more.</summary>
    internal async Task MissOneAsync()
    {
        using var more = Ledger.But(with: Ledger.Of("file").Last() with { Key = "lost", Detail = "lost" });
        var report = await LedgerProgram.RunAsync(Truth, more, Platform.Address, Measure, TimeSpan.FromSeconds(30));
        Assert.Contains("I1 dossier: commands: lost 1 × lost 200", report.Findings);
    }

    public async ValueTask DisposeAsync()
    {
        load?.Dispose();
        http?.Dispose();
        Answers.Dispose();
        await Platform.DisposeAsync();
        Ledger.Dispose();
        Directory.Delete(Path.GetDirectoryName(samples)!, recursive: true);
    }
}
