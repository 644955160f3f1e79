using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Domain.Webhooks;
using Ntm.Notifications.Persistence;

namespace Ntm.Notifications.Delivery;

/// <summary>
/// Keeps the order of what waits, where a subscription wants one: of each dossier or plan the earliest alone has an instant at which it is
/// due, and the others wait behind it.
/// </summary>
internal static class DeliveryOrder
{
    /// <summary>Makes the earliest of each dossier or plan due where it is not yet.</summary>
    public static Task<int> ReleaseAsync(
        this NotificationsDbContext db,
        Guid subscriptionId,
        Expression<Func<PendingDelivery, bool>> which,
        DateTimeOffset now,
        CancellationToken cancellation
    ) =>
        db.Waiting(subscriptionId)
            .Where(which)
            .Where(row => row.DueAt == null)
            .Where(row =>
                !db.PendingDeliveries.Any(earlier =>
                    earlier.SubscriptionId == subscriptionId
                    && earlier.Subject == row.Subject
                    && earlier.DeadAt == null
                    && earlier.Position < row.Position
                )
            )
            .ExecuteUpdateAsync(row => row.SetProperty(x => x.DueAt, now), cancellation);

    /// <summary>Puts everything that waits into the order that the subscription wants now.</summary>
    public static async Task ArrangeAsync(
        this NotificationsDbContext db,
        Subscription subscription,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var id = subscription.Id;
        if (!subscription.Limits.Ordered)
        {
            await db.Waiting(id)
                .Where(row => row.DueAt == null)
                .ExecuteUpdateAsync(row => row.SetProperty(x => x.DueAt, now), cancellation);
            return;
        }

        await db.Waiting(id)
            .Where(row =>
                db.PendingDeliveries.Any(earlier =>
                    earlier.SubscriptionId == id
                    && earlier.Subject == row.Subject
                    && earlier.DeadAt == null
                    && earlier.Position < row.Position
                )
            )
            .ExecuteUpdateAsync(row => row.SetProperty(x => x.DueAt, (DateTimeOffset?)null), cancellation);
        await db.ReleaseAsync(id, row => true, now, cancellation);
    }
}
