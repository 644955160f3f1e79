using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Ntm.Files;
using Ntm.Persistence;

namespace Ntm.Planning.Persistence;

/// <summary>The chain of planning, its directory of units, and the photos and documents that its rows name.</summary>
internal sealed class PlanningAuditSource(Transactions<PlanningDbContext> transactions, IFileStore files)
    : AuditSource<PlanningDbContext>(transactions)
{
    public override Task<IReadOnlyList<SharedRows>> SharedAsync(CancellationToken cancellation) =>
        SharedUnits.CopyAsync(Transactions.Db, cancellation);

    public override async IAsyncEnumerable<string> FaultsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var db = Transactions.Db;
        var photos = await db.ReportPhotos.Select(photo => photo.Hash).ToListAsync(cancellation);
        var documents = await db.SupportDocuments.Select(document => document.Hash).ToListAsync(cancellation);
        await foreach (var fault in files.FaultsAsync(photos.Concat(documents), cancellation))
        {
            yield return fault;
        }
    }
}
