using System.Security.Cryptography;
using System.Text.Json;
using Ntm.Messaging;
using Ntm.Notifications.Domain.Webhooks;

namespace Ntm.Notifications.Delivery;

/// <summary>Sends an event that is in no feed: a challenge before a subscription begins, or a test. It is signed like any other.</summary>
internal sealed class EndpointProbe(WebhookClient client, WebhookSecrets secrets, ConnectionShare connections, TimeProvider clock)
{
    /// <summary>Sends it now, and returns the attempt.</summary>
    public async Task<DeliveryAttempt> SendAsync(Subscription subscription, DeliveryCause cause, CancellationToken cancellation)
    {
        // A place among those that failed last: what answers must not wait for what nobody knows yet.
        using var connection = await connections.TakeAsync(isSuspect: true, cancellation);
        var at = clock.GetUtcNow();
        var (id, type) = (Guid.CreateVersion7(at), cause is DeliveryCause.Test ? "vn.ntm.webhook.test" : "vn.ntm.webhook.verification");
        var signature = secrets.SignerOf(subscription.Keys, at);
        var result = await client.SendAsync(subscription.Url, id, BodyOf(subscription, id, type, at), signature, cancellation);
        return new DeliveryAttempt
        {
            Id = Guid.CreateVersion7(at),
            SubscriptionId = subscription.Id,
            EventId = id,
            Type = type,
            Cause = cause,
            Number = 1,
            At = at,
            Outcome = result.Outcome,
            Status = result.Status,
            Milliseconds = (int)result.Took.TotalMilliseconds,
            Answer = result.Answer,
            Failure = result.Failure,
        };
    }

    private static byte[] BodyOf(Subscription subscription, Guid id, string type, DateTimeOffset at) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                specversion = "1.0",
                id,
                source = "/ntm/" + Web.UnitScope.ProvinceOf(subscription.OwnerUnit),
                type,
                subject = $"subscriptions/{subscription.Id}",
                time = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
                datacontenttype = "application/json",
                data = new { challenge = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) },
            },
            EventJson.Options
        );
}
