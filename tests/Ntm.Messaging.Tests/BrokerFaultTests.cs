using System.Net;
using Microsoft.EntityFrameworkCore;
using Ntm.Testing;

namespace Ntm.Messaging.Tests;

/// <summary>Each test has a broker of its own, since it ends or hurts it.</summary>
public sealed class BrokerFaultTests
{
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_broker_killed_under_load_loses_nothing_and_everything_goes_on_within_half_a_minute()
    {
        await using var server = await RabbitMqServer.StartAsync();
        await using var world = await World.CreateAsync(server);
        await server.SettleAsync();
        var sender = await world.SenderAsync();
        var receiver = await world.ReceiverAsync();
        var dossiers = Enumerable.Range(0, 30).Select(_ => Guid.CreateVersion7()).ToArray();
        await StepAsync(1);
        await Eventually.TrueAsync(async () => (await World.FeedAsync(receiver, dossiers)).Count > 5, "facts flow");

        for (var sequence = 2; sequence <= 6; sequence++)
        {
            await StepAsync(sequence);
        }

        await server.KillAsync();
        await StepAsync(7);
        await Eventually.TrueAsync(async () => await HealthAsync(receiver) == (HttpStatusCode.OK, "Degraded"), "the receiver says that the broker is away, and serves");
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await HealthAsync(receiver, "live"));
        await server.RestartAsync();

        await Eventually.TrueAsync(async () => (await World.FeedAsync(receiver, dossiers)).Count == 210, "all 210 facts are in the feed", Recovery);
        await Eventually.TrueAsync(async () => (await HealthAsync(receiver)).Words == "Healthy", "the receiver is whole again", Recovery);
        var feed = await World.FeedAsync(receiver, dossiers);
        Assert.All(dossiers, dossier => Assert.Equal(
            Enumerable.Range(1, 7).Select(step => (long)step), feed.Where(row => row.DossierId == dossier).Select(row => row.Sequence)));
        await Eventually.TrueAsync(async () => (await World.OutboxAsync(sender)).Count == 0, "the outbox is empty");
        await Eventually.TrueAsync(async () => (await World.OutboxAsync(receiver)).Count == 0, "nothing is kept");

        Task StepAsync(int sequence) => World.CommitAsync(sender, dossiers.Select(dossier => World.Fact(dossier, sequence)));
    }

    [Fact]
    public async Task While_the_broker_is_away_no_try_is_counted_against_a_fact()
    {
        await using var server = await RabbitMqServer.StartAsync();
        await using var world = await World.CreateAsync(server);
        await server.SettleAsync();
        var sender = await world.SenderAsync(("Messaging:MaxAttempts", "1"));
        await Eventually.TrueAsync(async () => (await HealthAsync(sender)).Words == "Healthy", "the sender is ready");
        await server.KillAsync();

        await World.CommitAsync(sender, World.Fact(Guid.CreateVersion7(), 1));
        await Eventually.TrueAsync(async () => (await HealthAsync(sender)).Words == "Degraded", "the sender notices");
        await server.RestartAsync();

        await Eventually.TrueAsync(async () => (await World.OutboxAsync(sender)) is [], "the fact has left", Recovery);
    }

    [Fact]
    public async Task A_consumer_that_the_broker_threw_out_for_being_slow_consumes_again_within_half_a_minute()
    {
        await using var server = await RabbitMqServer.StartAsync("consumer_timeout = 10000");
        await using var world = await World.CreateAsync(server);
        var receiver = await world.ReceiverAsync();
        var (slow, next) = (World.Fact(Guid.CreateVersion7(), 1), World.Fact(Guid.CreateVersion7(), 1));
        await Eventually.TrueAsync(async () => (await HealthAsync(receiver)).Words == "Healthy", "the receiver consumes");

        await World.ReadAsync(receiver, async db =>
        {
            // The reaction waits for the feed until this transaction ends.
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Database.ExecuteSqlRawAsync("""LOCK TABLE "Feed" IN ACCESS EXCLUSIVE MODE""");
            await world.SendAsync(slow);
            await Eventually.TrueAsync(async () => (await HealthAsync(receiver)).Words != "Healthy", "the broker throws the consumer out", TimeSpan.FromSeconds(90));
            await transaction.RollbackAsync();
            return 0;
        });
        await world.SendAsync(next);

        await Eventually.TrueAsync(async () => (await World.FeedAsync(receiver, slow.DossierId, next.DossierId)).Count == 2, "both facts are in the feed", Recovery);
        await Eventually.TrueAsync(async () => (await HealthAsync(receiver)).Words == "Healthy", "the receiver is whole again", Recovery);
    }

    [Fact]
    public async Task A_service_that_never_reached_its_broker_is_not_ready()
    {
        await using var server = await RabbitMqServer.StartAsync();
        await using var world = await World.CreateAsync(server);
        await server.SettleAsync();
        await server.KillAsync();
        var sender = await world.SenderAsync();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await HealthAsync(sender));
        await server.RestartAsync();
        await Eventually.TrueAsync(async () => (await HealthAsync(sender)).Words == "Healthy", "the sender is ready", Recovery);
    }

    private static async Task<(HttpStatusCode Status, string Words)> HealthAsync(TestPlatform platform, string probe = "ready")
    {
        using var http = platform.Anonymous();
        using var answer = await http.GetAsync("/health/" + probe);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
