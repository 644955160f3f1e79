using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Notifications.Delivery;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features.Webhooks;

/// <summary>How long the keys in use sign beside the new ones.</summary>
/// <example>{ "keepOldHours": 24 }</example>
public sealed record RotateSecretRequest
{
    /// <summary>Hours, 0 to 168; 0 after a leak.</summary>
    [Between(0, 168)]
    public required int KeepOldHours { get; init; }

    /// <summary>Whether events are signed with a new ed25519 key (<c>v1a</c>) too.</summary>
    public bool Asymmetric { get; init; }
}

/// <summary><c>POST /notifications/subscriptions/{id}/secret</c>. Not repeatable by <c>Idempotency-Key</c>.</summary>
internal static class RotateSecret
{
    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPost("/{id:guid}/secret", HandleAsync)
            .WithName("RotateSubscriptionSecret")
            .WithoutIdempotencyKey("the secret is shown once. When no answer came, rotate again.");

    /// <summary>Gives a subscription new keys, its secret shown once; until the overlap ends, events carry signatures of both.</summary>
    internal static async Task<Results<Ok<SubscriptionSecretAnswer>, ProblemHttpResult>> HandleAsync(
        Guid id,
        RotateSecretRequest request,
        Transactions<NotificationsDbContext> transactions,
        SubscriptionScope scope,
        Caller caller,
        WebhookSecrets secrets,
        TimeProvider clock,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        await using var work = await transactions.BeginAsync(cancellation);
        var found = await scope.ForChangeAsync(id, caller, cancellation);
        if (found.Refused)
        {
            return found.Errors.ToProblem();
        }

        var subscription = found.Value;
        var (keys, shown) = secrets.Make(request.Asymmetric);
        subscription.Rotate(
            keys with
            {
                FormerSecret = subscription.Keys.Secret,
                FormerSigningKey = subscription.Keys.SigningKey,
                FormerUntil = clock.GetUtcNow().AddHours(request.KeepOldHours),
            }
        );
        await transactions.Db.SaveChangesAsync(cancellation);
        await work.CommitAsync(CancellationToken.None);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new SubscriptionSecretAnswer(SubscriptionView.Of(subscription), shown));
    }
}
