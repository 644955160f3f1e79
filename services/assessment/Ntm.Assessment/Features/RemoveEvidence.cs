using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
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

    internal static Task<Results<Ok<SelfAssessmentView>, ProblemHttpResult>> HandleAsync(
        Guid dossierId,
        string code,
        string hash,
        AssessmentCommands commands,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        commands.ActAsync(
            commands.SelfAssessment(dossierId, caller, AssessmentAccess.ToFill),
            http,
            opened => Task.FromResult(opened.Remove(code, hash)),
            cancellation
        );
}
