using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Domain.Webhooks;
using Ntm.Notifications.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features.Webhooks;

/// <summary>Finds subscriptions of the caller; another's is answered like one that does not exist.</summary>
internal sealed class SubscriptionScope(NotificationsDbContext db)
{
    /// <summary>The subscription to be changed; where its client asks, with what the client's token says now.</summary>
    public async Task<Result<Subscription>> ForChangeAsync(Guid id, Caller caller, CancellationToken cancellation)
    {
        await db.LockAsync<Subscription>(nameof(Subscription.Id), id, cancellation);
        var found = await db.Subscriptions.FindAsync([id], cancellation);
        if (found?.IsOf(caller) != true)
        {
            return SubscriptionErrors.NotFound;
        }

        found.SeenBy(caller);
        return found;
    }

    /// <summary>The subscription to be read.</summary>
    public async Task<Result<Subscription>> ForReadingAsync(Guid id, Caller caller, CancellationToken cancellation) =>
        await db.Subscriptions.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation) is { } found && found.IsOf(caller)
            ? found
            : SubscriptionErrors.NotFound;

    /// <summary>Subscriptions of the caller.</summary>
    public IQueryable<Subscription> All(Caller caller)
    {
        var rows = db.Subscriptions.AsNoTracking();
        var subject = caller.Subject;
        return caller.IsProgram
            ? rows.Where(row => row.Owner == subject)
            : rows.InUnits(
                UnitScope.Of(caller.Grants.Where(grant => grant.Role == SubscriptionAccess.Administrator)),
                row => row.OwnerUnit
            );
    }
}
