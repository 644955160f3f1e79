using Ntm.Faults.Tests.Cases.Inside;
using Ntm.Faults.Tests.Cases.Wire;
using Ntm.Faults.Tests.Host;
using Ntm.Faults.Tests.Many;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Cases.World;

/// <summary>What a run of kills left behind.</summary>
/// <param name="Kills">Deaths.</param>
/// <param name="DeliveredAgain">Messages that the broker had to deliver again.</param>
/// <param name="PublishedAgain">Events that came out twice.</param>
/// <param name="Findings">What is wrong.</param>
internal sealed record KillResult(int Kills, int DeliveredAgain, int PublishedAgain, IReadOnlyList<string> Findings)
{
    public override string ToString() => $"{Kills} kills, {DeliveredAgain} delivered again, {PublishedAgain} published again";
}

/// <summary>One probe that is killed at one moment, repeatedly, each time on a question of its own.</summary>
internal sealed class KillRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = Settings.Bounds ? TimeSpan.FromSeconds(60) : Eventually.Limit;

    private readonly string armed = Path.Combine(Path.GetTempPath(), $"ntm-armed-{Guid.CreateVersion7():N}");
    private readonly string point;
    private readonly Random random;
    private readonly ProbeWorld world;
    private readonly BrokerWire broker;
    private readonly ProbeProcess probe;

    private KillRun(string point, Random random, ProbeWorld world, bool inboxOff)
    {
        (this.point, this.random, this.world) = (point, random, world);
        broker = new BrokerWire(world.BrokerPort, HoldAsync);
        probe = world.Probe(
            ProbeProcess.Inside((DatabaseFaults.KillAt, point), (DatabaseFaults.Armed, armed), (FaultyHost.InboxOff, inboxOff ? "1" : "0")),
            broker.Port
        );
    }

    public static async Task<KillRun> CreateAsync(string point, Random random, bool inboxOff = false) =>
        new(point, random, await ProbeWorld.CreateAsync(), inboxOff);

    public async Task<KillResult> RunAsync(int kills)
    {
        var asked = new List<(Guid Id, Guid Question)>();
        for (var kill = 1; kill <= kills; kill++)
        {
            // A question is answered by two events, one after the other: the process may be killed during the delivery of either.
            await File.WriteAllTextAsync(armed, IsOfRelay ? $"{random.Next(2)}" : "0");
            var question = await world.AskAsync();
            asked.Add((question.EventId, question.QuestionId));
            if (probe.Ended)
            {
                probe.Begin();
            }

            await Eventually.TrueAsync(() => probe.Ended, $"the process dies {point}", Patience);
            probe.Begin();
            await Eventually.TrueAsync(() => SettledAsync(asked), $"all is done after the death {point}", Patience);
        }

        probe.Kill();
        await Eventually.TrueAsync(() => broker.Unacknowledged == 0, "the broker's connection has ended");
        return Result(kills, asked);
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        await broker.DisposeAsync();
        File.Delete(armed);
    }

    private bool IsOfRelay => point is KillPoint.BeforePublish or KillPoint.AfterPublish or KillPoint.BeforeDelete or KillPoint.AfterDelete;

    private async Task<bool> SettledAsync(List<(Guid Id, Guid Question)> asked) =>
        await world.WaitingAsync() == 0
        && broker.Unacknowledged == 0
        && world.Effects(asked[^1].Question) > 0
        && world.Received.Distinct().Count() >= asked.Count * 2
        && world.Outbox() == 0;

    private KillResult Result(int kills, List<(Guid Id, Guid Question)> asked)
    {
        var findings = new List<string>();
        findings.AddRange(
            asked
                .Select(one => (one, Count: world.Effects(one.Question)))
                .Where(pair => pair.Count != 1)
                .Select(pair => $"{point}: question {pair.one.Question} had {pair.Count} effects")
        );
        var (promised, received) = (world.Promised(), world.Received.ToList());
        findings.AddRange(promised.Except(received).Select(id => $"{point}: event {id} was lost"));
        findings.AddRange(received.Except(promised).Select(id => $"{point}: event {id} was made up"));
        var inbox = world.Database.Number("""SELECT count(*) FROM "Inbox" """);
        if (inbox != asked.Count)
        {
            findings.Add($"{point}: {inbox} inbox rows for {asked.Count} events");
        }

        var result = new KillResult(kills, broker.DeliveredAgain, received.Count - received.Distinct().Count(), findings);
        Expect("delivered", result.DeliveredAgain, DeliveriesAgain(kills));

        // A confirm that a busy machine brings later than the two seconds a probe waits makes it publish once more; as often as it dies
        // that cannot be.
        var late = kills / 2;
        Expect(
            "published",
            result.PublishedAgain,
            point is KillPoint.AfterPublish or KillPoint.BeforeDelete ? (kills, kills + late) : (0, late)
        );
        return result;

        void Expect(string what, int found, (int Least, int Most) expected)
        {
            // What a busy machine is late with is sent again; that is allowed, and counted only where the machine is known to be quiet.
            if (found < expected.Least || (Settings.Bounds && found > expected.Most))
            {
                findings.Add($"{point}: {found} were {what} again, expected {expected.Least} to {expected.Most}");
            }
        }
    }

    /// <summary>What was not acknowledged comes again. The relay works while the acknowledgement is under way: there it is
    /// either.</summary>
    private (int Least, int Most) DeliveriesAgain(int kills) =>
        IsOfRelay ? (0, kills)
        : point == KillPoint.AfterAck ? (0, 0)
        : (kills, kills);

    /// <summary>The moments that only the wire shows: what is held while the process is killed has not happened, what passed has.</summary>
    private async ValueTask<Fate> HoldAsync(string moment)
    {
        if (moment != point || !File.Exists(armed))
        {
            return Fate.Pass;
        }

        if (await File.ReadAllTextAsync(armed) == "1")
        {
            await File.WriteAllTextAsync(armed, "0");
            return Fate.Pass;
        }

        File.Delete(armed);
        probe.Kill();
        return Fate.Cut;
    }
}
