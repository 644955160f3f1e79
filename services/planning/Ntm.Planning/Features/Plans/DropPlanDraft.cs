using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Plans;

/// <summary><c>DELETE /planning/plans/{id}/draft</c>: an officer or leader of the unit drops what was not published.</summary>
internal static class DropPlanDraft
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapDelete("/plans/{id:guid}/draft", HandleAsync).WithName(nameof(DropPlanDraft));

    /// <summary>Drops the draft of a plan: an amendment, or the whole plan where it was never published. What is published stays.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlanningDbContext db,
        Caller caller,
        HttpRequest request,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        await db.LockAsync<Plan>(nameof(Plan.Id), id, cancellation);
        if (await db.Plans.FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } plan)
        {
            return PlanErrors.NotFound.ToProblem();
        }

        if (PlanningAccess.ToChange(caller, plan) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var edition = await db.NewestAsync(plan, cancellation);
        if (!request.Matches(plan.Version))
        {
            return Error.Stale(
                edition is null ? PlanViews.Draft(plan, caller, clock.Today()) : PlanViews.Edition(plan, edition, caller, clock.Today())
            );
        }

        if (edition is null)
        {
            db.Plans.Remove(plan);
        }
        else if (plan.Drop() is { Refused: true } refused)
        {
            return refused.Errors.ToProblem();
        }

        db.ActIn(caller, PlanningAccess.PublishingUnit(plan.UnitPath, plan.Level), PlanningAccess.Drafters);
        await db.SaveChangesAsync(cancellation);
        return TypedResults.NoContent();
    }
}
