using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Work;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Work;

/// <summary><c>GET /planning/plans/{id}/weeks/{start}/work?unit=</c>: the work of a week, the units side by side.</summary>
internal static class GetWeekWork
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/plans/{id:guid}/weeks/{start}/work", HandleAsync).WithName(nameof(GetWeekWork));

    /// <summary>Reads the work of a week: officers, leaders and auditors see every unit of theirs and below, a reporter the own
    /// one.</summary>
    internal static async Task<Results<Ok<WeekWork>, ProblemHttpResult>> HandleAsync(
        Guid id,
        DateOnly start,
        PlanningDbContext db,
        Caller caller,
        CancellationToken cancellation,
        string? unit = null
    )
    {
        if (await db.SeenAsync(id, caller, cancellation) is not { Editions: > 0 } plan)
        {
            return PlanErrors.NotFound.ToProblem();
        }

        var content = (await db.NewestAsync(plan, cancellation))!.Content;
        if (WorkWeek.Of(content, start) is not { } week)
        {
            return WorkErrors.WeekUnknown.ToProblem();
        }

        var query = db.WorkItems.AsNoTracking().Where(row => row.PlanId == id && row.Week == start);
        query = unit is null ? query : query.Where(row => row.UnitCode == unit);
        var items = await query.InUnits(ReportAccess.Seen(caller), row => row.UnitPath).ToListAsync(cancellation);
        return TypedResults.Ok(WeekWork.Of(id, week, items, caller, plan.Status == PlanStatus.Published));
    }
}
