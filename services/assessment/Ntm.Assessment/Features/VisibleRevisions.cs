using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Persistence;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>Finds what the caller may know of the history of a self-assessment.</summary>
internal static class VisibleRevisions
{
    /// <summary>A submitted revision; null where the caller may not know that it exists.</summary>
    public static async Task<SubmittedRevision?> VisibleRevisionAsync(
        this AssessmentDbContext db,
        Guid dossierId,
        int number,
        Caller caller,
        CancellationToken cancellation
    ) =>
        await db.VisibleAssessmentAsync(dossierId, caller, cancellation) is { } assessmentId
            ? await db
                .Revisions.AsNoTracking()
                .FirstOrDefaultAsync(row => row.AssessmentId == assessmentId && row.Number == number, cancellation)
            : null;

    /// <summary>Id of the self-assessment; null where the caller may not know that it exists.</summary>
    public static async Task<Guid?> VisibleAssessmentAsync(
        this AssessmentDbContext db,
        Guid dossierId,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var found = await db
            .SelfAssessments.Where(row => row.DossierId == dossierId)
            .Select(row => new
            {
                row.Id,
                row.UnitPath,
                row.Revision,
            })
            .FirstOrDefaultAsync(cancellation);
        return found is not null && AssessmentAccess.Sees(caller, found.UnitPath, found.Revision) ? found.Id : null;
    }
}
