using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
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
        AssessmentCommands commands,
        AssessmentDbContext db,
        Caller caller,
        HttpContext http,
        TimeProvider clock,
        ILogger<SelfAssessment> log,
        CancellationToken cancellation
    )
    {
        var answer = await commands.ActAsync(
            commands.SelfAssessment(dossierId, caller, AssessmentAccess.ToSubmit),
            http,
            opened => db.SubmitAsync(opened, caller, clock.GetUtcNow(), cancellation),
            cancellation
        );
        if (answer.Result is Ok<SelfAssessmentView> { Value: { } view })
        {
            var passed = view.Criteria.Count(criterion => criterion.Passed);
            log.SelfAssessmentSubmitted(dossierId, view.Revision, passed, view.Criteria.Count);
        }

        return answer;
    }
}
