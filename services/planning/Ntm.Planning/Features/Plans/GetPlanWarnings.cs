using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Planning.Domain.Warnings;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Plans;

/// <summary>What does not fit together in a plan, or is missing.</summary>
public sealed record PlanWarningsView
{
    /// <summary>Id of the plan.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>Number of the edition that was looked at; null for the draft.</summary>
    public required int? Edition { get; init; }

    /// <summary>Number of warnings of severity <c>warn</c>.</summary>
    public required int Warn { get; init; }

    /// <summary>Number of warnings of severity <c>info</c>.</summary>
    public required int Info { get; init; }

    /// <summary>The warnings, the most severe first.</summary>
    public required IReadOnlyList<PlanWarning> Warnings { get; init; }
}

/// <summary><c>GET /planning/plans/{id}/warnings?draft=</c>: who reads a plan reads its warnings; those of a draft the unit's own
/// people.</summary>
internal static class GetPlanWarnings
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/plans/{id:guid}/warnings", HandleAsync).WithName(nameof(GetPlanWarnings)).Scope("planning:read");

    /// <summary>Lists what does not fit together in a plan: in its newest edition, or in the draft where that is asked for or nothing is
    /// published yet.</summary>
    internal static async Task<Results<Ok<PlanWarningsView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlanningDbContext db,
        Caller caller,
        CancellationToken cancellation,
        bool draft = false
    )
    {
        if (await db.SeenAsync(id, caller, cancellation) is not { } plan || (draft && !PlanningAccess.SeesDraft(caller, plan)))
        {
            return PlanErrors.NotFound.ToProblem();
        }

        if (draft && plan.Draft is null)
        {
            return PlanErrors.NoDraft.ToProblem();
        }

        var edition = draft ? null : await db.NewestAsync(plan, cancellation);
        var warnings = PlanWarnings.Of(await db.WarningContextAsync(plan, edition?.Content ?? plan.Draft!, cancellation));
        return TypedResults.Ok(
            new PlanWarningsView
            {
                PlanId = id,
                Edition = edition?.Number,
                Warn = warnings.Count(warning => warning.Severity == WarningSeverity.Warn),
                Info = warnings.Count(warning => warning.Severity == WarningSeverity.Info),
                Warnings = warnings,
            }
        );
    }
}
