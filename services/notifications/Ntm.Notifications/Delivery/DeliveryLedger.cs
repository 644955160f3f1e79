using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Domain.Webhooks;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;

namespace Ntm.Notifications.Delivery;

/// <summary>
/// Writes down what became of a round, in one commit: the attempts, what waits for another, how far the cursor is, and whether the
/// subscription goes on. A process that dies before it sends the same events again, under the same ids.
/// </summary>
internal sealed class DeliveryLedger(Transactions<NotificationsDbContext> transactions, TimeProvider clock)
{
    private NotificationsDbContext Db => transactions.Db;

    /// <summary>Writes a round down; false where another process has the subscription by now, and nothing was written.</summary>
    public async Task<bool> WriteAsync(Batch batch, string owner, int mostWaiting, CancellationToken cancellation)
    {
        await using var work = await transactions.BeginAsync(cancellation);
        await Db.LockAsync<SubscriptionProgress>(nameof(SubscriptionProgress.SubscriptionId), batch.SubscriptionId, cancellation);
        var progress = await Db.SubscriptionProgress.FindAsync([batch.SubscriptionId], cancellation);
        if (progress is null || progress.LeaseOwner != owner)
        {
            return false;
        }

        // Somebody who put the cursor back meanwhile wants those events again.
        if (progress.Position == batch.Progress.Position)
        {
            progress.Position = Math.Max(progress.Position, batch.Reached);
        }

        await SettleAsync(batch, progress, cancellation);
        Db.DeliveryAttempts.AddRange(batch.Events.Where(one => one.Result is not null).Select(AttemptOf(batch.SubscriptionId)));
        await JudgeAsync(batch, progress, cancellation);
        await Db.SaveChangesAsync(cancellation);
        await ReleaseAsync(batch, mostWaiting, cancellation);
        await work.CommitAsync(cancellation);
        return true;
    }

    private static Func<Outgoing, DeliveryAttempt> AttemptOf(Guid subscriptionId) =>
        one => new DeliveryAttempt
        {
            Id = Guid.CreateVersion7(one.SentAt),
            SubscriptionId = subscriptionId,
            EventId = one.Row.EventId,
            Type = one.Row.Type,
            Cause = one.Waiting?.Cause ?? DeliveryCause.Feed,
            Number = (one.Waiting?.Attempts ?? 0) + 1,
            At = one.SentAt,
            Outcome = one.Result!.Outcome,
            Status = one.Result.Status,
            Milliseconds = (int)one.Result.Took.TotalMilliseconds,
            Answer = one.Result.Answer,
            Failure = one.Result.Failure,
        };

    /// <summary>Removes what was received, and keeps what was not for its next attempt.</summary>
    private async Task SettleAsync(Batch batch, SubscriptionProgress progress, CancellationToken cancellation)
    {
        var over = batch
            .Withdrawn.Concat(
                batch.Events.Where(one => one.Result is { Received: true }).Select(one => one.Waiting).OfType<PendingDelivery>()
            )
            .Select(row => row.Position)
            .ToList();
        if (over.Count > 0)
        {
            await Db
                .PendingDeliveries.Where(row => row.SubscriptionId == batch.SubscriptionId && over.Contains(row.Position))
                .ExecuteDeleteAsync(cancellation);
        }

        var kept = batch.Events.Where(one => one.Result is { Received: false } || (one.IsNew && one.Result is null)).ToList();
        if (kept.Count == 0)
        {
            return;
        }

        var positions = kept.ConvertAll(one => one.Row.Position);
        var rows = await Db
            .PendingDeliveries.Where(row => row.SubscriptionId == batch.SubscriptionId && positions.Contains(row.Position))
            .ToDictionaryAsync(row => row.Position, cancellation);
        foreach (var one in kept.Where(one => !one.IsNew || one.Row.Position <= progress.Position))
        {
            if (!rows.TryGetValue(one.Row.Position, out var row) && one.IsNew)
            {
                row = Db.PendingDeliveries.Add(NewRow(batch, one)).Entity;
            }

            if (row is not null && one.Result is { } failed)
            {
                Fail(batch.SubscriptionId, row, failed, one.SentAt);
            }
        }
    }

    private PendingDelivery NewRow(Batch batch, Outgoing one) =>
        new()
        {
            SubscriptionId = batch.SubscriptionId,
            Position = one.Row.Position,
            EventId = one.Row.EventId,
            Subject = one.Subject,
            DueAt = batch.Subscription.Limits.Ordered ? null : clock.GetUtcNow(),
        };

    private static void Fail(Guid subscriptionId, PendingDelivery row, SendResult failed, DateTimeOffset at)
    {
        row.Attempts++;
        var jitter = RetrySchedule.JitterOf(subscriptionId, row.EventId, row.Attempts);
        var wait = RetrySchedule.After(row.Attempts, failed.RetryAfter, failed.Overloaded, jitter);
        (row.DueAt, row.DeadAt) = (at + wait, wait is null ? at : null);
    }

    /// <summary>Keeps how the endpoint answers; warns of and disables one that only fails.</summary>
    private async Task JudgeAsync(Batch batch, SubscriptionProgress progress, CancellationToken cancellation)
    {
        foreach (var one in batch.Events.Where(one => one.Result is not null).OrderBy(one => one.SentAt))
        {
            progress.Count(one.SentAt, one.Result!.Received);
        }

        var reason =
            batch.Events.Any(one => one.Result is { Status: 410 }) ? DisabledReason.Gone
            : progress.HasFailedFor(RetrySchedule.DisableAfter) ? DisabledReason.Failing
            : (DisabledReason?)null;
        var repeated = batch.Events.Any(one =>
            one.Result is { Received: false } && (one.Waiting?.Attempts ?? 0) + 1 >= RetrySchedule.WarnAtAttempt
        );
        if (reason is null && !progress.WarnsOf(repeated))
        {
            return;
        }

        // The row as it is now: somebody may have changed it since the round began.
        if (await Db.Subscriptions.FindAsync([batch.SubscriptionId], cancellation) is { } subscription)
        {
            if (reason is { } why && subscription.Disable(why).Refused)
            {
                return;
            }

            Db.Notices.AddRange(WebhookNotice.For(subscription, progress, clock.GetUtcNow()));
        }
    }

    /// <summary>The next one of each dossier or plan is due once the one before is out of the way; and an endpoint that answers again
    /// gets at once what waits, where so much waits that the feed stands still.</summary>
    private async Task ReleaseAsync(Batch batch, int mostWaiting, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (batch.Subscription.Limits.Ordered)
        {
            var subjects = batch.Events.Select(one => one.Subject).Concat(batch.Withdrawn.Select(row => row.Subject)).Distinct().ToList();
            await Db.ReleaseAsync(batch.SubscriptionId, row => subjects.Contains(row.Subject), now, cancellation);
        }

        var through = batch.Events.Count(one => one is { IsNew: false, Result.Received: true });
        if (through > 0 && through + await Db.Waiting(batch.SubscriptionId).CountAsync(cancellation) >= mostWaiting)
        {
            await Db.Waiting(batch.SubscriptionId)
                .Where(row => row.DueAt > now)
                .ExecuteUpdateAsync(row => row.SetProperty(x => x.DueAt, now), cancellation);
        }
    }
}
