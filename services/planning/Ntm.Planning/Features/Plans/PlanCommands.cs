using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Plans;

/// <summary>
/// How a plan is drafted, and how every command on one runs: load, ask whether the caller may, compare the version, act, save, answer with
/// the new state.
/// </summary>
internal sealed class PlanCommands(PlanningDbContext db, TimeProvider clock, ILogger<Plan> log)
{
    /// <summary>Drafts a plan of a unit, unless the unit has one of the same year and number.</summary>
    public async Task<Results<Created<PlanView>, ProblemHttpResult>> DraftAsync(
        PlanUnit unit,
        int year,
        PlanContent content,
        Caller caller,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        if (await db.SameNumberAsync(unit, year, content, cancellation) is { } existing)
        {
            return PlanErrors.NumberTaken(existing.Number).ToProblem();
        }

        var publishing = PlanningAccess.PublishingUnit(unit.Path, unit.Level);
        var plan = Plan.New(unit, year, content, ActOf(caller, publishing));
        db.Plans.Add(plan);
        db.ActIn(caller, publishing, PlanningAccess.Drafters);
        await db.SaveChangesAsync(cancellation);
        log.PlanDrafted(plan.Id, plan.UnitCode, caller.Subject, plan.DraftHash!);
        response.SetETag(plan.Version);
        return TypedResults.Created($"/planning/plans/{plan.Id}", PlanViews.Draft(plan, caller, clock.Today()));
    }

    /// <summary>Runs a command.</summary>
    /// <param name="id">Plan.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="http">Carries <c>If-Match</c> and takes the <c>ETag</c>.</param>
    /// <param name="may">Why the caller may not, or null.</param>
    /// <param name="act">The slice's act on the plan and its newest edition.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async Task<Results<Ok<PlanView>, ProblemHttpResult>> ActAsync(
        Guid id,
        Caller caller,
        HttpContext http,
        Func<Caller, Plan, Error?> may,
        Func<Plan, PlanEdition?, Act, Task<Result>> act,
        CancellationToken cancellation
    )
    {
        await db.LockAsync<Plan>(nameof(Plan.Id), id, cancellation);
        if (await db.Plans.FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } plan)
        {
            return PlanErrors.NotFound.ToProblem();
        }

        if (may(caller, plan) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var edition = await db.NewestAsync(plan, cancellation);
        if (!http.Request.Matches(plan.Version))
        {
            return Error.Stale(Show(plan, edition, caller));
        }

        var unit = PlanningAccess.PublishingUnit(plan.UnitPath, plan.Level);
        var result = await act(plan, edition, ActOf(caller, unit));
        if (result.Refused)
        {
            return result.Errors.ToProblem();
        }

        db.ActIn(caller, unit, PlanningAccess.Drafters);
        await db.SaveChangesAsync(cancellation);
        http.Response.SetETag(plan.Version);
        return TypedResults.Ok(Show(plan, await db.NewestAsync(plan, cancellation), caller));
    }

    /// <summary>An act of the caller, now.</summary>
    public Act ActOf(Caller caller, string unitPath) => Act.Of(caller, clock.GetUtcNow(), unitPath, PlanningAccess.Drafters);

    /// <summary>The draft where one waits and the caller may see it, else the newest edition.</summary>
    private PlanView Show(Plan plan, PlanEdition? edition, Caller caller) =>
        edition is null || (plan.Draft is not null && PlanningAccess.SeesDraft(caller, plan))
            ? PlanViews.Draft(plan, caller, clock.Today())
            : PlanViews.Edition(plan, edition, caller, clock.Today());
}
