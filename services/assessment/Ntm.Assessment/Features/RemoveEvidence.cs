using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>
/// <c>DELETE /assessment/self-assessments/{dossierId}/indicators/{code}/evidence/{hash}</c>: takes a file out of the draft.
/// Revisions that were submitted with it keep it.
/// </summary>
internal static class RemoveEvidence
{
    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapDelete("/self-assessments/{dossierId:guid}/indicators/{code}/evidence/{hash}", HandleAsync)
            .WithName(nameof(RemoveEvidence));

    internal static async Task<Results<Ok<SelfAssessmentView>, ProblemHttpResult>> HandleAsync(
        Guid dossierId,
        string code,
        string hash,
        AssessmentDbContext db,
        RuleBook rules,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (await OpenedAssessment.OpenAsync(db, rules, dossierId, cancellation) is not { } opened)
        {
            return Refusals.AssessmentNotFound().ToProblem();
        }

        if (opened.WhyNotFill(caller) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (!http.Request.Matches(opened.Assessment.Version))
        {
            return Error.Stale(opened.View(caller, opened.Criteria(), "draft"));
        }

        if (opened.Assessment.Evidence.FirstOrDefault(file => file.Code == code && file.Hash == hash) is not { } found)
        {
            return Error.NotFound("assessment.evidence_not_found", "Chỉ tiêu này không có tệp minh chứng đó.").ToProblem();
        }

        var criterion = opened.Set!.Find(code)!.CriterionCode;
        if (!opened.Editable.Contains(criterion))
        {
            return Refusals.CriterionLocked(criterion, "code").ToProblem();
        }

        opened.Assessment.Remove(found);
        await db.SaveChangesAsync(cancellation);
        http.Response.SetETag(opened.Assessment.Version);
        return TypedResults.Ok(opened.View(caller, opened.Criteria(), "draft"));
    }
}
