using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary><c>GET /assessment/self-assessments/{dossierId}/criteria-set/{code}</c>: the leader of the province looks before the
/// move.</summary>
internal static class PreviewSetMove
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/self-assessments/{dossierId:guid}/criteria-set/{code}", HandleAsync).WithName(nameof(PreviewSetMove));

    /// <summary>Shows what a running dossier's move to another criteria set would do.</summary>
    internal static async Task<Results<Ok<SetMoveView>, ProblemHttpResult>> HandleAsync(
        Guid dossierId,
        string code,
        AssessmentDbContext db,
        RuleBook rules,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (await db.OpenAssessmentAsync(rules, dossierId, cancellation) is not { } opened)
        {
            return AssessmentErrors.NotFound.ToProblem();
        }

        if (AssessmentAccess.ToPreviewMove(caller, opened) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (await db.FindSetAsync(rules, code, cancellation) is not { } set)
        {
            return AssessmentErrors.CriteriaSetNotFound.ToProblem();
        }

        return SetMoveEffect.WhyNot(opened, set, clock.Today()) is { } fault
            ? fault.ToProblem()
            : TypedResults.Ok(SetMoveView.Of(opened.Set?.Code, set.Code, SetMoveEffect.Of(opened, set)));
    }
}
