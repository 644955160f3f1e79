using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary><c>GET /assessment/self-assessments/{dossierId}</c>: the draft for the unit's people, the last revision for those
/// above.</summary>
internal static class GetSelfAssessment
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/self-assessments/{dossierId:guid}", HandleAsync).WithName(nameof(GetSelfAssessment));

    /// <summary>Reads a self-assessment: the draft for the people of the unit, the last revision for those above.</summary>
    internal static async Task<Results<Ok<SelfAssessmentView>, ProblemHttpResult>> HandleAsync(
        Guid dossierId,
        AssessmentDbContext db,
        RuleBook rules,
        Caller caller,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        if (
            await db.OpenAssessmentAsync(rules, dossierId, cancellation) is not { } opened
            || await ViewAsync(opened, db, caller, cancellation) is not { } view
        )
        {
            return AssessmentErrors.NotFound.ToProblem();
        }

        response.SetETag(opened.Assessment.Version);
        return TypedResults.Ok(view);
    }

    /// <summary>Null where the caller may not know that it exists.</summary>
    internal static async Task<SelfAssessmentView?> ViewAsync(
        OpenedAssessment opened,
        AssessmentDbContext db,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var assessment = opened.Assessment;
        if (AssessmentAccess.SeesDraft(caller, assessment.UnitPath))
        {
            return SelfAssessmentViews.Draft(opened, caller);
        }

        return
            AssessmentAccess.SeesSubmitted(caller, assessment.UnitPath)
            && await db.LastRevisionAsync(assessment, cancellation) is { } revision
            ? SelfAssessmentViews.Submitted(opened, caller, RevisionContent.Read(revision.Content))
            : null;
    }
}
