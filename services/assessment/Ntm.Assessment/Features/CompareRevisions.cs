using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Persistence;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>What changed from one revision to another.</summary>
/// <param name="From">Earlier revision; 0 for none.</param>
/// <param name="To">Later revision.</param>
/// <param name="Changed">Indicators whose value, verdict or evidence differs.</param>
/// <param name="Gained">Criteria that pass now and did not before.</param>
/// <param name="Lost">Criteria that passed before and do not now (rớt chuẩn).</param>
public sealed record RevisionComparison(
    int From,
    int To,
    IReadOnlyList<ChangedIndicator> Changed,
    IReadOnlyList<string> Gained,
    IReadOnlyList<string> Lost
);

/// <summary>An indicator that differs; verdicts as in the self-assessment.</summary>
/// <param name="Code">Code of the indicator, e.g. <c>1.2</c>.</param>
/// <param name="ValueBefore">Value in the older revision in Vietnamese form; null when there was none.</param>
/// <param name="ValueAfter">Value in the newer revision in Vietnamese form; null when there is none.</param>
/// <param name="VerdictBefore">Verdict in the older revision; null when the indicator was not in it.</param>
/// <param name="VerdictAfter">Verdict in the newer revision.</param>
/// <param name="EvidenceChanged">Whether evidence was added or removed between the two.</param>
public sealed record ChangedIndicator(
    string Code,
    string? ValueBefore,
    string? ValueAfter,
    string? VerdictBefore,
    string VerdictAfter,
    bool EvidenceChanged
);

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

        var diff = RevisionDiff.Between(
            earlier is null ? [] : RevisionContent.Revised(RevisionContent.Read(earlier.Content)),
            RevisionContent.Revised(RevisionContent.Read(later.Content))
        );
        return TypedResults.Ok(new RevisionComparison(from, number, diff.Changed.Select(Changed).ToList(), diff.Gained, diff.Lost));
    }

    private static ChangedIndicator Changed(IndicatorChange change) =>
        new(
            change.Code,
            change.ValueBefore,
            change.ValueAfter,
            change.VerdictBefore is { } before ? VerdictName.Of(before) : null,
            VerdictName.Of(change.VerdictAfter),
            change.EvidenceChanged
        );
}
