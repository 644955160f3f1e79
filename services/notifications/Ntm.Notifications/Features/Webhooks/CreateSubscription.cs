using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ntm.Notifications.Delivery;
using Ntm.Notifications.Domain.Webhooks;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features.Webhooks;

/// <summary><c>POST /notifications/subscriptions</c>. Not repeatable by <c>Idempotency-Key</c>: the secret is shown this once.</summary>
internal static class CreateSubscription
{
    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPost("/", HandleAsync)
            .WithName(nameof(CreateSubscription))
            .WithoutIdempotencyKey(
                "the secret is shown once. When no answer came, look for the subscription in the list and delete it, then make it anew."
            );

    /// <summary>Makes a subscription; it begins to receive once its endpoint has answered a verification event, with the events from now
    /// on.</summary>
    internal static async Task<Results<Created<SubscriptionSecretAnswer>, ProblemHttpResult>> HandleAsync(
        CreateSubscriptionRequest request,
        Transactions<NotificationsDbContext> transactions,
        WebhookClient client,
        WebhookSecrets secrets,
        IOptions<WebhookOptions> options,
        Caller caller,
        TimeProvider clock,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        var owner = OwnerOf(request, caller);
        if (owner.Refused)
        {
            return owner.Errors.ToProblem();
        }

        if ((request.Refusal(owner.Value.UnitPath) ?? await client.RefusalAsync(request.Url, cancellation)) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var (keys, shown) = secrets.Make(request.Asymmetric);
        var db = transactions.Db;
        await using var work = await transactions.BeginAsync(cancellation);
        if (await db.Subscriptions.CountAsync(row => row.Owner == owner.Value.ClientId, cancellation) >= options.Value.MostSubscriptions)
        {
            return SubscriptionErrors.QuotaReached(options.Value.MostSubscriptions).ToProblem();
        }

        var now = clock.GetUtcNow();
        var subscription = new Subscription
        {
            Id = Guid.CreateVersion7(now),
            Owner = owner.Value.ClientId,
            OwnerUnit = owner.Value.UnitPath,
            OwnerScopes = ScopesOf(owner.Value, caller),
            Url = request.Url,
            Description = request.Description?.Trim() ?? "",
            Filter = request.Filter,
            Limits = request.Limits,
            Keys = keys,
            CreatedAt = now,
            CreatedBy = caller.Subject,
        };
        db.Subscriptions.Add(subscription);
        var head = await db.FeedHeads.AsNoTracking().Select(row => row.Position).SingleAsync(cancellation);
        db.SubscriptionProgress.Add(new SubscriptionProgress { SubscriptionId = subscription.Id, Position = head });
        await db.SaveChangesAsync(cancellation);
        await work.CommitAsync(CancellationToken.None);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created(
            $"/notifications/subscriptions/{subscription.Id}",
            new SubscriptionSecretAnswer(SubscriptionView.Of(subscription), shown)
        );
    }

    /// <summary>A client makes subscriptions for itself; an administrator names the client, of a unit that he administers.</summary>
    private static Result<SubscriptionOwner> OwnerOf(CreateSubscriptionRequest request, Caller caller)
    {
        if (SubscriptionAccess.Refusal(caller) is { } refusal)
        {
            return refusal;
        }

        if (caller.IsProgram)
        {
            return request.Owner is not null ? SubscriptionErrors.OwnerGiven
                : caller.Grants is [var grant, ..] ? new SubscriptionOwner { ClientId = caller.Subject, UnitPath = grant.UnitPath }
                : SubscriptionErrors.NotSubscriber;
        }

        return request.Owner is { } owner && caller.HoldsAbove(SubscriptionAccess.Administrator, owner.UnitPath)
            ? owner
            : SubscriptionErrors.OwnerMissing;
    }

    private static List<string> ScopesOf(SubscriptionOwner owner, Caller caller) =>
        caller.Scopes is { } scopes ? [.. scopes]
        : owner.Plans ? [SubscriptionAccess.Scope, SubscriptionAccess.PlanScope]
        : [SubscriptionAccess.Scope];
}
