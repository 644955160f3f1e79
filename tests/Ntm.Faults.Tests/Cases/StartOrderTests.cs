using System.Net.Http.Json;
using Ntm.Faults.Tests.Cases.World;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Cases;

/// <summary>
/// The publisher starts first, and the consumer has never run before: the queues that the roll-out declared hold the events.
/// </summary>
[Trait(Speed.Name, Speed.Faults)]
public sealed class StartOrderTests
{
    private const int Events = 20;

    [Fact]
    public async Task Events_published_before_their_consumer_ever_ran_take_effect_once_it_does()
    {
        await using var world = await ProbeWorld.CreateAsync();
        await SayAsync(world);

        await world.Probe().StartAsync();

        await Eventually.TrueAsync(() => world.Received.Count == Events * 2, "every question was answered");
        Assert.Equal(Events, Answered(world));
        Assert.Equal(world.Promised().Order(), world.Received.Order());
    }

    /// <summary>What the queue no longer has when the consumer starts is missed.</summary>
    [Fact]
    public async Task Control_one_event_taken_from_the_queue_is_missed()
    {
        await using var world = await ProbeWorld.CreateAsync();
        await SayAsync(world);
        await world.TakeOneAsync();

        await world.Probe().StartAsync();

        await Eventually.TrueAsync(
            async () => await world.WaitingAsync() == 0 && Answered(world) == Events - 1,
            "the others were answered"
        );
        await Assert.ThrowsAsync<TimeoutException>(() =>
            Eventually.TrueAsync(() => Answered(world) == Events, "every question was answered", TimeSpan.FromSeconds(2))
        );
    }

    /// <summary>A process that receives nothing asks, hands all of it to the broker and ends.</summary>
    private static async Task SayAsync(ProbeWorld world)
    {
        var asker = world.Probe(new Dictionary<string, string> { ["NTM_PROBE_WITHOUT_CONSUMERS"] = "1" });
        await asker.StartAsync();
        for (var @event = 1; @event <= Events; @event++)
        {
            using var answer = await asker.Http.PostAsJsonAsync("/probe/questions", new { text = "Ai nghe?" });
            answer.EnsureSuccessStatusCode();
        }

        await Eventually.TrueAsync(() => world.Outbox() == 0, "all of it is with the broker");
        asker.Kill();
        Assert.Equal((uint)Events, await world.WaitingAsync());
        Assert.Equal(0, Answered(world));
    }

    private static long Answered(ProbeWorld world) => world.Database.Number("""SELECT count(*) FROM "Answers" """);
}
