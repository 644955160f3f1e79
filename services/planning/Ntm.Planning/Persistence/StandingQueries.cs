using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Domain.Standings;
using Ntm.Planning.Domain.Tasks;

namespace Ntm.Planning.Persistence;

/// <summary>Looks up what the units of a plan did.</summary>
internal static class StandingQueries
{
    /// <summary>What each unit with a report due, with work or with a task overdue did in a span of days.</summary>
    public static async Task<IReadOnlyList<UnitFacts>> FactsAsync(
        this PlanningDbContext db,
        Guid planId,
        PlanContent content,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var duties = (
            await db
                .Duties.AsNoTracking()
                .Where(row => row.PlanId == planId && row.To >= from && row.To <= to)
                .Where(row => row.Status != DutyStatus.Pending && row.Status != DutyStatus.Closed)
                .ToListAsync(cancellation)
        ).ToLookup(row => row.UnitPath);
        var work = (
            await db
                .WorkItems.AsNoTracking()
                .Where(row => row.PlanId == planId && row.Week >= from && row.Week <= to)
                .ToListAsync(cancellation)
        ).ToLookup(row => row.UnitPath);
        var overdue = (
            await db
                .Assignments.AsNoTracking()
                .Where(row => row.PlanId == planId && row.State == AssignmentState.Overdue && row.Below)
                .ToListAsync(cancellation)
        ).ToLookup(row => row.UnitPath);
        var figures = await db
            .Figures.AsNoTracking()
            .Where(row => row.PlanId == planId && row.ReplacedAt == null)
            .ToListAsync(cancellation);
        var first = ShareRace.FirstIn(content, figures, from, to);
        var names = duties
            .SelectMany(unit => unit)
            .Select(row => (row.UnitPath, row.UnitName))
            .Concat(work.SelectMany(unit => unit).Select(row => (row.UnitPath, row.UnitName)))
            .Concat(overdue.SelectMany(unit => unit).Select(row => (row.UnitPath, row.UnitName)))
            .DistinctBy(row => row.UnitPath);
        return
        [
            .. names.Select(unit => new UnitFacts(UnitScope.CodeOf(unit.UnitPath), unit.UnitName, unit.UnitPath)
            {
                Due = duties[unit.UnitPath].Count(),
                InTime = duties[unit.UnitPath].Count(row => row.Status == DutyStatus.Filed),
                Missing = duties[unit.UnitPath].Count(row => row.Status == DutyStatus.Missing),
                First = [.. first[unit.UnitPath]],
                Work = work[unit.UnitPath].Count(),
                Carried = work[unit.UnitPath].Count(row => row.CarriedFrom is not null),
                CarriedOften = work[unit.UnitPath].Count(row => row is { Left: false, DoneAt: null, Carried: > UnitStandings.Often }),
                Overdue = overdue[unit.UnitPath].DistinctBy(row => row.Task).Count(),
            }),
        ];
    }
}
