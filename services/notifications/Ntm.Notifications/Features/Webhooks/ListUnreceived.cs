using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features.Webhooks;

/// <summary>An event that an endpoint did not receive.</summary>
/// <param name="Position">Its place in the feed.</param>
/// <param name="EventId">The event.</param>
/// <param name="Attempts">Attempts so far.</param>
/// <param name="DueAt">When it is tried next, UTC; null where it waits behind an earlier one of its dossier or plan, or was given
/// up.</param>
/// <param name="FailedAt">When it was given up, UTC; null while it is still tried.</param>
public sealed record UnreceivedEvent(long Position, Guid EventId, int Attempts, DateTimeOffset? DueAt, DateTimeOffset? FailedAt);

/// <summary><c>GET /notifications/subscriptions/{id}/unreceived?failed=&amp;after=&amp;limit=</c>.</summary>
internal static class ListUnreceived
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/{id:guid}/unreceived", HandleAsync).WithName(nameof(ListUnreceived));

    /// <summary>Events that were given up after the last attempt, and those that are still tried, in the order of the feed.</summary>
    internal static async Task<Results<Ok<Page<UnreceivedEvent>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        [AsParameters] PageRequest page,
        NotificationsDbContext db,
        SubscriptionScope scope,
        Caller caller,
        CancellationToken cancellation,
        bool failed = true
    )
    {
        var found = await scope.ForReadingAsync(id, caller, cancellation);
        if (found.Refused)
        {
            return found.Errors.ToProblem();
        }

        var after = long.TryParse(page.Key, CultureInfo.InvariantCulture, out var position) ? position : 0;
        var rows = await db
            .PendingDeliveries.AsNoTracking()
            .Where(row => row.SubscriptionId == id && row.Position > after && (row.DeadAt != null) == failed)
            .OrderBy(row => row.Position)
            .Take(page.Size + 1)
            .Select(row => new UnreceivedEvent(row.Position, row.EventId, row.Attempts, row.DueAt, row.DeadAt))
            .ToListAsync(cancellation);
        return TypedResults.Ok(page.ToPage(rows, row => row.Position.ToString(CultureInfo.InvariantCulture)));
    }
}
