using Microsoft.EntityFrameworkCore;
using Ntm.Files;

namespace Ntm.Assessment.Persistence;

/// <summary>Evidence that drafts and submitted revisions name, and documents of prepared entries.</summary>
internal sealed class EvidenceReferences(AssessmentDbContext db) : IFileReferences
{
    public string Service => "assessment";

    /// <summary>Drafts first: what is in no draft by then comes into a revision only by a new upload.</summary>
    public async Task<bool> NamesAsync(string hash, CancellationToken ct) =>
        await db.SelfAssessments.AnyAsync(row => row.Evidence.Any(file => file.Hash == hash), ct)
        || await db.Revisions.AnyAsync(row => row.Content.Contains(hash), ct)
        || await db.Entries.AnyAsync(row => row.FileHash == hash, ct);
}
