using System.Globalization;
using Ntm.Faults.Tests.Cases.Wire;
using Ntm.Faults.Tests.Cases.World;
using Ntm.Faults.Tests.Host;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Cases;

/// <summary>The same event comes twice: at once, to two replicas, and again after an hour.</summary>
[Trait(Speed.Name, Speed.Faults)]
public sealed class RepeatedEventTests
{
    private const int Events = 30;

    [Fact]
    public async Task An_event_that_comes_three_times_has_one_inbox_row_and_one_effect()
    {
        await using var world = await ProbeWorld.CreateAsync();

        await RepeatAsync(world, inboxOff: false);

        Assert.Equal(Events, world.Database.Number("""SELECT count(*) FROM "Answers" """));
        Assert.Equal(Events, world.Database.Number("""SELECT count(*) FROM "Inbox" """));
        Assert.Equal(world.Promised().Order(), world.Received.Order());
        Assert.Equal(Events * 2, world.Received.Count);
    }

    [Fact]
    public async Task Control_without_the_inbox_every_copy_has_its_effect()
    {
        await using var world = await ProbeWorld.CreateAsync();

        await RepeatAsync(world, inboxOff: true);

        Assert.Equal(Events * 3, world.Database.Number("""SELECT count(*) FROM "Answers" """));
    }

    private static async Task RepeatAsync(ProbeWorld world, bool inboxOff)
    {
        await using var wire = new BrokerWire(world.BrokerPort, _ => ValueTask.FromResult(Fate.Pass));
        var replicas = new[] { Replica(world, wire, inboxOff, TimeSpan.Zero), Replica(world, wire, inboxOff, TimeSpan.Zero) };
        await Task.WhenAll(replicas.Select(replica => replica.StartAsync()));
        var asked = await Task.WhenAll(Enumerable.Range(1, Events).Select(_ => world.AskAsync()));
        await Task.WhenAll(asked.Select(@event => world.AskAsync(@event)));
        await HandledAsync(world, wire);

        // The one that consumes dies: the other takes the queue over, and what was acknowledged must not come to it.
        replicas[0].Kill();
        replicas[1].Kill();
        Assert.Equal(0u, await world.WaitingAsync());

        var later = Replica(world, wire, inboxOff, TimeSpan.FromHours(1));
        await later.StartAsync();
        await Task.WhenAll(asked.Select(@event => world.AskAsync(@event)));
        await HandledAsync(world, wire);
        later.Kill();
        Assert.Equal(0u, await world.WaitingAsync());
    }

    private static ProbeProcess Replica(ProbeWorld world, BrokerWire wire, bool inboxOff, TimeSpan ahead) =>
        world.Probe(
            ProbeProcess.Inside(
                (FaultyHost.InboxOff, inboxOff ? "1" : "0"),
                (FaultyHost.ClockTicks, ahead.Ticks.ToString(CultureInfo.InvariantCulture)),
                ("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", typeof(DatedStart).Assembly.GetName().Name!)
            ),
            wire.Port
        );

    /// <summary>Nothing waits, all that was delivered is acknowledged, and what was promised came out.</summary>
    private static async Task HandledAsync(ProbeWorld world, BrokerWire wire)
    {
        await Eventually.TrueAsync(
            async () => await world.WaitingAsync() == 0 && wire.Unacknowledged == 0,
            "the queue is empty and all is acknowledged"
        );
        await Eventually.TrueAsync(() => world.Outbox() == 0, "the outbox is empty");
        await Eventually.TrueAsync(() => world.Promised().Count == world.Received.Count, "what was promised came out");
    }
}
