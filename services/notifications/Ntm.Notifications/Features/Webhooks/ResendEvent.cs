using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Delivery;
using Ntm.Notifications.Domain.Webhooks;
using Ntm.Notifications.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features.Webhooks;

/// <summary><c>POST /notifications/subscriptions/{id}/events/{eventId}/resend</c>.</summary>
internal static class ResendEvent
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/{id:guid}/events/{eventId:guid}/resend", HandleAsync).WithName(nameof(ResendEvent));

    /// <summary>Sends one event again, received or not, under the id that it always had. Where order is kept, it goes before what waits
    /// of its dossier or plan.</summary>
    internal static async Task<Results<Accepted, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid eventId,
        NotificationsDbContext db,
        SubscriptionScope scope,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        await db.LockBesideAsync<SubscriptionProgress>(nameof(SubscriptionProgress.SubscriptionId), id, cancellation);
        var found = await scope.ForChangeAsync(id, caller, cancellation);
        if (found.Refused)
        {
            return found.Errors.ToProblem();
        }

        var position = await db
            .Feed.Where(row => row.EventId == eventId)
            .Select(row => (long?)row.Position)
            .FirstOrDefaultAsync(cancellation);
        var readable = await db.ReadableAsync(found.Value, position is { } known ? [known] : [], cancellation);
        var cursor = await db
            .SubscriptionProgress.Where(row => row.SubscriptionId == id)
            .Select(row => row.Position)
            .SingleAsync(cancellation);
        if (position is not { } place || !readable.TryGetValue(place, out var @event) || place > cursor)
        {
            return SubscriptionErrors.EventNotFound.ToProblem();
        }

        var now = clock.GetUtcNow();
        var row =
            await db.PendingDeliveries.FindAsync([id, place], cancellation)
            ?? db.PendingDeliveries.Add(
                new PendingDelivery
                {
                    SubscriptionId = id,
                    Position = place,
                    EventId = eventId,
                    Subject = new Outgoing(@event, null).Subject,
                }
            ).Entity;
        (row.Attempts, row.DueAt, row.DeadAt, row.Cause) = (0, now, null, DeliveryCause.Resend);
        db.NoteAct(new { resent = eventId, subscription = id });
        await db.SaveChangesAsync(cancellation);
        if (found.Value.Limits.Ordered)
        {
            await db.ArrangeAsync(found.Value, now, cancellation);
        }

        db.WakeDispatcher();
        return TypedResults.Accepted((string?)null);
    }
}
