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

    /// <summary>An entry in the service's chain that names each dossier whose self-assessment has the file, and each prepared
    /// entry.</summary>
    public async Task<bool> RecordAsync(JudgedFile file, string by, DateTimeOffset at, CancellationToken ct)
    {
        var submitted = db.Revisions.Where(row => row.Content.Contains(file.Sha256)).Select(row => row.AssessmentId);
        var dossiers = await db
            .SelfAssessments.Where(row => row.Evidence.Any(one => one.Hash == file.Sha256) || submitted.Contains(row.Id))
            .OrderBy(row => row.DossierId)
            .Select(row => row.DossierId)
            .ToListAsync(ct);
        var entries = await db
            .Entries.Where(row => row.FileHash == file.Sha256)
            .OrderBy(row => row.Id)
            .Select(row => row.Id)
            .ToListAsync(ct);
        if (dossiers.Count + entries.Count > 0)
        {
            db.NoteAct(
                new
                {
                    Act = JudgedFile.Action,
                    dossiers,
                    entries,
                    file,
                }
            );
            await db.SaveChangesAsync(ct);
        }

        return dossiers.Count + entries.Count > 0;
    }
}
