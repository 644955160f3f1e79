using Microsoft.EntityFrameworkCore;
using Ntm.Testing;

namespace Ntm.Messaging.Tests;

/// <summary>A class of its own, since it only waits: the others need not wait with it.</summary>
[Trait(Speed.Name, Speed.Faults)]
public sealed class SlowConsumerTests
{
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_slow_consumer_that_the_broker_closed_consumes_again_within_half_a_minute()
    {
        await using var server = await RabbitMqServer.StartAsync("consumer_timeout = 10000");
        await using var world = await World.CreateAsync(server);
        var receiver = await world.ReceiverAsync();
        var (slow, next) = (World.Event(Guid.CreateVersion7(), 1), World.Event(Guid.CreateVersion7(), 1));
        await Eventually.TrueAsync(async () => (await World.HealthAsync(receiver)).Text == "Healthy", "the receiver consumes");

        await World.ReadAsync(
            receiver,
            async db =>
            {
                // The consumer waits for the feed until this transaction ends.
                await using var transaction = await db.Database.BeginTransactionAsync();
                await db.Database.ExecuteSqlRawAsync("""LOCK TABLE "Feed" IN ACCESS EXCLUSIVE MODE""");
                await world.SendAsync(slow);
                await Eventually.TrueAsync(
                    async () => (await World.HealthAsync(receiver)).Text != "Healthy",
                    "the broker throws the consumer out",
                    TimeSpan.FromSeconds(90)
                );
                await transaction.RollbackAsync();
                return 0;
            }
        );
        await world.SendAsync(next);

        await Eventually.TrueAsync(
            async () => (await World.FeedAsync(receiver, slow.DossierId, next.DossierId)).Count == 2,
            "both events are in the feed",
            Recovery
        );
        await Eventually.TrueAsync(
            async () => (await World.HealthAsync(receiver)).Text == "Healthy",
            "the receiver is whole again",
            Recovery
        );
    }
}
