using Microsoft.EntityFrameworkCore;
using Ntm.Audit;
using Ntm.Persistence;

namespace Ntm.Notifications.Persistence;

/// <summary>The chain of notifications, and the events about dossiers as the feed shows them.</summary>
internal sealed class NotificationsAuditSource(Transactions<NotificationsDbContext> transactions)
    : AuditSource<NotificationsDbContext>(transactions)
{
    /// <summary>The feed lacks events by right while some wait, and once old ones were removed.</summary>
    public override async Task<IReadOnlyList<SharedRows>> SharedAsync(CancellationToken cancellation)
    {
        var db = Transactions.Db;
        var complete = !await db.Outbox.AnyAsync(cancellation) && await db.FeedHeads.AllAsync(head => head.TrimmedTo == 0, cancellation);
        var rows = new List<SharedRow>();
        var events = db
            .Feed.Where(row => row.DossierId != null)
            .Select(row => new
            {
                row.DossierId,
                row.Sequence,
                row.Data,
            });
        await foreach (var row in events.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            rows.Add(SharedEvents.Row(row.DossierId!.Value, row.Sequence!.Value, row.Data));
        }

        return [new SharedRows(SharedEvents.Kind, rows, Own: false) { Complete = complete }];
    }
}
