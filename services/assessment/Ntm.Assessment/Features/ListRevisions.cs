using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Persistence;
using Ntm.BuildingBlocks.Web;

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
);

/// <summary>A submitted revision, whole.</summary>
/// <param name="Summary">The revision without its content.</param>
/// <param name="Criteria">Its criteria, as they were submitted.</param>
public sealed record RevisionView(RevisionSummary Summary, IReadOnlyList<CriterionView> Criteria);

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
/// History of a self-assessment for its unit and those above: <c>GET …/revisions</c>, <c>…/revisions/{number}</c> and
/// <c>…/revisions/{number}/diff?against=</c>, the one before unless said otherwise.
/// </summary>
internal static class ListRevisions
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/self-assessments/{dossierId:guid}/revisions", ListAsync).WithName(nameof(ListRevisions));
        routes.MapGet("/self-assessments/{dossierId:guid}/revisions/{number:int}", GetAsync).WithName("GetRevision");
        routes.MapGet("/self-assessments/{dossierId:guid}/revisions/{number:int}/diff", CompareAsync).WithName("CompareRevisions");
    }

    /// <summary>Lists the submitted revisions of a self-assessment.</summary>
    internal static async Task<Results<Ok<List<RevisionSummary>>, ProblemHttpResult>> ListAsync(
        Guid dossierId,
        AssessmentDbContext db,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (await SeenAsync(dossierId, db, caller, cancellation) is not { } assessmentId)
        {
            return Refusals.AssessmentNotFound().ToProblem();
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

    /// <summary>Reads one submitted revision.</summary>
    internal static async Task<Results<Ok<RevisionView>, ProblemHttpResult>> GetAsync(
        Guid dossierId,
        int number,
        AssessmentDbContext db,
        Caller caller,
        CancellationToken cancellation
    ) =>
        await FindAsync(dossierId, number, db, caller, cancellation) is { } revision
            ? TypedResults.Ok(new RevisionView(Summary(revision), RevisionContent.Read(revision.Content)))
            : NotFound();

    /// <summary>Compares two submitted revisions.</summary>
    internal static async Task<Results<Ok<RevisionComparison>, ProblemHttpResult>> CompareAsync(
        Guid dossierId,
        int number,
        int? against,
        AssessmentDbContext db,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var from = against ?? number - 1;
        var later = await FindAsync(dossierId, number, db, caller, cancellation);
        var earlier = from == 0 ? null : await FindAsync(dossierId, from, db, caller, cancellation);
        if (later is null || (earlier is null && from != 0))
        {
            return NotFound();
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
            change.VerdictBefore is { } before ? VerdictWord.Of(before) : null,
            VerdictWord.Of(change.VerdictAfter),
            change.EvidenceChanged
        );

    private static async Task<SubmittedRevision?> FindAsync(
        Guid dossierId,
        int number,
        AssessmentDbContext db,
        Caller caller,
        CancellationToken cancellation
    ) =>
        await SeenAsync(dossierId, db, caller, cancellation) is { } assessmentId
            ? await db
                .Revisions.AsNoTracking()
                .FirstOrDefaultAsync(row => row.AssessmentId == assessmentId && row.Number == number, cancellation)
            : null;

    /// <summary>Id of the self-assessment; null where the caller may not know that it exists.</summary>
    private static async Task<Guid?> SeenAsync(Guid dossierId, AssessmentDbContext db, Caller caller, CancellationToken cancellation)
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
        return
            found is not null
            && (
                AssessmentAccess.SeesDraft(caller, found.UnitPath)
                || (found.Revision > 0 && AssessmentAccess.SeesSubmitted(caller, found.UnitPath))
            )
            ? found.Id
            : null;
    }

    private static RevisionSummary Summary(SubmittedRevision revision) =>
        new(revision.Number, revision.SubmittedAt, revision.SubmittedBy, revision.SubmittedByName, revision.AllCriteriaPassed);

    private static ProblemHttpResult NotFound() =>
        Error.NotFound("assessment.revision_not_found", "Không có lần gửi này, hoặc tài khoản không thuộc phạm vi được xem.").ToProblem();
}
