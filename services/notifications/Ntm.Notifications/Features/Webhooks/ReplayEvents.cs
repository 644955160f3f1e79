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

/// <summary>From where events are sent again.</summary>
/// <example>{ "since": "2026-03-01T00:00:00Z", "preview": true }</example>
public sealed record ReplayRequest
{
    /// <summary>Events that happened at this instant or later; or <see cref="After"/>.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Events behind this position of the feed; or <see cref="Since"/>.</summary>
    public long? After { get; init; }

    /// <summary>Whether they are only counted.</summary>
    public bool Preview { get; init; }
}

/// <summary>What is sent again.</summary>
/// <param name="Count">How many events it is.</param>
/// <param name="Preview">Whether they were only counted.</param>
public sealed record ReplayAnswer(int Count, bool Preview);

/// <summary><c>POST /notifications/subscriptions/{id}/replay</c>.</summary>
internal static class ReplayEvents
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/{id:guid}/replay", HandleAsync).WithName(nameof(ReplayEvents));

    /// <summary>Puts the subscription back in the feed: everything behind that place is sent again in its order, and new events after
    /// it.</summary>
    internal static async Task<Results<Ok<ReplayAnswer>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ReplayRequest request,
        NotificationsDbContext db,
        SubscriptionScope scope,
        Caller caller,
        CancellationToken cancellation
    )
    {
        await db.LockBesideAsync<SubscriptionProgress>(nameof(SubscriptionProgress.SubscriptionId), id, cancellation);
        var found = await scope.ForChangeAsync(id, caller, cancellation);
        if (found.Refused)
        {
            return found.Errors.ToProblem();
        }

        var progress = await db.SubscriptionProgress.SingleAsync(row => row.SubscriptionId == id, cancellation);
        if (request.Since is null == request.After is null || request.After is < 0 || request.After > progress.Position)
        {
            return SubscriptionErrors.StartInvalid.ToProblem();
        }

        var start = request.After ?? await StartAsync(db, request.Since!.Value, progress.Position, cancellation);
        var count = await db.Wanted(found.Value, start, progress.Position).CountAsync(cancellation);
        if (!request.Preview)
        {
            await db.PendingDeliveries.Where(row => row.SubscriptionId == id && row.Position > start).ExecuteDeleteAsync(cancellation);
            progress.Position = start;
            db.NoteAct(
                new
                {
                    replayedAfter = start,
                    subscription = id,
                    count,
                }
            );
            await db.SaveChangesAsync(cancellation);
            db.WakeDispatcher();
        }

        return TypedResults.Ok(new ReplayAnswer(count, request.Preview));
    }

    /// <summary>The place before the first event of that instant or later; events come late sometimes, so that the instants of a feed are
    /// not in order.</summary>
    private static async Task<long> StartAsync(NotificationsDbContext db, DateTimeOffset since, long end, CancellationToken cancellation)
    {
        var first = await db
            .Feed.Where(row => row.OccurredAt >= since && row.Position <= end)
            .OrderBy(row => row.Position)
            .Select(row => (long?)row.Position)
            .FirstOrDefaultAsync(cancellation);
        return first - 1 ?? end;
    }
}
