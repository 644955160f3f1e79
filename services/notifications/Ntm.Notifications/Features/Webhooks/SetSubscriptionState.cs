using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Domain.Webhooks;
using Ntm.Notifications.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features.Webhooks;

/// <summary><c>POST /notifications/subscriptions/{id}/activation</c> and <c>…/deactivation</c>.</summary>
internal static class SetSubscriptionState
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapPost("/{id:guid}/activation", ActivateAsync).WithName("ActivateSubscription");
        routes.MapPost("/{id:guid}/deactivation", DeactivateAsync).WithName("DeactivateSubscription");
    }

    /// <summary>Sends again, from where it stopped: what has happened since is sent too.</summary>
    internal static Task<Results<Ok<SubscriptionView>, ProblemHttpResult>> ActivateAsync(
        Guid id,
        NotificationsDbContext db,
        SubscriptionScope scope,
        Caller caller,
        CancellationToken cancellation
    ) =>
        SetAsync(
            id,
            subscription => subscription.Activate(),
            db,
            scope,
            caller,
            progress =>
                progress.ExecuteUpdateAsync(
                    row => row.SetProperty(x => x.FailingSince, (DateTimeOffset?)null).SetProperty(x => x.Warnings, 0),
                    cancellation
                ),
            cancellation
        );

    /// <summary>Sends no more until it is activated.</summary>
    internal static Task<Results<Ok<SubscriptionView>, ProblemHttpResult>> DeactivateAsync(
        Guid id,
        NotificationsDbContext db,
        SubscriptionScope scope,
        Caller caller,
        CancellationToken cancellation
    ) =>
        SetAsync(id, subscription => subscription.Disable(DisabledReason.ByHand), db, scope, caller, _ => Task.FromResult(0), cancellation);

    private static async Task<Results<Ok<SubscriptionView>, ProblemHttpResult>> SetAsync(
        Guid id,
        Func<Subscription, Result> set,
        NotificationsDbContext db,
        SubscriptionScope scope,
        Caller caller,
        Func<IQueryable<SubscriptionProgress>, Task<int>> beside,
        CancellationToken cancellation
    )
    {
        var found = await scope.ForChangeAsync(id, caller, cancellation);
        if (found.Refused)
        {
            return found.Errors.ToProblem();
        }

        if (set(found.Value) is { Refused: true } refused)
        {
            return refused.Errors.ToProblem();
        }

        await db.SaveChangesAsync(cancellation);
        await beside(db.SubscriptionProgress.Where(row => row.SubscriptionId == id));
        db.WakeDispatcher();
        return TypedResults.Ok(SubscriptionView.Of(found.Value));
    }
}
