using System.Net;
using Ntm.Testing;

namespace Ntm.Messaging.Tests;

/// <summary>Each test has a broker of its own, since it ends or hurts it.</summary>
public sealed class BrokerFaultTests
{
    [Fact]
    public async Task A_broker_killed_under_load_loses_nothing_and_everything_goes_on()
    {
        await using var server = await RabbitMqServer.StartAsync();
        await using var world = await World.CreateAsync(server);
        await server.SettleAsync();
        var sender = await world.SenderAsync();
        var receiver = await world.ReceiverAsync();
        var dossiers = Enumerable.Range(0, 30).Select(_ => Guid.CreateVersion7()).ToArray();
        await StepAsync(1);
        await Eventually.TrueAsync(async () => (await World.FeedAsync(receiver, dossiers)).Count > 5, "events flow");
        await Eventually.TrueAsync(
            async () => (await World.HealthAsync(receiver)).Text == "Healthy",
            "the receiver has seen that it is ready"
        );

        for (var sequence = 2; sequence <= 6; sequence++)
        {
            await StepAsync(sequence);
        }

        await server.KillAsync();
        await StepAsync(7);
        await Eventually.TrueAsync(
            async () => await World.HealthAsync(receiver) == (HttpStatusCode.OK, "Degraded"),
            "the receiver says that the broker is away, and serves"
        );
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await World.HealthAsync(receiver, "live"));
        await server.RestartAsync();

        await Eventually.TrueAsync(async () => (await World.FeedAsync(receiver, dossiers)).Count == 210, "all 210 events are in the feed");
        await Eventually.TrueAsync(async () => (await World.HealthAsync(receiver)).Text == "Healthy", "the receiver is whole again");
        var feed = await World.FeedAsync(receiver, dossiers);
        Assert.All(
            dossiers,
            dossier =>
                Assert.Equal(
                    Enumerable.Range(1, 7).Select(step => (long)step),
                    feed.Where(row => row.DossierId == dossier).Select(row => row.Sequence!.Value)
                )
        );
        await Eventually.TrueAsync(async () => (await World.OutboxAsync(sender)).Count == 0, "the outbox is empty");
        await Eventually.TrueAsync(async () => (await World.OutboxAsync(receiver)).Count == 0, "nothing is kept");

        Task StepAsync(int sequence) => World.CommitAsync(sender, dossiers.Select(dossier => World.Event(dossier, sequence)));
    }

    [Fact]
    [Trait(Speed.Name, Speed.Faults)]
    public async Task While_the_broker_is_unreachable_no_attempt_is_counted()
    {
        await using var server = await RabbitMqServer.StartAsync();
        await using var world = await World.CreateAsync(server);
        await server.SettleAsync();
        var sender = await world.SenderAsync(("Messaging:MaxAttempts", "1"));
        await Eventually.TrueAsync(async () => (await World.HealthAsync(sender)).Text == "Healthy", "the sender is ready");
        await server.KillAsync();

        await World.CommitAsync(sender, World.Event(Guid.CreateVersion7(), 1));
        await Eventually.TrueAsync(async () => (await World.HealthAsync(sender)).Text == "Degraded", "the sender notices");
        await server.RestartAsync();

        await Eventually.TrueAsync(async () => (await World.OutboxAsync(sender)) is [], "the event has left");
    }

    [Fact]
    [Trait(Speed.Name, Speed.Faults)]
    public async Task A_ready_service_stays_ready_when_its_broker_dies_before_the_next_poll()
    {
        await using var server = await RabbitMqServer.StartAsync();
        await using var world = await World.CreateAsync(server);
        await server.SettleAsync();
        var receiver = await world.ReceiverAsync(("Messaging:RabbitMq:WatchInterval", "00:00:10"));
        await Eventually.TrueAsync(async () => (await World.HealthAsync(receiver)).Text == "Healthy", "the receiver is ready");

        await server.KillAsync();

        await Eventually.TrueAsync(async () => await World.HealthAsync(receiver) == (HttpStatusCode.OK, "Degraded"), "the receiver serves");
    }

    [Fact]
    [Trait(Speed.Name, Speed.Faults)]
    public async Task A_service_that_never_reached_its_broker_is_not_ready()
    {
        await using var server = await RabbitMqServer.StartAsync();
        await using var world = await World.CreateAsync(server);
        await server.SettleAsync();
        await server.KillAsync();
        var sender = await world.SenderAsync();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await World.HealthAsync(sender));
        await server.RestartAsync();
        await Eventually.TrueAsync(async () => (await World.HealthAsync(sender)).Text == "Healthy", "the sender is ready");
    }
}
