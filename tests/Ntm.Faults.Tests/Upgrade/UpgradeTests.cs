using System.Diagnostics;
using Ntm.Faults.Tests.Cases.World;
using Ntm.Probe.V1;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Upgrade;

/// <summary>Two versions side by side on one database and one broker, there and back, replicas killed and not stopped.</summary>
[Collection(Alone.Name)]
[Trait(Speed.Name, Speed.Faults)]
public sealed class UpgradeTests(ITestOutputHelper output)
{
    private const int Early = 5;

    private static readonly Dictionary<string, string> Plain = new() { ["Messaging__MaxAttempts"] = "6" };
    private static readonly Dictionary<string, string> RenamedWithoutId = new() { [NextVersion.WithoutConsumerId] = "1" };

    [Fact]
    public async Task Through_an_upgrade_and_back_every_event_has_one_effect_and_unknown_fields_arrive()
    {
        var watch = Stopwatch.StartNew();
        await using var world = await ProbeWorld.CreateAsync();
        var (old, next) = (
            new[] { world.Probe(Plain), world.Probe(Plain) },
            new[] { NextVersion.Of(world, Plain), NextVersion.Of(world, Plain) }
        );
        await Task.WhenAll(old.Select(replica => replica.StartAsync()));
        await using var flow = new QuestionFlow(old);
        var known = await Task.WhenAll(Enumerable.Range(1, Early).Select(_ => world.AskAsync()));

        // Published by the next version, relayed and first consumed by the old one: no other runs yet.
        var early = Enumerable.Range(1, Early).Select(_ => SayAsNext(world)).ToList();
        await Eventually.TrueAsync(() => StoredRetries(world) == Early, "the old version keeps what it cannot read");
        await flow.PassAsync(20);

        await NextVersion.PrepareAsync(world, Plain);
        await ReplaceAsync(flow, old[0], next[0], beside: old[1]);
        await ReplaceAsync(flow, old[1], next[1], beside: next[0]);

        // What the old name handled the new one must know.
        await Task.WhenAll(known.Select(@event => world.AskAsync(@event)));

        await ReplaceAsync(flow, next[0], old[0], beside: next[1]);
        await ReplaceAsync(flow, next[1], old[1], beside: old[0]);
        early.AddRange(Enumerable.Range(1, Early).Select(_ => SayAsNext(world)));
        await Eventually.TrueAsync(() => Dead(world).Count >= Early, "the old version alone gives up what it cannot read");
        Assert.All(Dead(world), reason => Assert.Contains("Manner", reason, StringComparison.Ordinal));
        Assert.Equal(0, early.TakeLast(Early).Sum(@event => world.Effects(@event.Question)));

        await ReplaceAsync(flow, old[0], next[0], beside: old[1]);
        flow.Ask(next[0]);
        await flow.EndAsync();
        old[1].Kill();
        var replayed = world.Database.Spoil("""UPDATE "Outbox" SET "Dead" = FALSE, "Attempts" = 0, "DueAt" = 0 WHERE "Dead" """);
        await Eventually.TrueAsync(world.IsQuiescentAsync, "nothing is under way, and nothing is dead");

        var asked = flow.Accepted;
        var tones = world.Database.Rows(
            """SELECT "QuestionId", "Tone" FROM "Answers" """,
            row => (Question: row.GetGuid(0), Tone: row.IsDBNull(1) ? null : row.GetString(1))
        );
        var toned = asked.Where(one => one is { Tone: not null, Signed: false }).ToList();
        var ignored = toned.Count(one => tones.Contains((one.Id, null)));
        output.WriteLine(
            $"{asked.Count} questions, {asked.Count(one => one.Signed)} signed; of {toned.Count} with a tone the old version answered "
                + $"{ignored}; "
                + $"{replayed} dead letters replayed; {world.Received.Count - world.Received.Distinct().Count()} events published again; "
                + $"{watch.Elapsed.TotalSeconds:0} s"
        );

        // Each had one effect, and nothing else had any.
        Assert.Equal(
            asked
                .Select(one => one.Id)
                .Concat(known.Select(@event => @event.QuestionId))
                .Concat(early.Select(@event => @event.Question))
                .Order(),
            tones.Select(one => one.Question).Order()
        );
        Assert.Equal(tones.Count, world.Database.Number($"""SELECT count(*) FROM "Inbox" WHERE "ConsumerId" = '{ProbeWorld.Queue}'"""));
        Assert.Equal(tones.Count, world.Database.Number("""SELECT count(*) FROM "Inbox" """));
        Assert.Equal(world.Promised().Order(), world.Received.Distinct().Order());

        // Only the next version knows the added enum name, and the added field arrived with it, whichever version relayed it.
        Assert.All(asked.Where(one => one.Signed), one => Assert.Contains((one.Id, one.Tone), tones));
        Assert.All(early, @event => Assert.Contains((@event.Question, @event.Tone), tones));
        Assert.All(toned, one => Assert.True(tones.Contains((one.Id, one.Tone)) || tones.Contains((one.Id, null))));
        Assert.InRange(ignored, 1, toned.Count - 1);
    }

    /// <summary>A queue and a memory of its own: what the old name handles, the new one handles again.</summary>
    [Fact]
    public async Task Control_a_consumer_renamed_without_its_id_repeats_every_effect()
    {
        await using var world = await ProbeWorld.CreateAsync();
        await NextVersion.PrepareAsync(world, RenamedWithoutId);
        var (old, next) = (world.Probe(), NextVersion.Of(world, RenamedWithoutId));
        await Task.WhenAll(old.StartAsync(), next.StartAsync());
        await using var flow = new QuestionFlow(old);
        await flow.PassAsync(10);
        await flow.EndAsync();

        await Eventually.TrueAsync(() => flow.Accepted.All(one => world.Effects(one.Id) == 2), "every question is answered twice");
    }

    /// <summary>Replaces one replica by another, while a third serves under steady questions.</summary>
    private static async Task ReplaceAsync(QuestionFlow flow, ProbeProcess leaves, ProbeProcess comes, ProbeProcess beside)
    {
        await comes.StartAsync();
        flow.Ask(leaves, comes, beside);
        await flow.PassAsync(20);
        leaves.Kill();
        flow.Ask(comes, beside);
        await flow.PassAsync(20);
    }

    /// <summary>Puts into the outbox what only the next version writes.</summary>
    private static (Guid Question, string Tone) SayAsNext(ProbeWorld world)
    {
        var (id, question) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var tone = $"early-{id}";
        world.PutInOutbox(
            typeof(Asked).FullName!,
            id,
            $$"""{"eventId":"{{id}}","questionId":"{{question}}","manner":"Signed","tone":"{{tone}}"}"""
        );
        return (question, tone);
    }

    private static long StoredRetries(ProbeWorld world) =>
        world.Database.Number("""SELECT count(*) FROM "Outbox" WHERE "OrderKey" LIKE 'retry:%'""");

    private static List<string> Dead(ProbeWorld world) => world.Database.Texts("""SELECT "LastError" FROM "Outbox" WHERE "Dead" """);
}
