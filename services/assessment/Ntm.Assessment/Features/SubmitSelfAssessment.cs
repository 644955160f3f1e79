using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.Contracts.Assessment.V1;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>
/// <c>POST /assessment/self-assessments/{dossierId}/submission</c>: fixes the draft as a revision, by the unit's officer or leader.
/// Missing, failing and undecidable indicators are listed in the answer; the dossier goes on only when every criterion passes.
/// </summary>
internal static class SubmitSelfAssessment
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/self-assessments/{dossierId:guid}/submission", HandleAsync).WithName(nameof(SubmitSelfAssessment));

    internal static async Task<Results<Ok<SelfAssessmentView>, ProblemHttpResult>> HandleAsync(
        Guid dossierId,
        AssessmentDbContext db,
        RuleBook rules,
        Caller caller,
        HttpContext http,
        TimeProvider clock,
        ILogger<SelfAssessment> log,
        CancellationToken cancellation
    )
    {
        if (await OpenedAssessment.OpenAsync(db, rules, dossierId, cancellation) is not { } opened)
        {
            return Refusals.AssessmentNotFound().ToProblem();
        }

        var criteria = opened.Criteria();
        if (WhyNot(opened, caller) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (!http.Request.Matches(opened.Assessment.Version))
        {
            return Error.Stale(opened.View(caller, criteria, "draft"));
        }

        var before = await db
            .Revisions.AsNoTracking()
            .Where(row => row.AssessmentId == opened.Assessment.Id)
            .OrderByDescending(row => row.Number)
            .Select(row => row.Content)
            .FirstOrDefaultAsync(cancellation);
        var lost = before is null
            ? []
            : RevisionDiff.Between(RevisionContent.Revised(RevisionContent.Read(before)), RevisionContent.Revised(criteria)).Lost;
        Record(opened, criteria, lost, db, caller, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellation);
        log.SelfAssessmentSubmitted(dossierId, opened.Assessment.Revision, criteria.Count(criterion => criterion.Passed), criteria.Count);
        http.Response.SetETag(opened.Assessment.Version);
        return TypedResults.Ok(opened.View(caller, criteria, "draft"));
    }

    private static Error? WhyNot(OpenedAssessment opened, Caller caller)
    {
        if (!AssessmentAccess.Submits(caller, opened.Assessment.UnitPath))
        {
            return Refusals.OfReader(caller, opened);
        }

        if (opened.Set is null)
        {
            return Refusals.NoCriteriaSet(opened.Assessment.Title, opened.Assessment.DossierOpenedOn);
        }

        if (opened.Editable.Count == 0)
        {
            return Refusals.NothingEditable();
        }

        return opened.Assessment.Entries.Count == 0
            ? Error.Conflict("assessment.nothing_to_submit", "Chưa nhập giá trị của chỉ tiêu nào; hãy nhập trước khi gửi.")
            : null;
    }

    private static void Record(
        OpenedAssessment opened,
        IReadOnlyList<CriterionView> criteria,
        IReadOnlyList<string> lost,
        AssessmentDbContext db,
        Caller caller,
        DateTimeOffset at
    )
    {
        var assessment = opened.Assessment;
        var revision = new SubmittedRevision
        {
            AssessmentId = assessment.Id,
            Number = assessment.Submit(),
            SubmittedAt = at,
            SubmittedBy = caller.Subject,
            SubmittedByName = caller.Name,
            AllCriteriaPassed = criteria.All(criterion => criterion.Passed),
            Content = RevisionContent.Write(criteria),
        };
        db.Revisions.Add(revision);
        var submitted = new SelfAssessmentSubmitted
        {
            EventId = Guid.CreateVersion7(at),
            OccurredAt = at,
            UnitCode = assessment.UnitCode,
            DossierId = assessment.DossierId,
            AssessmentId = assessment.Id,
            Revision = revision.Number,
            CriteriaSet = assessment.CriteriaSet!,
            AllCriteriaPassed = revision.AllCriteriaPassed,
            Criteria = criteria.Select(Assessed).ToList(),
            SubmittedBy = caller.Subject,
            Stages = opened.Asking,
            PreparedBy = assessment.Authors,
        };
        db.Publish(submitted, submitted.EventId, OrderKey(assessment.DossierId), at);
        foreach (var code in lost)
        {
            var @event = new CriterionLost
            {
                EventId = Guid.CreateVersion7(at),
                OccurredAt = at,
                UnitCode = assessment.UnitCode,
                DossierId = assessment.DossierId,
                CriterionCode = code,
                Revision = revision.Number,
            };
            db.Publish(@event, @event.EventId, OrderKey(assessment.DossierId), at);
        }
    }

    private static string OrderKey(Guid dossierId) => dossierId.ToString("N");

    private static AssessedCriterion Assessed(CriterionView criterion) =>
        new(
            criterion.Code,
            criterion.Passed,
            criterion
                .Indicators.Select(indicator => new AssessedIndicator(
                    indicator.Code,
                    indicator.Verdict,
                    indicator.ValueText,
                    indicator.Evidence.Select(file => file.Hash).ToList()
                ))
                .ToList()
        );
}
