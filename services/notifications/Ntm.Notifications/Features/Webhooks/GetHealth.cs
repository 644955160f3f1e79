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

/// <summary>How a subscription is doing, and what it has used.</summary>
/// <param name="State"><c>Unverified</c>, <c>Active</c> or <c>Disabled</c>.</param>
/// <param name="Reason">Why it is disabled; null otherwise.</param>
/// <param name="Position">Place in the feed up to which everything was received, is waiting or was given up.</param>
/// <param name="Head">End of the feed.</param>
/// <param name="Waiting">Events that are still tried.</param>
/// <param name="GivenUp">Events that were given up after the last attempt.</param>
/// <param name="FailingSince">First failure since the last success, UTC; null while none is newer.</param>
/// <param name="DisabledAt">When it will be disabled if nothing succeeds before, UTC; null while nothing fails.</param>
/// <param name="LastAttemptAt">Last attempt, UTC; null before the first.</param>
/// <param name="LastSuccessAt">Last success, UTC; null before the first.</param>
/// <param name="Delivered">Events received in all, repeats counted.</param>
/// <param name="Failed">Attempts that failed in all.</param>
/// <param name="AttemptsLastDay">Attempts of the last 24 hours.</param>
/// <param name="FailuresLastDay">Those of them that failed.</param>
/// <param name="AverageMilliseconds">How long attempts of the last 24 hours took on average; null without any.</param>
public sealed record SubscriptionHealth(
    string State,
    string? Reason,
    long Position,
    long Head,
    int Waiting,
    int GivenUp,
    DateTimeOffset? FailingSince,
    DateTimeOffset? DisabledAt,
    DateTimeOffset? LastAttemptAt,
    DateTimeOffset? LastSuccessAt,
    long Delivered,
    long Failed,
    int AttemptsLastDay,
    int FailuresLastDay,
    double? AverageMilliseconds
);

/// <summary><c>GET /notifications/subscriptions/{id}/health</c>.</summary>
internal static class GetHealth
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/{id:guid}/health", HandleAsync).WithName("GetSubscriptionHealth");

    /// <summary>How a subscription is doing, and what it has used.</summary>
    internal static async Task<Results<Ok<SubscriptionHealth>, ProblemHttpResult>> HandleAsync(
        Guid id,
        NotificationsDbContext db,
        SubscriptionScope scope,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var found = await scope.ForReadingAsync(id, caller, cancellation);
        if (found.Refused)
        {
            return found.Errors.ToProblem();
        }

        var progress = await db.SubscriptionProgress.AsNoTracking().SingleAsync(row => row.SubscriptionId == id, cancellation);
        var yesterday = clock.GetUtcNow().AddDays(-1);
        var day = db.DeliveryAttempts.Where(row => row.SubscriptionId == id && row.At > yesterday);
        return TypedResults.Ok(
            new SubscriptionHealth(
                found.Value.State.ToString(),
                found.Value.Reason?.ToString(),
                progress.Position,
                await db.FeedHeads.Select(head => head.Position).SingleAsync(cancellation),
                await db.Waiting(id).CountAsync(cancellation),
                await db.PendingDeliveries.CountAsync(row => row.SubscriptionId == id && row.DeadAt != null, cancellation),
                progress.FailingSince,
                progress.FailingSince + RetrySchedule.DisableAfter,
                progress.LastAttemptAt,
                progress.LastSuccessAt,
                progress.Delivered,
                progress.Failed,
                await day.CountAsync(cancellation),
                await day.CountAsync(row => row.Outcome != AttemptOutcome.Received, cancellation),
                await day.AverageAsync(row => (double?)row.Milliseconds, cancellation)
            )
        );
    }
}
