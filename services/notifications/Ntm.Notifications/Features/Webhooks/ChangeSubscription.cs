using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Notifications.Delivery;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features.Webhooks;

/// <summary><c>PUT /notifications/subscriptions/{id}</c>, with <c>If-Match</c>.</summary>
internal static class ChangeSubscription
{
    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPut("/{id:guid}", HandleAsync)
            .WithName(nameof(ChangeSubscription))
            .WithoutIdempotencyKey("sent again it comes to the same; with `If-Match` it is refused where somebody else has changed it.");

    /// <summary>Says anew where events are sent, and which. Another endpoint has to be verified before it receives any.</summary>
    internal static async Task<Results<Ok<SubscriptionView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        SubscriptionRequest request,
        Transactions<NotificationsDbContext> transactions,
        SubscriptionScope scope,
        Caller caller,
        WebhookClient client,
        TimeProvider clock,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        var known = await scope.ForReadingAsync(id, caller, cancellation);
        if (known.Refused)
        {
            return known.Errors.ToProblem();
        }

        if ((request.Refusal(known.Value.OwnerUnit) ?? await client.RefusalAsync(request.Url, cancellation)) is { } refusal)
        {
            return refusal.ToProblem();
        }

        await using var work = await transactions.BeginAsync(cancellation);
        var found = await scope.ForChangeAsync(id, caller, cancellation);
        if (found.Refused)
        {
            return found.Errors.ToProblem();
        }

        var subscription = found.Value;
        if (!http.Request.Matches(subscription.Version))
        {
            return Error.Stale(SubscriptionView.Of(subscription));
        }

        subscription.Change(request.Url, request.Description?.Trim() ?? "", request.Filter, request.Limits);
        await transactions.Db.SaveChangesAsync(cancellation);
        await transactions.Db.ArrangeAsync(subscription, clock.GetUtcNow(), cancellation);
        transactions.Db.WakeDispatcher();
        await work.CommitAsync(CancellationToken.None);
        http.Response.SetETag(subscription.Version);
        return TypedResults.Ok(SubscriptionView.Of(subscription));
    }
}
