using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Delivery;
using Ntm.Notifications.Domain.Webhooks;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features.Webhooks;

/// <summary>What an endpoint answered, and whether events are sent to it.</summary>
/// <param name="Subscription">The subscription after it.</param>
/// <param name="Attempt">The attempt.</param>
public sealed record ProbeAnswer(SubscriptionView Subscription, AttemptView Attempt);

/// <summary>
/// <c>POST /notifications/subscriptions/{id}/verification</c> and <c>…/test</c>: one event at once, signed like any other. Nothing is sent
/// inside a transaction; what came of it is written afterwards.
/// </summary>
internal static class ProbeEndpoint
{
    private const string Repeat = "each request sends an event of its own; ten seconds must lie between two.";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapPost("/{id:guid}/verification", VerifyAsync).WithName("VerifySubscription").WithoutIdempotencyKey(Repeat);
        routes.MapPost("/{id:guid}/test", TestAsync).WithName("TestSubscription").WithoutIdempotencyKey(Repeat);
    }

    /// <summary>Sends a challenge; the subscription is active once the endpoint has answered it with 2xx.</summary>
    internal static Task<Results<Ok<ProbeAnswer>, ProblemHttpResult>> VerifyAsync(
        Guid id,
        Transactions<NotificationsDbContext> transactions,
        SubscriptionScope scope,
        Caller caller,
        EndpointProbe probe,
        TimeProvider clock,
        CancellationToken cancellation
    ) => SendAsync(id, DeliveryCause.Verification, transactions, scope, caller, probe, clock, cancellation);

    /// <summary>Sends an event of the type <c>vn.ntm.webhook.test</c>, whatever the state of the subscription.</summary>
    internal static Task<Results<Ok<ProbeAnswer>, ProblemHttpResult>> TestAsync(
        Guid id,
        Transactions<NotificationsDbContext> transactions,
        SubscriptionScope scope,
        Caller caller,
        EndpointProbe probe,
        TimeProvider clock,
        CancellationToken cancellation
    ) => SendAsync(id, DeliveryCause.Test, transactions, scope, caller, probe, clock, cancellation);

    private static async Task<Results<Ok<ProbeAnswer>, ProblemHttpResult>> SendAsync(
        Guid id,
        DeliveryCause cause,
        Transactions<NotificationsDbContext> transactions,
        SubscriptionScope scope,
        Caller caller,
        EndpointProbe probe,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var db = transactions.Db;
        var known = await scope.ForReadingAsync(id, caller, cancellation);
        if (known.Refused)
        {
            return known.Errors.ToProblem();
        }

        var recent = clock.GetUtcNow() - Pause;
        if (await db.DeliveryAttempts.AnyAsync(row => row.SubscriptionId == id && row.At > recent && row.Cause == cause, cancellation))
        {
            return SubscriptionErrors.TooSoon.ToProblem();
        }

        var attempt = await probe.SendAsync(known.Value, cause, cancellation);
        await using var work = await transactions.BeginAsync(CancellationToken.None);
        var found = await scope.ForChangeAsync(id, caller, CancellationToken.None);
        if (found.Refused)
        {
            return found.Errors.ToProblem();
        }

        if (cause is DeliveryCause.Verification && attempt.Outcome is AttemptOutcome.Received)
        {
            if (found.Value.Verify(known.Value.Url) is { Refused: true } changed)
            {
                return changed.Errors.ToProblem();
            }
        }

        db.DeliveryAttempts.Add(attempt);
        db.WakeDispatcher();
        await db.SaveChangesAsync(CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
        return TypedResults.Ok(new ProbeAnswer(SubscriptionView.Of(found.Value), AttemptView.Of(attempt)));
    }
}
