using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Ntm.Testing;

namespace Ntm.Messaging.Tests;

public sealed class DeliveryTests : IAsyncLifetime
{
    private World world = null!;

    public async ValueTask InitializeAsync() => world = await World.CreateAsync(await RabbitMqServer.SharedAsync());

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task An_event_of_one_service_has_its_effect_in_another_and_leaves_the_outbox()
    {
        var sender = await world.SenderAsync();
        var receiver = await world.ReceiverAsync();
        var dossier = Guid.CreateVersion7();

        await World.CommitAsync(sender, World.Event(dossier, 1), World.Event(dossier, 2));

        await Eventually.TrueAsync(async () => (await World.FeedAsync(receiver, dossier)).Count == 2, "both events are in the feed");
        await Eventually.TrueAsync(async () => (await World.OutboxAsync(sender)).Count == 0, "the outbox is empty");
    }

    [Fact]
    public async Task Events_published_before_the_consumer_first_started_wait_for_it()
    {
        var sender = await world.SenderAsync();
        var dossier = Guid.CreateVersion7();
        await World.CommitAsync(sender, World.Event(dossier, 1));
        await Eventually.TrueAsync(async () => (await World.OutboxAsync(sender)).Count == 0, "the event is with the broker");

        var receiver = await world.ReceiverAsync();

        await Eventually.TrueAsync(async () => (await World.FeedAsync(receiver, dossier)).Count == 1, "the event is in the feed");
    }

    [Fact]
    public async Task An_event_that_no_queue_receives_stays_in_the_outbox_with_its_reason()
    {
        await using var lonely = new World(world.Server);
        await lonely.DeployAsync(World.NewSender());
        var sender = await lonely.SenderAsync(("Messaging:MaxAttempts", "60"));
        var dossier = Guid.CreateVersion7();
        await World.CommitAsync(sender, World.Event(dossier, 1));
        await Eventually.TrueAsync(
            async () =>
                (await World.OutboxAsync(sender)) is [{ LastError: { } reason }]
                && reason.Contains("No queue receives", StringComparison.Ordinal),
            "the event came back"
        );

        await lonely.DeployAsync(new Notifications.NotificationsModule());
        var receiver = await lonely.ReceiverAsync();

        await Eventually.TrueAsync(async () => (await World.FeedAsync(receiver, dossier)).Count == 1, "the event is in the feed");
    }

    [Fact]
    public async Task Two_relays_and_two_consumers_keep_each_dossiers_order_and_repeat_no_event()
    {
        var senders = new[] { await world.SenderAsync(), await world.SenderAsync() };
        var receivers = new[] { await world.ReceiverAsync(), await world.ReceiverAsync() };
        var dossiers = Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7()).ToArray();

        for (var sequence = 1; sequence <= 10; sequence++)
        {
            await World.CommitAsync(senders[sequence % 2], dossiers.Select(dossier => World.Event(dossier, sequence)));
        }

        await Eventually.TrueAsync(
            async () => (await World.FeedAsync(receivers[0], dossiers)).Count == 200,
            "all 200 events are in the feed"
        );
        var feed = await World.FeedAsync(receivers[0], dossiers);
        Assert.All(
            dossiers,
            dossier =>
                Assert.Equal(
                    Enumerable.Range(1, 10).Select(step => (long)step),
                    feed.Where(row => row.DossierId == dossier).Select(row => row.Sequence!.Value)
                )
        );
        Assert.Empty(await World.OutboxAsync(receivers[0]));
    }

    [Fact]
    public async Task A_message_that_comes_many_times_to_two_replicas_has_one_effect()
    {
        var first = await world.ReceiverAsync();
        await world.ReceiverAsync();
        var (@event, last) = (World.Event(Guid.CreateVersion7(), 1), World.Event(Guid.CreateVersion7(), 1));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => world.SendAsync(@event)));
        await world.SendAsync(last);

        await Eventually.TrueAsync(async () => (await World.FeedAsync(first, last.DossierId)).Count == 1, "a later event has passed");
        Assert.Single(await World.FeedAsync(first, @event.DossierId));
        Assert.Empty(await World.OutboxAsync(first));
        Assert.Equal(2, await World.ReadAsync(first, db => db.Inbox.CountAsync()));
    }

    [Fact]
    public async Task A_trace_goes_on_behind_the_outbox_and_the_broker()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "MassTransit" or MessagingMetrics.Name or "tests",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("tests");
        var sender = await world.SenderAsync();
        var receiver = await world.ReceiverAsync();
        var dossier = Guid.CreateVersion7();
        using var request = source.StartActivity("request")!;

        // The second event cannot be handled, so the receiver's row says in which trace it was received.
        await World.CommitAsync(sender, World.Event(dossier, 2));
        request.Stop();

        await Eventually.TrueAsync(async () => (await World.OutboxAsync(receiver)).Count == 1, "the event was received and kept");
        Assert.Contains(request.TraceId.ToString(), (await World.OutboxAsync(receiver))[0].TraceParent, StringComparison.Ordinal);
    }
}
