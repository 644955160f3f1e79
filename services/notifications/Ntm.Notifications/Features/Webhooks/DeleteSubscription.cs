using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features.Webhooks;

/// <summary><c>DELETE /notifications/subscriptions/{id}</c>.</summary>
internal static class DeleteSubscription
{
    public static void Map(RouteGroupBuilder routes) => routes.MapDelete("/{id:guid}", HandleAsync).WithName(nameof(DeleteSubscription));

    /// <summary>Ends a subscription, with its keys and everything that waited for it.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        NotificationsDbContext db,
        SubscriptionScope scope,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var found = await scope.ForChangeAsync(id, caller, cancellation);
        if (found.Refused)
        {
            return found.Errors.ToProblem();
        }

        db.Subscriptions.Remove(found.Value);
        await db.SaveChangesAsync(cancellation);
        await db.SubscriptionProgress.Where(row => row.SubscriptionId == id).ExecuteDeleteAsync(cancellation);
        await db.PendingDeliveries.Where(row => row.SubscriptionId == id).ExecuteDeleteAsync(cancellation);
        return TypedResults.NoContent();
    }
}
