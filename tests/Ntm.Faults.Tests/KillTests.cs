using System.Diagnostics;
using Ntm.Faults.Tests.Check;
using Ntm.Faults.Tests.Host;
using Ntm.Faults.Tests.Load;
using Ntm.Faults.Tests.Many;
using Ntm.Testing;

namespace Ntm.Faults.Tests;

/// <summary>
/// The host is killed under load and started again on the same data, and the clients' ledger is held against what it
/// left. <see cref="Settings"/> says how many kills there are and how a run's moments are repeated.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Workers = 6;
    private const int Breath = 5;
    private const int MostAimedKills = 30;

    /// <summary>Milliseconds.</summary>
    private const int MostOfAStart = 4000;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>How long what is left may take: a bound of the second speed, else a safety net.</summary>
    private static readonly TimeSpan Patience = Settings.Bounds ? TimeSpan.FromSeconds(30) : Eventually.Limit;

    public static TheoryData<int> Rounds => [.. Enumerable.Range(1, Settings.Rounds)];

    [Theory]
    [MemberData(nameof(Rounds))]
    public async Task Kills_of_the_single_process_under_load_lose_double_and_invent_nothing(int round)
    {
        var watch = Stopwatch.StartNew();
        var (seed, kills) = (Settings.Seed, Settings.KillsOfOne / Settings.Rounds);
        output.WriteLine($"NTM_FAULTS_SEED={seed} NTM_FAULTS_KILLS={Settings.Kills}, of which {kills} here");
        await using var host = new FaultyHost(inboxOff: false);
        using var http = new HttpClient { BaseAddress = host.Address, Timeout = Timeout };
        using var ledger = new Ledger();
        using var load = new CommuneLoad(http, ledger);
        await host.StartAsync();
        var measure = await load.PrepareAsync(Workers);
        load.Begin();

        var between = 0;
        var random = new Random(seed + round);
        for (var died = 0; died < kills; )
        {
            for (var stretch = Math.Min(kills, died + Breath); died < stretch; )
            {
                await KillMomentAsync(random, ledger);
                host.Kill();
                died++;
                between += Redelivery.Waiting(host.Truth);
                if (died < stretch && random.Next(2) == 0)
                {
                    await host.DieStartingAsync(TimeSpan.FromMilliseconds(random.Next(MostOfAStart)));
                    died++;
                }

                await host.StartAsync();
                await load.CheckAsync();
            }

            // A process is slow at first, and on a busy machine none may live long enough for one request: that would try its patience
            // only.
            var before = ledger.Steps.Count;
            await Eventually.TrueAsync(() => ledger.Steps.Count >= before + (2 * Workers), $"the load goes on after {died} kills");
        }

        var loaded = watch.Elapsed;
        await load.FinishAsync();
        var memory = host.WorkingSet / 1024 / 1024;
        var report = await LedgerProgram.RunAsync(host.Truth, ledger, host.Address, measure, Patience);

        output.WriteLine(
            $"{kills} kills in {loaded.TotalSeconds:0} s, whole test {watch.Elapsed.TotalSeconds:0} s; {ledger.Steps.Count} accepted "
                + "steps, "
                + $"{ledger.Repeats} requests sent again; {ledger.Finished.Count} dossiers; {report.Events} events; {between} events "
                + "received but not deleted at a kill"
        );
        output.WriteLine($"Steps: {ledger}");
        output.WriteLine(
            $"Start to ready: median {host.MedianStart.TotalSeconds:0.00} s, longest {host.Starts[^1].TotalSeconds:0.00} s; {memory} "
                + "MB resident after the load"
        );
        report.Findings.ToList().ForEach(output.WriteLine);
        Assert.Empty(report.Findings);
        if (Settings.Bounds)
        {
            Assert.True(
                between > 0,
                "No kill met an event between its consumption and its removal: this run proved nothing about the inbox."
            );
            Assert.True(host.MedianStart < TimeSpan.FromSeconds(15), $"The host needs {host.MedianStart} to be ready.");
            Assert.True(memory < 300, $"The host holds {memory} MB.");
        }
    }

    /// <summary>
    /// The kill is aimed between the consumption of an event and its removal, so that the event surely comes twice; and what the
    /// dead process had claimed must not wait until its lease ends.
    /// </summary>
    [Fact]
    [Trait(Speed.Name, Speed.Faults)]
    public async Task A_kill_after_an_event_was_received_is_made_good_at_once()
    {
        await using var host = new FaultyHost(inboxOff: false);
        using var http = new HttpClient { BaseAddress = host.Address, Timeout = Timeout };
        using var ledger = new Ledger();
        using var load = new CommuneLoad(http, ledger);
        var measure = await KillAfterConsumptionAsync(host, load);

        var left = Redelivery.InOutbox(host.Truth);
        await host.StartAsync();
        await Eventually.TrueAsync(
            () => !Redelivery.InOutbox(host.Truth).Intersect(left).Any(),
            "the events of the dead process have left",
            Patience
        );
        await load.FinishAsync();

        var findings = (await LedgerProgram.RunAsync(host.Truth, ledger, host.Address, measure, Patience)).Findings;
        findings.ToList().ForEach(output.WriteLine);
        Assert.Empty(findings);
    }

    /// <summary>The same kill, load and check where neither inbox nor feed knows an event again: the check must find the one that came
    /// twice.</summary>
    [Fact]
    [Trait(Speed.Name, Speed.Faults)]
    public async Task Control_the_same_kill_is_found_out_when_the_inbox_is_off()
    {
        await using var host = new FaultyHost(inboxOff: true);
        using var http = new HttpClient { BaseAddress = host.Address, Timeout = Timeout };
        using var ledger = new Ledger();
        using var load = new CommuneLoad(http, ledger);
        var measure = await KillAfterConsumptionAsync(host, load);

        await host.StartAsync();
        await load.StopAsync(TimeSpan.FromSeconds(10));
        var findings = (await LedgerProgram.RunAsync(host.Truth, ledger, host.Address, measure, TimeSpan.FromSeconds(5))).Findings;

        output.WriteLine($"{findings.Count} findings, the first of them:");
        findings.Take(5).ToList().ForEach(output.WriteLine);
        Assert.Contains(
            findings,
            finding =>
                finding.Contains("still in the outbox", StringComparison.Ordinal)
                && finding.Contains("came before event", StringComparison.Ordinal)
        );
    }

    /// <summary>Kills as soon as the databases show the moment, until one of the dead shows it too.</summary>
    /// <returns>The dossier that is the measure of all others.</returns>
    private async Task<Guid> KillAfterConsumptionAsync(FaultyHost host, CommuneLoad load)
    {
        await host.StartAsync();
        var measure = await load.PrepareAsync(Workers);
        load.Begin();
        for (var kill = 1; kill <= MostAimedKills; kill++)
        {
            await Eventually.TrueAsync(() => Redelivery.WaitsForFeed(host.Truth), "an event was received and is still in the outbox");
            host.Kill();
            if (Redelivery.WaitsForFeed(host.Truth))
            {
                output.WriteLine($"{kill} kills until one hit");
                return measure;
            }

            await host.StartAsync();
        }

        throw new InvalidOperationException("No kill hit the moment between consumption and removal.");
    }

    /// <summary>A random moment of 50 to 800 ms under load; every third time the very moment after an answer.</summary>
    private static async Task KillMomentAsync(Random random, Ledger ledger)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 801)), TimeProvider.System);
        if (random.Next(3) == 0)
        {
            await ledger.NextAsync().WaitAsync(Timeout, TimeProvider.System);
        }
    }
}
