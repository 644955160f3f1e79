using Microsoft.EntityFrameworkCore;
using Ntm.Contracts.Dossier.V1;
using Ntm.Testing;

namespace Ntm.Messaging.Tests;

/// <summary>The consumer's database is put back to an earlier instant; the broker and the sender go on from now.</summary>
public sealed class RestoreTests : IAsyncLifetime
{
    private const string Now = "notifications";
    private const string Before = "backup";

    private World world = null!;

    public async ValueTask InitializeAsync() => world = await World.CreateAsync(await RabbitMqServer.SharedAsync());

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Events_after_the_backup_are_reported_missing_and_close_the_gap_when_resent()
    {
        var events = EventsOf(Guid.CreateVersion7(), 7);
        var dossier = events[0].DossierId;
        var receiver = await world.ReceiverAsync();
        await ConsumeAsync(receiver, events[..3], 3);
        receiver = await AnewAsync(receiver, Now, Before);
        await ConsumeAsync(receiver, events[3..6], 6);
        receiver = await AnewAsync(receiver, Before, Now);
        Assert.Equal(3, (await World.FeedAsync(receiver, dossier)).Count);

        // The next event has no predecessor: it is kept, and nothing is made up in between.
        await world.SendAsync(events[6]);
        await Eventually.TrueAsync(
            async () =>
                (await World.OutboxAsync(receiver)) is [{ LastError: { } reason }]
                && reason.Contains("came before event 6", StringComparison.Ordinal),
            "the gap is named"
        );
        Assert.Equal(3, (await World.FeedAsync(receiver, dossier)).Count);

        await ConsumeAsync(receiver, events[..6], 7);
        Assert.Equal(events.Select(@event => @event.EventId), (await World.FeedAsync(receiver, dossier)).Select(row => row.EventId));
        await Eventually.TrueAsync(async () => (await World.OutboxAsync(receiver)).Count == 0, "nothing is kept");
        Assert.Equal(7, await World.ReadAsync(receiver, db => db.Inbox.CountAsync()));
    }

    [Fact]
    public async Task An_event_in_the_feed_that_the_inbox_lost_is_recognised_by_its_sequence()
    {
        var events = EventsOf(Guid.CreateVersion7(), 3);
        var receiver = await world.ReceiverAsync();
        await ConsumeAsync(receiver, events, 3);
        await World.ReadAsync(receiver, db => db.Inbox.ExecuteDeleteAsync());

        await ConsumeAsync(receiver, [.. events, World.Event(Guid.CreateVersion7(), 1)], 3);

        await Eventually.TrueAsync(async () => await World.ReadAsync(receiver, db => db.Inbox.CountAsync()) == 4, "all four were received");
        Assert.Equal([1L, 2L, 3L], (await World.FeedAsync(receiver, events[0].DossierId)).Select(row => row.Sequence));
        Assert.Empty(await World.OutboxAsync(receiver));
    }

    private static DossierClosed[] EventsOf(Guid dossier, int count) =>
        [.. Enumerable.Range(1, count).Select(sequence => World.Event(dossier, sequence))];

    private async Task ConsumeAsync(TestPlatform receiver, DossierClosed[] events, int feed)
    {
        foreach (var @event in events)
        {
            await world.SendAsync(@event);
        }

        await Eventually.TrueAsync(
            async () => (await World.FeedAsync(receiver, events[0].DossierId)).Count == feed,
            $"the feed has {feed} events"
        );
    }

    /// <summary>Ends the receiver, copies its database and starts another in its place.</summary>
    private async Task<TestPlatform> AnewAsync(TestPlatform receiver, string from, string to)
    {
        await world.EndAsync(receiver);
        await world.CopyDatabaseAsync(from, to);
        return await world.ReceiverAsync();
    }
}
