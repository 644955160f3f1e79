using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Persistence;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>
/// <c>GET /assessment/self-assessments/{dossierId}/revisions/{number}/diff?against=</c>, the one before unless said otherwise; for the
/// unit and those above.
/// </summary>
internal static class CompareRevisions
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/self-assessments/{dossierId:guid}/revisions/{number:int}/diff", HandleAsync).WithName(nameof(CompareRevisions));

    /// <summary>Compares two submitted revisions.</summary>
    internal static async Task<Results<Ok<RevisionComparison>, ProblemHttpResult>> HandleAsync(
        Guid dossierId,
        int number,
        int? against,
        AssessmentDbContext db,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var from = against ?? number - 1;
        var later = await db.VisibleRevisionAsync(dossierId, number, caller, cancellation);
        var earlier = from == 0 ? null : await db.VisibleRevisionAsync(dossierId, from, caller, cancellation);
        if (later is null || (earlier is null && from != 0))
        {
            return AssessmentErrors.RevisionNotFound.ToProblem();
        }

        var diff = RevisionContent.Compare(earlier?.Content, RevisionContent.Read(later.Content));
        return TypedResults.Ok(RevisionComparison.Of(from, number, diff));
    }
}
