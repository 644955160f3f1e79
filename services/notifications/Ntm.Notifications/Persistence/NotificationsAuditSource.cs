using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Ntm.Audit;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Domain.Status;
using Ntm.Persistence;

namespace Ntm.Notifications.Persistence;

/// <summary>The chain of notifications, the events about dossiers as their service wrote them, and how the feed shows them.</summary>
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
                row.Said,
            });
        await foreach (var row in events.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            rows.Add(SharedEvents.Row(row.DossierId!.Value, row.Sequence!.Value, row.Said ?? ""));
        }

        return [new SharedRows(SharedEvents.Kind, rows, Own: false) { Complete = complete }];
    }

    /// <summary>What readers and webhooks get follows from what the dossier service wrote.</summary>
    public override async IAsyncEnumerable<string> FaultsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows = Transactions
            .Db.Feed.AsNoTracking()
            .Where(row => row.DossierId != null)
            .OrderBy(row => row.DossierId)
            .ThenBy(row => row.Sequence);
        (FeedEvent Row, KnownDossier Known)? before = null;
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            // What came before the oldest row that is kept is not known any more.
            var follows = before is { } last && last.Row.DossierId == row.DossierId && last.Row.Sequence == row.Sequence - 1;
            var known = follows ? before!.Value.Known : new KnownDossier(row.Title, row.Year);
            var @event = StatusProof.EventOf(row);
            known = @event is null ? known : StatusCatalogue.After(@event, known);
            if (@event is null || !StatusProof.Shows(row, @event, known))
            {
                yield return $"sự kiện {row.Sequence} của hồ sơ {row.DossierId} hiện ra khác với nội dung đã ghi.";
            }

            before = (row, known);
        }
    }
}
