using Microsoft.EntityFrameworkCore;
using Ntm.Contracts.Dossier.V1;
using Ntm.Contracts.Notifications.V1;
using Ntm.Messaging;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Persistence;
using Ntm.Persistence;

namespace Ntm.Notifications.Features;

/// <summary>
/// Answers a reconciliation request: which events of the dossier are missing in the feed. When the feed lost events that had reached
/// it, as after a restored backup, it begins a new epoch, so that readers learn that positions are given out anew. Events about plans
/// have no numbers by which one could be missed and are left out of it.
/// </summary>
internal sealed class OnReconciliationRequested(ConsumerServices<NotificationsDbContext> services, TimeProvider clock)
    : EventConsumer<NotificationsDbContext, ReconciliationRequested>(services)
{
    private const int MostMissing = 100;

    protected override async Task HandleAsync(ReconciliationRequested @event, CancellationToken cancellation)
    {
        var known = await Db
            .Feed.Where(row => row.DossierId == @event.DossierId)
            .Select(row => row.Sequence ?? 0)
            .ToHashSetAsync(cancellation);
        var head = await Db.FeedHeads.AsNoTracking().SingleAsync(cancellation);
        var now = clock.GetUtcNow();
        var (first, last) = (OldestInFeed(head, known), known.DefaultIfEmpty().Max());
        var missing = new List<long>();
        for (var sequence = first; sequence <= @event.Sequence && missing.Count < MostMissing; sequence++)
        {
            if (!known.Contains(sequence))
            {
                missing.Add(sequence);
            }
        }

        var epoch = await HasLostAsync(@event, last, head.EpochSince, cancellation) ? await BeginEpochAsync(now, cancellation) : head.Epoch;
        var answer = new FeedReported
        {
            EventId = Guid.CreateVersion7(now),
            OccurredAt = now,
            DossierId = @event.DossierId,
            StatementId = @event.EventId,
            Last = last,
            Missing = missing,
            Epoch = epoch,
        };
        Db.Publish(answer, answer.EventId, @event.DossierId.ToString("N"), now);
    }

    /// <summary>Events are removed by age from a dossier's first on, so those before the oldest kept are not missing.</summary>
    private static long OldestInFeed(FeedHead head, HashSet<long> known) => head.TrimmedTo == 0 || known.Count == 0 ? 1 : known.Min();

    /// <summary>
    /// Whether the feed's end of this dossier is gone: what left the dossier's outbox long ago, is not kept here for another try,
    /// and is not what the present epoch was begun for.
    /// </summary>
    private async Task<bool> HasLostAsync(ReconciliationRequested @event, long last, DateTimeOffset? since, CancellationToken cancellation)
    {
        if (@event.ActedAt is not { } acted || last >= (@event.Delivered ?? @event.Sequence) || acted <= since)
        {
            return false;
        }

        var id = @event.DossierId.ToString();
        return !await Db.Outbox.AnyAsync(row => row.OrderKey.StartsWith(OutboxRow.RetryPrefix) && row.Body.Contains(id), cancellation);
    }

    private async Task<Guid> BeginEpochAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var epoch = Guid.CreateVersion7(now);
        await Db.FeedHeads.ExecuteUpdateAsync(
            head => head.SetProperty(x => x.Epoch, epoch).SetProperty(x => x.EpochSince, now),
            cancellation
        );
        return epoch;
    }
}
