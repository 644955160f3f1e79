using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Persistence;
using Ntm.Contracts.Assessment.V1;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>Hashes of what is stored of a dossier's self-assessment and surveys, to be held against those in its audit.</summary>
/// <param name="DossierId">Id of the dossier.</param>
/// <param name="Revisions">Submitted revisions, in their order.</param>
/// <param name="Surveys">Closed surveys, by round.</param>
public sealed record AssessmentProof(Guid DossierId, IReadOnlyList<RevisionProof> Revisions, IReadOnlyList<SurveyProof> Surveys);

/// <summary>Hashes of a submitted revision.</summary>
/// <param name="Revision">Number of the revision, from 1.</param>
/// <param name="Proof">Its hashes.</param>
public sealed record RevisionProof(int Revision, ContentProof Proof);

/// <summary>Hashes of a closed survey.</summary>
/// <param name="Round">Round of the survey stage, from 1.</param>
/// <param name="Proof">Its hashes.</param>
public sealed record SurveyProof(int Round, ContentProof Proof);

/// <summary>
/// <c>GET /assessment/self-assessments/{dossierId}/proof</c>, for the unit and those above: computed anew from the tables at each
/// request. <c>audit verify FILE --assessment FILE</c> compares it with the exported audit.
/// </summary>
internal static class GetProof
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/self-assessments/{dossierId:guid}/proof", HandleAsync).WithName(nameof(GetProof));

    internal static async Task<Results<Ok<AssessmentProof>, ProblemHttpResult>> HandleAsync(
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

        return TypedResults.Ok(await OfAsync(db, dossierId, assessmentId, cancellation));
    }

    /// <summary>The hashes of what is stored of a dossier.</summary>
    internal static async Task<AssessmentProof> OfAsync(
        AssessmentDbContext db,
        Guid dossierId,
        Guid? assessmentId,
        CancellationToken cancellation
    )
    {
        var revisions = await db
            .Revisions.AsNoTracking()
            .Where(row => row.AssessmentId == assessmentId)
            .OrderBy(row => row.Number)
            .ToListAsync(cancellation);
        var surveys = await db
            .Surveys.AsNoTracking()
            .Where(row => row.DossierId == dossierId && row.Met != null)
            .OrderBy(row => row.Round)
            .ToListAsync(cancellation);
        return new AssessmentProof(
            dossierId,
            revisions.ConvertAll(row => new RevisionProof(row.Number, ContentProofs.Of(row))),
            surveys.ConvertAll(row => new SurveyProof(row.Round, ContentProofs.Of(row)))
        );
    }
}
