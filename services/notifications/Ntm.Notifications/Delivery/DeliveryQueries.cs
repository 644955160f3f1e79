using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Domain.Status;
using Ntm.Notifications.Domain.Webhooks;
using Ntm.Notifications.Features.Feed;
using Ntm.Notifications.Persistence;

namespace Ntm.Notifications.Delivery;

/// <summary>Reads what is to be sent.</summary>
internal static class DeliveryQueries
{
    /// <summary>Events of a stretch of the feed that the subscription wants and its owner may read now, in order.</summary>
    public static IQueryable<FeedEvent> Wanted(this NotificationsDbContext db, Subscription subscription, long after, long end)
    {
        var (types, unit, titles) = subscription.Filter;
        var rows = db.Feed.AsNoTracking().Where(row => row.Position > after && row.Position <= end);
        rows = new StatusFilter(types, unit, null).Of(rows);
        rows = titles.Count == 0 ? rows : rows.Where(row => titles.Contains(row.Title!));
        rows = FeedReading.Shown(rows, SubscriptionAccess.ReaderOf(subscription));
        return rows.OrderBy(row => row.Position);
    }

    /// <summary>Those of the events with these positions that the owner may read now, whatever the filter says: it let them pass when they
    /// were new.</summary>
    public static async Task<Dictionary<long, FeedEvent>> ReadableAsync(
        this NotificationsDbContext db,
        Subscription subscription,
        IReadOnlyCollection<long> positions,
        CancellationToken cancellation
    ) =>
        positions.Count == 0
            ? []
            : await FeedReading
                .Shown(db.Feed.AsNoTracking().Where(row => positions.Contains(row.Position)), SubscriptionAccess.ReaderOf(subscription))
                .ToDictionaryAsync(row => row.Position, cancellation);

    /// <summary>What waits for its next attempt or behind another.</summary>
    public static IQueryable<PendingDelivery> Waiting(this NotificationsDbContext db, Guid subscriptionId) =>
        db.PendingDeliveries.Where(row => row.SubscriptionId == subscriptionId && row.DeadAt == null);

    /// <summary>
    /// Reads the next round of a subscription; null where it is not to be sent for any more.
    /// </summary>
    /// <param name="db">Database.</param>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="lane">Knows how far the feed has nothing for it.</param>
    /// <param name="most">Events at most.</param>
    /// <param name="mostWaiting">Beyond so many waiting ones no new event is read.</param>
    /// <param name="now">Present instant.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public static async Task<Batch?> NextBatchAsync(
        this NotificationsDbContext db,
        Guid subscriptionId,
        Lane lane,
        int most,
        int mostWaiting,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var subscription = await db.Subscriptions.AsNoTracking().FirstOrDefaultAsync(row => row.Id == subscriptionId, cancellation);
        var progress = await db
            .SubscriptionProgress.AsNoTracking()
            .FirstOrDefaultAsync(row => row.SubscriptionId == subscriptionId, cancellation);
        if (progress is null || subscription is not { State: SubscriptionState.Active })
        {
            return null;
        }

        var due = await db.Waiting(subscriptionId)
            .AsNoTracking()
            .Where(row => row.DueAt <= now)
            .OrderBy(row => row.DueAt)
            .ThenBy(row => row.Position)
            .Take(most)
            .ToListAsync(cancellation);
        if (subscription.Limits.Ordered && due.Count > 0)
        {
            // What waits behind them goes along, so that a long queue of one dossier needs no round for each of its events.
            var subjects = due.Select(row => row.Subject).ToList();
            due.AddRange(
                await db.Waiting(subscriptionId)
                    .AsNoTracking()
                    .Where(row => row.DueAt == null && subjects.Contains(row.Subject))
                    .OrderBy(row => row.Position)
                    .Take(most)
                    .ToListAsync(cancellation)
            );
        }

        var readable = await db.ReadableAsync(subscription, [.. due.Select(row => row.Position)], cancellation);
        var old = due.Where(row => readable.ContainsKey(row.Position)).Select(row => new Outgoing(readable[row.Position], row));
        var (fresh, end) = await db.NewAsync(
            subscription,
            lane.ScannedFrom(progress.Position),
            most - due.Count,
            mostWaiting,
            cancellation
        );
        return new Batch(subscription, progress, [.. old.OrderBy(one => one.Row.Position), .. fresh], end)
        {
            Withdrawn = due.FindAll(row => !readable.ContainsKey(row.Position)),
        };
    }

    private static async Task<(List<Outgoing> Fresh, long End)> NewAsync(
        this NotificationsDbContext db,
        Subscription subscription,
        long after,
        int most,
        int mostWaiting,
        CancellationToken cancellation
    )
    {
        // Read before the rows: whatever is at or before it is visible to them, and nothing will be put there any more.
        var head = await db.FeedHeads.AsNoTracking().Select(row => row.Position).SingleAsync(cancellation);
        if (most <= 0 || head <= after)
        {
            return ([], after);
        }

        var room = Math.Min(most, mostWaiting - await db.Waiting(subscription.Id).CountAsync(cancellation));
        if (room <= 0)
        {
            return ([], after);
        }

        var end = Math.Min(head, after + FeedReading.Reach);
        var rows = await db.Wanted(subscription, after, end).Take(room).ToListAsync(cancellation);
        var fresh = rows.ConvertAll(row => new Outgoing(row, null));
        if (subscription.Limits.Ordered && fresh.Count > 0)
        {
            var subjects = fresh.Select(one => one.Subject).Distinct().ToList();
            var held = await db.Waiting(subscription.Id)
                .Where(row => subjects.Contains(row.Subject))
                .Select(row => row.Subject)
                .Distinct()
                .ToListAsync(cancellation);
            fresh.ForEach(one => one.IsBlocked = held.Contains(one.Subject));
        }

        return (fresh, rows.Count == room ? rows[^1].Position : end);
    }
}
