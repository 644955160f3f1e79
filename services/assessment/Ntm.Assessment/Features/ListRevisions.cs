using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Persistence;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>A submitted revision, without its content.</summary>
/// <param name="Revision">Number of the revision, from 1.</param>
/// <param name="SubmittedAt">Instant of submission, UTC.</param>
/// <param name="SubmittedBy">Account that submitted.</param>
/// <param name="SubmittedByName">Name of who submitted.</param>
/// <param name="AllCriteriaPassed">Whether every criterion passed in it.</param>
public sealed record RevisionSummary(
    int Revision,
    DateTimeOffset SubmittedAt,
    string SubmittedBy,
    string SubmittedByName,
    bool AllCriteriaPassed
)
{
    internal static RevisionSummary Of(SubmittedRevision revision) =>
        new(revision.Number, revision.SubmittedAt, revision.SubmittedBy, revision.SubmittedByName, revision.AllCriteriaPassed);
}

/// <summary><c>GET /assessment/self-assessments/{dossierId}/revisions</c>: what was submitted so far, for the unit and those
/// above.</summary>
internal static class ListRevisions
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/self-assessments/{dossierId:guid}/revisions", HandleAsync).WithName(nameof(ListRevisions));

    /// <summary>Lists the submitted revisions of a self-assessment.</summary>
    internal static async Task<Results<Ok<List<RevisionSummary>>, ProblemHttpResult>> HandleAsync(
        Guid dossierId,
        AssessmentDbContext db,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (await db.VisibleAssessmentAsync(dossierId, caller, cancellation) is not { } assessmentId)
        {
            return AssessmentErrors.NotFound.ToProblem();
        }

        return TypedResults.Ok(
            await db
                .Revisions.Where(row => row.AssessmentId == assessmentId)
                .OrderBy(row => row.Number)
                .Select(row => new RevisionSummary(
                    row.Number,
                    row.SubmittedAt,
                    row.SubmittedBy,
                    row.SubmittedByName,
                    row.AllCriteriaPassed
                ))
                .ToListAsync(cancellation)
        );
    }
}
