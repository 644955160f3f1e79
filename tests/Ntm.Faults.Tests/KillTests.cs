using System.Diagnostics;
using System.Globalization;
using Ntm.Faults.Tests.Check;
using Ntm.Faults.Tests.Host;
using Ntm.Faults.Tests.Load;
using Ntm.Testing;

namespace Ntm.Faults.Tests;

/// <summary>
/// The host is killed under load and started again on the same data, and the clients' ledger is held against what it
/// left. <c>NTM_FAULTS_KILLS</c> and <c>NTM_FAULTS_SEED</c> set the number of kills and repeat a run's moments.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Workers = 6;
    private const int MostAimedKills = 30;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Fifty_kills_under_load_lose_nothing_double_nothing_and_invent_nothing()
    {
        var watch = Stopwatch.StartNew();
        var seed = Setting("NTM_FAULTS_SEED", Random.Shared.Next());
        var kills = Setting("NTM_FAULTS_KILLS", 50);
        output.WriteLine($"NTM_FAULTS_SEED={seed} NTM_FAULTS_KILLS={kills}");
        await using var host = new FaultyHost(forgetInbox: false);
        using var http = new HttpClient { BaseAddress = host.Address, Timeout = Timeout };
        var ledger = new Ledger();
        using var load = new CommuneLoad(http, ledger);
        await host.StartAsync();
        var measure = await load.PrepareAsync(Workers);
        load.Begin();

        var between = 0;
        var random = new Random(seed);
        for (var kill = 1; kill <= kills; kill++)
        {
            await KillMomentAsync(random, ledger);
            host.Kill();
            between += Redelivery.Waiting(host.Truth);
            await host.StartAsync();
            await load.CheckAsync();
        }

        var loaded = watch.Elapsed;
        await load.FinishAsync();
        var memory = host.WorkingSet / 1024 / 1024;
        var check = new LedgerCheck(host.Truth, ledger, load.People.ProvinceLeader, measure);
        var findings = await check.RunAsync(TimeSpan.FromSeconds(30));

        output.WriteLine(
            $"{kills} kills in {loaded.TotalSeconds:0} s, whole test {watch.Elapsed.TotalSeconds:0} s; {ledger.Steps.Count} accepted steps, " +
            $"{ledger.Repeats} requests sent again; {ledger.Finished.Count} dossiers; {check.Events} events; {between} facts heard but not struck out at a kill");
        output.WriteLine("Steps: " + Findings.Line(ledger.Steps));
        output.WriteLine(
            $"Start to ready: median {host.MedianStart.TotalSeconds:0.00} s, longest {host.Starts[^1].TotalSeconds:0.00} s; {memory} MB resident after the load");
        findings.ToList().ForEach(output.WriteLine);
        Assert.Empty(findings);
        Assert.True(between > 0, "No kill met a fact between its hearing and its removal: this run proved nothing about the inbox.");
        Assert.True(host.MedianStart < TimeSpan.FromSeconds(15), $"The host needs {host.MedianStart} to be ready.");
        Assert.True(memory < 300, $"The host holds {memory} MB.");
    }

    /// <summary>
    /// The kill is aimed between the hearing of a fact and its removal, so that the fact surely comes twice; and what the
    /// dead process had claimed must not wait until its lease of a minute ends.
    /// </summary>
    [Fact]
    public async Task A_kill_after_a_fact_was_heard_is_made_good_at_once()
    {
        await using var host = new FaultyHost(forgetInbox: false);
        using var http = new HttpClient { BaseAddress = host.Address, Timeout = Timeout };
        var ledger = new Ledger();
        using var load = new CommuneLoad(http, ledger);
        var measure = await KillAfterHearingAsync(host, load);

        var left = Redelivery.InOutbox(host.Truth);
        await host.StartAsync();
        await Eventually.TrueAsync(
            () => !Redelivery.InOutbox(host.Truth).Intersect(left).Any(), "the facts of the dead process have left", TimeSpan.FromSeconds(30));
        await load.FinishAsync();

        var findings = await CheckAsync(ledger);
        findings.ToList().ForEach(output.WriteLine);
        Assert.Empty(findings);

        // The check is not blind: it misses what was never sent, and objects to what nobody asked for.
        var upload = ledger.Of("file").Last();
        var lost = await CheckAsync(ledger.But(with: upload with { Key = "lost", Detail = "lost" }));
        Assert.Equal(["dossier: commands: lost 1 × lost 200", $"files: lost 1 × {upload.Dossier} lost", "file lost: its bytes are lost or damaged"], lost);
        var doubled = await CheckAsync(ledger.But(without: upload));
        Assert.Equal([$"dossier: commands: 1 too many of {upload.Key} 200", $"files: 1 too many of {upload.Dossier} {upload.Detail}"], doubled);

        Task<IReadOnlyList<string>> CheckAsync(Ledger known) =>
            new LedgerCheck(host.Truth, known, load.People.ProvinceLeader, measure).RunAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>The same kill, load and check where neither inbox nor feed knows a fact again: the check must find the one that came twice.</summary>
    [Fact]
    public async Task Control_the_same_kill_is_found_out_when_the_inbox_is_off()
    {
        await using var host = new FaultyHost(forgetInbox: true);
        using var http = new HttpClient { BaseAddress = host.Address, Timeout = Timeout };
        var ledger = new Ledger();
        using var load = new CommuneLoad(http, ledger);
        var measure = await KillAfterHearingAsync(host, load);

        await host.StartAsync();
        await load.StopAsync(TimeSpan.FromSeconds(10));
        var findings = await new LedgerCheck(host.Truth, ledger, load.People.ProvinceLeader, measure).RunAsync(TimeSpan.FromSeconds(5));

        output.WriteLine($"{findings.Count} findings, the first of them:");
        findings.Take(5).ToList().ForEach(output.WriteLine);
        Assert.Contains(findings, finding => finding.Contains("still in the outbox", StringComparison.Ordinal) && finding.Contains("came before fact", StringComparison.Ordinal));
    }

    /// <summary>Kills as soon as the databases show the moment, until one of the dead shows it too.</summary>
    /// <returns>The dossier that is the measure of all others.</returns>
    private async Task<Guid> KillAfterHearingAsync(FaultyHost host, CommuneLoad load)
    {
        await host.StartAsync();
        var measure = await load.PrepareAsync(Workers);
        load.Begin();
        for (var kill = 1; kill <= MostAimedKills; kill++)
        {
            await Eventually.TrueAsync(() => Redelivery.WaitsForFeed(host.Truth), "a fact was heard and is still in the outbox");
            host.Kill();
            if (Redelivery.WaitsForFeed(host.Truth))
            {
                output.WriteLine($"{kill} kills until one hit");
                return measure;
            }

            await host.StartAsync();
        }

        throw new InvalidOperationException("No kill hit the moment between hearing and removal.");
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

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
