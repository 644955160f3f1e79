using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Plans;

/// <summary><c>GET /planning/plans/{id}?edition=</c>: anyone in the province reads what is published, the unit's own people the draft of
/// a plan that is not.</summary>
internal static class GetPlan
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/plans/{id:guid}", HandleAsync).WithName(nameof(GetPlan)).Scope("planning:read");
        routes.MapGet("/plans/{id:guid}/draft", DraftAsync).WithName("GetPlanDraft");
    }

    /// <summary>Reads a plan: its newest edition, an earlier one by its number, or the draft where nothing is published yet.</summary>
    internal static async Task<Results<Ok<PlanView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlanningDbContext db,
        Caller caller,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellation,
        int? edition = null
    )
    {
        if (await db.SeenAsync(id, caller, cancellation) is not { } plan)
        {
            return PlanErrors.NotFound.ToProblem();
        }

        var number = edition ?? plan.Editions;
        if (number == 0 && edition is null)
        {
            response.SetETag(plan.Version);
            return TypedResults.Ok(PlanViews.Draft(plan, caller, clock.Today()));
        }

        var found = await db.Editions.AsNoTracking().FirstOrDefaultAsync(row => row.PlanId == id && row.Number == number, cancellation);
        if (found is null)
        {
            return PlanErrors.EditionNotFound.ToProblem();
        }

        response.SetETag(plan.Version);
        return TypedResults.Ok(PlanViews.Edition(plan, found, caller, clock.Today()));
    }

    /// <summary>Reads what waits for publication; the unit's own people alone.</summary>
    internal static async Task<Results<Ok<PlanView>, ProblemHttpResult>> DraftAsync(
        Guid id,
        PlanningDbContext db,
        Caller caller,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var plan = await db.Plans.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation);
        if (plan is null || !PlanningAccess.SeesDraft(caller, plan))
        {
            return PlanErrors.NotFound.ToProblem();
        }

        if (plan.Draft is null)
        {
            return PlanErrors.NoDraft.ToProblem();
        }

        response.SetETag(plan.Version);
        return TypedResults.Ok(PlanViews.Draft(plan, caller, clock.Today()));
    }
}
