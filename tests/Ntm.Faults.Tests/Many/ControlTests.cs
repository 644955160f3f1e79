using Ntm.Faults.Tests.Check;
using Ntm.Faults.Tests.Host;
using Ntm.Faults.Tests.Load;
using Ntm.Faults.Tests.Local;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Many;

/// <summary>The control of T1 and T3: the same processes, load, kill and check, but with relays that do not wait for the broker's
/// confirm.</summary>
[Collection(Alone.Name)]
[Trait(Speed.Name, Speed.Faults)]
public sealed class ControlTests(ITestOutputHelper output)
{
    private const int Workers = 4;

    // What is published within it has reached the broker's socket and is not confirmed, at whatever moment the kill comes.
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Control_a_relay_that_deletes_before_the_confirm_is_found_out_by_a_killed_broker()
    {
        await using var platform = new LocalPlatform(
            new Dictionary<string, string>
            {
                ["DOTNET_STARTUP_HOOKS"] = typeof(FaultyHost).Assembly.Location,
                [FaultyHost.DeleteFirst] = "1",
            }
        );
        await platform.UpAsync(replicas: 1);
        platform.SetClock(ManyProcesses.Spring2023);
        await ManyProcesses.SettleBrokerAsync(platform);
        using var http = new HttpClient { BaseAddress = platform.Address, Timeout = TimeSpan.FromSeconds(20) };
        using var ledger = new Ledger();
        using var load = new CommuneLoad(http, ledger);
        var measure = await load.PrepareAsync(Workers);
        load.Begin();
        await Eventually.TrueAsync(() => ledger.Steps.Count > 150, "the load is under way");

        await platform.FreezeAsync("rabbitmq");
        await Task.Delay(Frozen, TimeProvider.System);
        await platform.KillAsync("rabbitmq");
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);
        await platform.StartAsync("rabbitmq");
        await load.StopAsync(TimeSpan.FromSeconds(10));
        var findings = (
            await LedgerProgram.RunAsync(new LocalTruth(platform), ledger, platform.Address, measure, TimeSpan.FromSeconds(30))
        ).Findings;

        output.WriteLine($"{findings.Count} findings, the first of them:");
        findings.Take(8).ToList().ForEach(output.WriteLine);
        Assert.Contains(findings, IsEventLost);
    }

    /// <summary>An event is lost wherever its consumer lacks what it would have written; that a dossier did not reach its end proves
    /// nothing.</summary>
    private static bool IsEventLost(string finding) =>
        finding.Contains(": lost 1 ×", StringComparison.Ordinal)
        && (
            finding.StartsWith("I2 ", StringComparison.Ordinal)
            || finding.StartsWith("I1 dossier: assessments received", StringComparison.Ordinal)
            || finding.StartsWith("I1 assessment: drafts", StringComparison.Ordinal)
        );
}
