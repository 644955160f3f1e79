using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Planning.Domain.Standings;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Progress;

/// <summary>Units of a plan that are praised, and units that are reminded.</summary>
/// <param name="PlanId">Id of the plan.</param>
/// <param name="From">First legal day.</param>
/// <param name="To">Last legal day.</param>
/// <param name="Praise">Units to be praised.</param>
/// <param name="Reminders">Units to be reminded; a unit may stand in both lists.</param>
/// <param name="Rules">The rules of both lists, always the same.</param>
public sealed record PlanStandings(
    Guid PlanId,
    DateOnly From,
    DateOnly To,
    IReadOnlyList<StandingUnit> Praise,
    IReadOnlyList<StandingUnit> Reminders,
    IReadOnlyList<StandingRule> Rules
);

/// <summary><c>GET /planning/plans/{id}/standings?from=&amp;to=</c>: which units are praised and which are reminded, and why.</summary>
internal static class GetStandings
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/plans/{id:guid}/standings", HandleAsync).WithName(nameof(GetStandings)).Scope("planning:read");

    /// <summary>Puts the units of a plan in the lists of praise and reminder by fixed rules. Tasks count as overdue as they stand now,
    /// everything else by the days asked for.</summary>
    internal static async Task<Results<Ok<PlanStandings>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlanningDbContext db,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation,
        DateOnly? from = null,
        DateOnly? to = null
    )
    {
        if (await db.SeenAsync(id, caller, cancellation) is not { Editions: > 0 } plan)
        {
            return PlanErrors.NotFound.ToProblem();
        }

        var range = DayRange.Of(from, to, clock.Today());
        if (range.Refused)
        {
            return range.Errors.ToProblem();
        }

        var (first, last) = range.Value;
        var content = (await db.NewestAsync(plan, cancellation))!.Content;
        var units = await db.FactsAsync(id, content, first, last, cancellation);
        return TypedResults.Ok(
            new PlanStandings(id, first, last, UnitStandings.Praise(units), UnitStandings.Reminders(units), UnitStandings.Rules)
        );
    }
}
