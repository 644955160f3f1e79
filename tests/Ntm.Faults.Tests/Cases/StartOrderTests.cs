using System.Net.Http.Json;
using Ntm.Faults.Tests.Cases.World;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Cases;

/// <summary>Whoever speaks starts first, and whoever hears has never run before: the roll-out's topology keeps what was said.</summary>
[Trait(Speed.Name, Speed.Faults)]
public sealed class StartOrderTests
{
    private const int Facts = 20;

    [Fact]
    public async Task What_was_said_before_its_hearer_ever_ran_has_its_effect_once_it_does()
    {
        await using var world = await ProbeWorld.CreateAsync();
        await SayAsync(world);

        await world.Probe().StartAsync();

        await Eventually.TrueAsync(() => world.Heard.Count == Facts * 2, "every question was answered");
        Assert.Equal(Facts, Answered(world));
        Assert.Equal(world.Promised().Order(), world.Heard.Order());
    }

    /// <summary>What the queue no longer has when the hearer starts is missed.</summary>
    [Fact]
    public async Task Control_one_fact_taken_from_the_queue_is_missed()
    {
        await using var world = await ProbeWorld.CreateAsync();
        await SayAsync(world);
        await world.TakeOneAsync();

        await world.Probe().StartAsync();

        await Eventually.TrueAsync(async () => await world.WaitingAsync() == 0 && Answered(world) == Facts - 1, "the others were answered");
        await Assert.ThrowsAsync<TimeoutException>(() =>
            Eventually.TrueAsync(() => Answered(world) == Facts, "every question was answered", TimeSpan.FromSeconds(2))
        );
    }

    /// <summary>A process that hears nothing asks, hands all of it to the broker and ends.</summary>
    private static async Task SayAsync(ProbeWorld world)
    {
        var asker = world.Probe(new Dictionary<string, string> { ["NTM_PROBE_DEAF"] = "1" });
        await asker.StartAsync();
        for (var fact = 1; fact <= Facts; fact++)
        {
            using var answer = await asker.Http.PostAsJsonAsync("/probe/questions", new { text = "Ai nghe?" });
            answer.EnsureSuccessStatusCode();
        }

        await Eventually.TrueAsync(() => world.Outbox() == 0, "all of it is with the broker");
        asker.Kill();
        Assert.Equal((uint)Facts, await world.WaitingAsync());
        Assert.Equal(0, Answered(world));
    }

    private static long Answered(ProbeWorld world) => world.Database.Number("""SELECT count(*) FROM "Answers" """);
}
