using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Ntm.Contracts.Dossier.V1;
using Ntm.Persistence;
using Ntm.Testing;

namespace Ntm.Messaging.Tests;

/// <summary>Events of several dossiers come by the broker in any order, some of them twice.</summary>
public sealed class ReorderingProperties : IAsyncLifetime
{
    private const int Dossiers = 3;

    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(6);

    private World world = null!;

    public async ValueTask InitializeAsync() => world = await World.CreateAsync(await RabbitMqServer.SharedAsync());

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Whatever_the_order_each_dossiers_feed_grows_without_a_gap_and_ends_whole()
    {
        var receiver = await world.ReceiverAsync();

        await Task.Run(() => Check.One(Runs, Prop.ForAll(Arrivals, arrivals => RunAsync(receiver, arrivals).GetAwaiter().GetResult())));

        Assert.Empty(await World.OutboxAsync(receiver));
    }

    /// <summary>Where what came too early is not kept, the feed stays short.</summary>
    [Fact]
    public async Task Control_dead_lettered_at_the_first_attempt_an_early_event_is_missing()
    {
        var receiver = await world.ReceiverAsync(("Messaging:MaxAttempts", "1"));
        var (dossier, last) = (Guid.CreateVersion7(), World.Event(Guid.CreateVersion7(), 1));

        await world.SendAsync(World.Event(dossier, 2));
        await Eventually.TrueAsync(async () => (await World.OutboxAsync(receiver)).Exists(row => row.Dead), "the early one is given up");
        await world.SendAsync(World.Event(dossier, 1));
        await world.SendAsync(last);

        await Eventually.TrueAsync(async () => (await World.FeedAsync(receiver, last.DossierId)).Count == 1, "a later event has passed");
        Assert.Equal([1L], (await World.FeedAsync(receiver, dossier)).Select(row => row.Sequence));
    }

    /// <summary>Dossier and sequence of each arrival: one to six events a dossier, every third event twice, all shuffled.</summary>
    private static Arbitrary<(int Dossier, long Sequence)[]> Arrivals =>
        Gen.Choose(1, 6)
            .ArrayOf(Dossiers)
            .SelectMany(sizes =>
                Gen.Shuffle(
                    sizes
                        .SelectMany(
                            (size, dossier) =>
                                Enumerable
                                    .Range(1, size)
                                    .SelectMany(sequence => Enumerable.Repeat((dossier, (long)sequence), sequence % 3 == 0 ? 2 : 1))
                        )
                        .ToArray()
                )
            )
            .ToArbitrary();

    private async Task RunAsync(TestPlatform receiver, (int Dossier, long Sequence)[] arrivals)
    {
        var dossiers = Enumerable.Range(0, Dossiers).Select(_ => Guid.CreateVersion7()).ToArray();
        var events = arrivals
            .Distinct()
            .ToDictionary(arrival => arrival, arrival => World.Event(dossiers[arrival.Dossier], arrival.Sequence));
        foreach (var arrival in arrivals)
        {
            await world.SendAsync(events[arrival]);
        }

        List<OutboxRow> kept = [];
        await Eventually.TrueAsync(
            async () =>
            {
                kept = await World.OutboxAsync(receiver);
                return await GrownAsync(receiver, dossiers, events.Values) == events.Count && kept.Count == 0;
            },
            () =>
                $"every event of {string.Join(' ', arrivals)} is in the feed and nothing is kept; kept: "
                + string.Join("; ", kept.Select(row => $"{row.Body} attempt {row.Attempts} dead {row.Dead} {row.LastError}"))
        );
    }

    /// <summary>At every look: no gap, no event before its predecessor, and no event in the feed that the inbox does not know, nor the
    /// other way round.</summary>
    private static async Task<int> GrownAsync(TestPlatform receiver, Guid[] dossiers, IEnumerable<DossierClosed> events)
    {
        var ids = events.Select(@event => @event.EventId).ToArray();
        var seen = await World.ReadAsync(
            receiver,
            db =>
                db.Feed.Where(row => dossiers.Contains(row.DossierId!.Value))
                    .OrderBy(row => row.Position)
                    .Select(row => new
                    {
                        row.DossierId,
                        row.Sequence,
                        Known = db.Inbox.Any(known => known.MessageId == row.EventId),
                    })
                    .ToListAsync()
        );
        Assert.All(seen, row => Assert.True(row.Known));
        Assert.Equal(
            0,
            await World.ReadAsync(
                receiver,
                db => db.Inbox.CountAsync(known => ids.Contains(known.MessageId) && !db.Feed.Any(row => row.EventId == known.MessageId))
            )
        );
        Assert.All(
            dossiers,
            dossier =>
                Assert.Equal(
                    Enumerable.Range(1, seen.Count(row => row.DossierId == dossier)).Select(place => (long)place),
                    seen.Where(row => row.DossierId == dossier).Select(row => row.Sequence!.Value)
                )
        );
        return seen.Count;
    }
}
