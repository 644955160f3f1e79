using System.Net.Http.Json;
using Ntm.Faults.Tests.Cases.World;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Cases;

/// <summary>Whoever speaks starts first, and whoever receives has never run before: the roll-out's topology keeps what was said.</summary>
[Trait(Speed.Name, Speed.Faults)]
public sealed class StartOrderTests
{
    private const int Events = 20;

    [Fact]
    public async Task What_was_said_before_its_consumer_ever_ran_has_its_effect_once_it_does()
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
        var asker = world.Probe(new Dictionary<string, string> { ["NTM_PROBE_DEAF"] = "1" });
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
