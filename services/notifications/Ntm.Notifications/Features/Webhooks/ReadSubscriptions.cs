using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Domain.Webhooks;
using Ntm.Web;

namespace Ntm.Notifications.Features.Webhooks;

/// <summary><c>GET /notifications/subscriptions?after=&amp;limit=</c> and <c>GET /notifications/subscriptions/{id}</c>.</summary>
internal static class ReadSubscriptions
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/", ListAsync).WithName("ListSubscriptions");
        routes.MapGet("/{id:guid}", GetAsync).WithName("GetSubscription");
    }

    /// <summary>Subscriptions of the client, or of the clients of the units that the caller administers, the oldest first.</summary>
    internal static async Task<Results<Ok<Page<SubscriptionView>>, ProblemHttpResult>> ListAsync(
        [AsParameters] PageRequest page,
        SubscriptionScope scope,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (SubscriptionAccess.Refusal(caller) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var rows = scope.All(caller);
        if (TimeKey.Read(page.Key) is var (at, last))
        {
            rows = rows.Where(row => row.CreatedAt >= at && (row.CreatedAt > at || row.Id.CompareTo(last) > 0));
        }

        var found = await rows.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Take(page.Size + 1).ToListAsync(cancellation);
        return TypedResults.Ok(page.ToPage(found.ConvertAll(SubscriptionView.Of), row => TimeKey.Of(row.CreatedAt, row.Id)));
    }

    /// <summary>One subscription.</summary>
    internal static async Task<Results<Ok<SubscriptionView>, ProblemHttpResult>> GetAsync(
        Guid id,
        SubscriptionScope scope,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        var found = await scope.ForReadingAsync(id, caller, cancellation);
        if (found.Refused)
        {
            return found.Errors.ToProblem();
        }

        http.Response.SetETag(found.Value.Version);
        return TypedResults.Ok(SubscriptionView.Of(found.Value));
    }
}
