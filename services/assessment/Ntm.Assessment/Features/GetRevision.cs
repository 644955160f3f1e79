using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Persistence;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>A submitted revision, whole.</summary>
/// <param name="Summary">The revision without its content.</param>
/// <param name="Criteria">Its criteria, as they were submitted.</param>
public sealed record RevisionView(RevisionSummary Summary, IReadOnlyList<CriterionView> Criteria);

/// <summary><c>GET /assessment/self-assessments/{dossierId}/revisions/{number}</c>, for the unit and those above.</summary>
internal static class GetRevision
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/self-assessments/{dossierId:guid}/revisions/{number:int}", HandleAsync).WithName(nameof(GetRevision));

    /// <summary>Reads one submitted revision.</summary>
    internal static async Task<Results<Ok<RevisionView>, ProblemHttpResult>> HandleAsync(
        Guid dossierId,
        int number,
        AssessmentDbContext db,
        Caller caller,
        CancellationToken cancellation
    ) =>
        await db.VisibleRevisionAsync(dossierId, number, caller, cancellation) is { } revision
            ? TypedResults.Ok(new RevisionView(RevisionSummary.Of(revision), RevisionContent.Read(revision.Content)))
            : AssessmentErrors.RevisionNotFound.ToProblem();
}
