using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ntm.Messaging;
using Ntm.Notifications.Persistence;

namespace Ntm.Notifications.Delivery;

/// <summary>
/// Sends what there is for one subscription, a batch at a time, and writes each batch down in one commit. It has its own requests, its own
/// rate and its own row; nothing of it waits for another subscription but for a connection.
/// </summary>
internal sealed class DeliveryRound(
    IServiceScopeFactory scopes,
    WebhookClient client,
    WebhookSecrets secrets,
    ConnectionShare connections,
    IOptions<WebhookOptions> options,
    TimeProvider clock
)
{
    private const int Most = 100;
    private const int MostToSuspect = 5;

    /// <summary>After so long no request of a batch begins any more, so that what is done is written down.</summary>
    private static readonly TimeSpan LongestBatch = TimeSpan.FromSeconds(5);

    private static readonly Counter<long> Attempts = new Meter(MessagingMetrics.Name).CreateCounter<long>("ntm.webhooks.attempts");

    /// <summary>Sends until nothing is left; false where it got nowhere, because the lease or the process ends.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="lane">What is remembered of it.</param>
    /// <param name="turn">When requests may begin.</param>
    public async Task<bool> RunAsync(Guid subscriptionId, Lane lane, SendingTurn turn)
    {
        while (turn.MayBegin)
        {
            Batch? batch;
            await using (var scope = scopes.CreateAsyncScope())
            {
                batch = await scope
                    .ServiceProvider.GetRequiredService<NotificationsDbContext>()
                    .NextBatchAsync(
                        subscriptionId,
                        lane,
                        lane.IsSuspect ? MostToSuspect : Most,
                        options.Value.MostWaiting,
                        clock.GetUtcNow(),
                        turn.Abort
                    );
            }

            if (batch is null)
            {
                return true;
            }

            if (batch.IsEmpty)
            {
                lane.Scanned(batch.Progress.Position, batch.End);
                return true;
            }

            await SendAsync(batch, lane, turn);
            var gotNowhere = batch.Events.Count > 0 && batch.Events.All(one => one is { Result: null, IsBlocked: false });
            if (!await WriteAsync(batch, turn) || gotNowhere)
            {
                return false;
            }

            lane.Resume();
        }

        return false;
    }

    private async Task<bool> WriteAsync(Batch batch, SendingTurn turn)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<DeliveryLedger>()
            .WriteAsync(batch, turn.Owner, options.Value.MostWaiting, turn.Write);
    }

    private async Task SendAsync(Batch batch, Lane lane, SendingTurn turn)
    {
        var signature = secrets.SignerOf(batch.Subscription.Keys, clock.GetUtcNow());
        var since = Stopwatch.GetTimestamp();
        lane.IsSuspect |= batch.Progress.FailingSince is not null;
        var side = new ParallelOptions { MaxDegreeOfParallelism = lane.IsSuspect ? 1 : batch.Subscription.Limits.Concurrency };
        await Parallel.ForEachAsync(
            batch.Chains,
            side,
            async (chain, _) =>
            {
                try
                {
                    await SendChainAsync(chain);
                }
                catch (OperationCanceledException) when (turn.Stop.IsCancellationRequested)
                {
                    // What was not sent is sent by the next process.
                }
            }
        );

        async Task SendChainAsync(IReadOnlyList<Outgoing> chain)
        {
            for (var place = 0; place < chain.Count && turn.MayBegin && Stopwatch.GetElapsedTime(since) < LongestBatch; place++)
            {
                await lane.TurnAsync(batch.Subscription.Limits.RatePerSecond, turn.Stop);
                using var connection = await connections.TakeAsync(lane.IsSuspect, turn.Stop);
                if (!turn.MayBegin)
                {
                    return;
                }

                var (one, at) = (chain[place], clock.GetUtcNow());
                var result = await client.SendAsync(batch.Subscription.Url, one.Row.EventId, one.Body, signature, turn.Abort);
                one.Sent(at, result);
                lane.IsSuspect = !result.Received;
                Attempts.Add(1, new KeyValuePair<string, object?>("outcome", result.Outcome.ToString()));
                if (batch.Subscription.Limits.Ordered && !result.Received)
                {
                    chain.Skip(place + 1).ToList().ForEach(behind => behind.IsBlocked = true);
                    return;
                }
            }
        }
    }
}
