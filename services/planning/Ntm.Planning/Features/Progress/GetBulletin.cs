using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Progress;
using Ntm.Planning.Domain.Standings;
using Ntm.Planning.Domain.Work;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Progress;

/// <summary>The bulletin of a week.</summary>
/// <param name="PlanId">Id of the plan.</param>
/// <param name="Start">Monday of the week.</param>
/// <param name="End">Sunday of the week.</param>
/// <param name="Text">Plain Vietnamese text, one sentence a line; no person and no household is named in it.</param>
public sealed record PlanBulletin(Guid PlanId, DateOnly Start, DateOnly End, string Text);

/// <summary><c>GET /planning/plans/{id}/bulletin?week=</c>: the weekly bulletin for the loudspeaker and the site.</summary>
internal static class GetBulletin
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/plans/{id:guid}/bulletin", HandleAsync).WithName(nameof(GetBulletin)).Scope("planning:read");

    /// <summary>Writes the bulletin of a week: progress, praise and the next week's work.</summary>
    internal static async Task<Results<Ok<PlanBulletin>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlanningDbContext db,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation,
        DateOnly? week = null
    )
    {
        if (await db.SeenAsync(id, caller, cancellation) is not { Editions: > 0 } plan)
        {
            return PlanErrors.NotFound.ToProblem();
        }

        var day = week ?? clock.Today();
        if (day < plan.From.AddDays(-6) || day > plan.To.AddDays(6))
        {
            return WorkErrors.WeekOutside.ToProblem();
        }

        var start = Contribution.WeekOf(day);
        var end = start.AddDays(6);
        var content = (await db.NewestAsync(plan, cancellation))!.Content;
        var units = await db.FactsAsync(id, content, start, end, cancellation);
        var targets = await StandAsync(db, id, content, end < clock.Today() ? end : clock.Today(), cancellation);
        var next = await NextAsync(db, id, content, end, cancellation);
        var text = BulletinText.Of(plan, start, end, targets, UnitStandings.Praise(units), next);
        return TypedResults.Ok(new PlanBulletin(id, start, end, text));
    }

    private static async Task<IReadOnlyList<(PlanTarget, TargetStanding)>> StandAsync(
        PlanningDbContext db,
        Guid planId,
        PlanContent content,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var rows = await db.TargetChanges.AsNoTracking().Where(row => row.PlanId == planId && row.Day <= day).ToListAsync(cancellation);
        var changes = rows.ToLookup(row => row.Target, row => new WeekChange(row.Week, row.Amount));
        return
        [
            .. content
                .Targets.Select(target => EachTarget.Whole(content, target))
                .Select(target => (target, TargetStanding.Of(content, target, [.. changes[target.Key]], day))),
        ];
    }

    private static async Task<IReadOnlyList<UnitAgenda>> NextAsync(
        PlanningDbContext db,
        Guid planId,
        PlanContent content,
        DateOnly end,
        CancellationToken cancellation
    )
    {
        var last = end.AddDays(7);
        var items = await db
            .WorkItems.AsNoTracking()
            .Where(row => row.PlanId == planId && row.Week > end && row.Week <= last)
            .ToListAsync(cancellation);
        var texts = content.Tasks.ToDictionary(task => task.Key, task => task.Text);
        return
        [
            .. items
                .GroupBy(item => item.UnitPath)
                .OrderBy(unit => unit.Key, StringComparer.Ordinal)
                .Select(unit => new UnitAgenda(
                    unit.First().UnitName,
                    unit.Count(),
                    [
                        .. unit.OrderBy(item => item.Order)
                            .Select(item => texts.GetValueOrDefault(item.Task ?? ""))
                            .OfType<string>()
                            .Distinct(),
                    ]
                )),
        ];
    }
}
