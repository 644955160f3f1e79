using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Persistence;
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
        SelfAssessmentCommands commands,
        AssessmentDbContext db,
        Caller caller,
        HttpContext http,
        TimeProvider clock,
        ILogger<SelfAssessment> log,
        CancellationToken cancellation
    )
    {
        var answer = await commands.ActAsync(
            dossierId,
            caller,
            http,
            (who, opened) => AssessmentAccess.ToSubmit(who, opened.Assessment) ?? opened.WhyNotSubmit,
            async opened =>
            {
                await RecordAsync(opened, db, caller, clock.GetUtcNow(), cancellation);
                return [];
            },
            cancellation
        );
        if (answer.Result is Ok<SelfAssessmentView> { Value: { } view })
        {
            var passed = view.Criteria.Count(criterion => criterion.Passed);
            log.SelfAssessmentSubmitted(dossierId, view.Revision, passed, view.Criteria.Count);
        }

        return answer;
    }

    private static async Task RecordAsync(
        OpenedAssessment opened,
        AssessmentDbContext db,
        Caller caller,
        DateTimeOffset at,
        CancellationToken cancellation
    )
    {
        var before = await db
            .Revisions.AsNoTracking()
            .Where(row => row.AssessmentId == opened.Assessment.Id)
            .OrderByDescending(row => row.Number)
            .Select(row => row.Content)
            .FirstOrDefaultAsync(cancellation);
        var criteria = SelfAssessmentViews.Criteria(opened);
        var lost = before is null
            ? []
            : RevisionDiff.Between(RevisionContent.Revised(RevisionContent.Read(before)), RevisionContent.Revised(criteria)).Lost;
        var revision = new SubmittedRevision
        {
            AssessmentId = opened.Assessment.Id,
            Number = opened.Assessment.Submit(),
            SubmittedAt = at,
            SubmittedBy = caller.Subject,
            SubmittedByName = caller.Name,
            AllCriteriaPassed = criteria.All(criterion => criterion.Passed),
            Content = RevisionContent.Write(criteria),
        };
        db.Revisions.Add(revision);
        db.PublishSubmission(opened, revision, criteria, lost);
    }
}
