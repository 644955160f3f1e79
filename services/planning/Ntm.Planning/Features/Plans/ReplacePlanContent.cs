using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Planning.Features.Plans;

/// <summary><c>PUT /planning/plans/{id}/content</c>: an officer or leader of the unit replaces the draft, or begins an amendment of
/// what is published.</summary>
internal static class ReplacePlanContent
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPut("/plans/{id:guid}/content", HandleAsync).WithName(nameof(ReplacePlanContent));

    /// <summary>Replaces the whole content of a plan's draft. On a published plan it begins an amendment, which counts once it is
    /// published too.</summary>
    internal static Task<Results<Ok<PlanView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlanContent content,
        PlanCommands commands,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        commands.ActAsync(
            id,
            caller,
            http,
            PlanningAccess.ToChange,
            (plan, _, act) =>
                Task.FromResult(
                    ContentCheck.FaultsOf(content) is { Count: > 0 } faults
                        ? Result.Of(faults.Select(PlanErrors.Content))
                        : plan.Replace(content, act)
                ),
            cancellation
        );
}
