using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Persistence;
using Ntm.Audit;
using Ntm.Files;
using Ntm.Persistence;

namespace Ntm.Assessment.Features;

/// <summary>The chain of assessment, what it has stored of each dossier, its directory of units, and the files that its rows name.
/// </summary>
internal sealed class AssessmentAuditSource(Transactions<AssessmentDbContext> transactions, IFileStore files)
    : AuditSource<AssessmentDbContext>(transactions)
{
    public override async Task<IReadOnlyDictionary<string, byte[]>?> ProofsAsync(CancellationToken cancellation)
    {
        var db = Transactions.Db;
        var drafts = await db.SelfAssessments.Select(row => new { row.DossierId, Id = (Guid?)row.Id }).ToListAsync(cancellation);
        var surveyed = await db.Surveys.Select(row => row.DossierId).Distinct().ToListAsync(cancellation);
        var proofs = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var id in surveyed.Union(drafts.Select(draft => draft.DossierId)))
        {
            var proof = await GetProof.OfAsync(db, id, drafts.Find(draft => draft.DossierId == id)?.Id, cancellation);
            proofs[$"dossier/{id:D}"] = JsonSerializer.SerializeToUtf8Bytes(proof, JsonSerializerOptions.Web);
        }

        return proofs;
    }

    public override Task<IReadOnlyList<SharedRows>> SharedAsync(CancellationToken cancellation) =>
        SharedUnits.CopyAsync(Transactions.Db, cancellation);

    public override async IAsyncEnumerable<string> FaultsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var db = Transactions.Db;
        var drafts = await db.SelfAssessments.SelectMany(row => row.Evidence).Select(file => file.Hash).ToListAsync(cancellation);
        var contents = await db.Revisions.Select(row => row.Content).ToListAsync(cancellation);
        var submitted = contents
            .SelectMany(RevisionContent.Read)
            .SelectMany(criterion => criterion.Indicators)
            .SelectMany(indicator => indicator.Evidence)
            .Select(file => file.Hash);
        var documents = await db.Entries.Where(row => row.FileHash != null).Select(row => row.FileHash!).ToListAsync(cancellation);
        await foreach (var fault in files.FaultsAsync(drafts.Concat(submitted).Concat(documents), cancellation))
        {
            yield return fault;
        }
    }
}
