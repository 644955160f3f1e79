using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Domain.Webhooks;
using Ntm.Notifications.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features.Webhooks;

/// <summary>
/// <c>GET /notifications/subscriptions/{id}/attempts?eventId=&amp;failed=&amp;after=&amp;limit=</c> and <c>…/attempts/{attempt}</c>.
/// </summary>
internal static class ReadAttempts
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/{id:guid}/attempts", ListAsync).WithName("ListAttempts");
        routes.MapGet("/{id:guid}/attempts/{attempt:guid}", GetAsync).WithName("GetAttempt");
    }

    /// <summary>Attempts of the last 30 days, the newest first.</summary>
    internal static async Task<Results<Ok<Page<AttemptView>>, ProblemHttpResult>> ListAsync(
        Guid id,
        [AsParameters] PageRequest page,
        NotificationsDbContext db,
        SubscriptionScope scope,
        Caller caller,
        CancellationToken cancellation,
        Guid? eventId = null,
        bool failed = false
    )
    {
        var found = await scope.ForReadingAsync(id, caller, cancellation);
        if (found.Refused)
        {
            return found.Errors.ToProblem();
        }

        var rows = db.DeliveryAttempts.AsNoTracking().Where(row => row.SubscriptionId == id);
        rows = eventId is null ? rows : rows.Where(row => row.EventId == eventId);
        rows = failed ? rows.Where(row => row.Outcome != AttemptOutcome.Received) : rows;
        if (TimeKey.Read(page.Key) is var (at, last))
        {
            rows = rows.Where(row => row.At <= at && (row.At < at || row.Id.CompareTo(last) < 0));
        }

        var items = await rows.OrderByDescending(row => row.At)
            .ThenByDescending(row => row.Id)
            .Take(page.Size + 1)
            .Select(row => new AttemptView(
                row.Id,
                row.EventId,
                row.Type,
                row.Cause.ToString(),
                row.Number,
                row.At,
                row.Outcome.ToString(),
                row.Status,
                row.Milliseconds,
                row.Failure,
                null
            ))
            .ToListAsync(cancellation);
        return TypedResults.Ok(page.ToPage(items, item => TimeKey.Of(item.At, item.Id)));
    }

    /// <summary>One attempt with the answer.</summary>
    internal static async Task<Results<Ok<AttemptView>, ProblemHttpResult>> GetAsync(
        Guid id,
        Guid attempt,
        NotificationsDbContext db,
        SubscriptionScope scope,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var found = await scope.ForReadingAsync(id, caller, cancellation);
        if (found.Refused)
        {
            return found.Errors.ToProblem();
        }

        return
            await db.DeliveryAttempts.AsNoTracking().FirstOrDefaultAsync(row => row.Id == attempt && row.SubscriptionId == id, cancellation)
                is { } row
            ? TypedResults.Ok(AttemptView.Of(row))
            : SubscriptionErrors.AttemptNotFound.ToProblem();
    }
}
