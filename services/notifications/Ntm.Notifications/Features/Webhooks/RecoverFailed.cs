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

/// <summary>Which events that were given up are sent again.</summary>
/// <example>{ "since": "2026-03-01T00:00:00Z", "preview": true }</example>
public sealed record RecoveryRequest
{
    /// <summary>Those given up at this instant or later; absent for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether they are only counted.</summary>
    public bool Preview { get; init; }
}

/// <summary><c>POST /notifications/subscriptions/{id}/recovery</c>.</summary>
internal static class RecoverFailed
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/{id:guid}/recovery", HandleAsync).WithName(nameof(RecoverFailed));

    /// <summary>Sends everything again that was given up, with all its attempts before it.</summary>
    internal static async Task<Results<Ok<ReplayAnswer>, ProblemHttpResult>> HandleAsync(
        Guid id,
        RecoveryRequest request,
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

        var dead = db.PendingDeliveries.Where(row => row.SubscriptionId == id && row.DeadAt != null);
        dead = request.Since is { } since ? dead.Where(row => row.DeadAt >= since) : dead;
        if (request.Preview)
        {
            return TypedResults.Ok(new ReplayAnswer(await dead.CountAsync(cancellation), true));
        }

        var now = clock.GetUtcNow();
        var count = await dead.ExecuteUpdateAsync(
            row =>
                row.SetProperty(x => x.DeadAt, (DateTimeOffset?)null)
                    .SetProperty(x => x.DueAt, now)
                    .SetProperty(x => x.Attempts, 0)
                    .SetProperty(x => x.Cause, DeliveryCause.Recovery),
            cancellation
        );
        await db.ArrangeAsync(found.Value, now, cancellation);
        db.NoteAct(new { recovered = count, subscription = id });
        await db.SaveChangesAsync(cancellation);
        db.WakeDispatcher();
        return TypedResults.Ok(new ReplayAnswer(count, false));
    }
}
