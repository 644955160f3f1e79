using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Persistence;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>Finds an evidence file that the caller may read: in the draft, or in what was submitted.</summary>
internal static class VisibleEvidence
{
    /// <summary>SHA-256 in hexadecimal.</summary>
    private const int HashLength = 64;

    /// <summary>The file; null where the caller may not know that it exists.</summary>
    public static async Task<EvidenceView?> VisibleEvidenceAsync(
        this AssessmentDbContext db,
        Guid dossierId,
        string hash,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var assessments = db.SelfAssessments.AsNoTracking().Where(row => row.DossierId == dossierId);
        if (
            hash.Length != HashLength
            || !hash.All(char.IsAsciiHexDigitLower)
            || await assessments.Select(row => new { row.Id, row.UnitPath }).FirstOrDefaultAsync(cancellation) is not { } assessment
        )
        {
            return null;
        }

        if (
            AssessmentAccess.SeesDraft(caller, assessment.UnitPath)
            && await assessments.SelectMany(row => row.Evidence).Where(known => known.Hash == hash).FirstOrDefaultAsync(cancellation)
                is { } draft
        )
        {
            return EvidenceView.Of(draft);
        }

        return AssessmentAccess.SeesSubmitted(caller, assessment.UnitPath)
            ? await SubmittedAsync(assessment.Id, hash, db, cancellation)
            : null;
    }

    /// <summary>Only revisions that hold the hash are fetched, the last one first, and most often no second.</summary>
    private static async Task<EvidenceView?> SubmittedAsync(
        Guid assessmentId,
        string hash,
        AssessmentDbContext db,
        CancellationToken cancellation
    )
    {
        var revisions = db
            .Revisions.Where(row => row.AssessmentId == assessmentId && row.Content.Contains(hash))
            .OrderByDescending(row => row.Number)
            .Select(row => row.Content)
            .AsAsyncEnumerable();
        await foreach (var content in revisions.WithCancellation(cancellation))
        {
            var found = RevisionContent
                .Read(content)
                .SelectMany(criterion => criterion.Indicators)
                .SelectMany(indicator => indicator.Evidence)
                .FirstOrDefault(known => known.Hash == hash);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }
}
