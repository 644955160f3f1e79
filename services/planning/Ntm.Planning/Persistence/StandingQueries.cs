using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Domain.Standings;
using Ntm.Planning.Domain.Tasks;

namespace Ntm.Planning.Persistence;

/// <summary>Looks up what the units of a plan did.</summary>
internal static class StandingQueries
{
    /// <summary>No cut-off is moved over as many days off.</summary>
    private const int FarthestMove = 32;

    private static readonly DutyStatus[] Past = [DutyStatus.Filed, DutyStatus.Late, DutyStatus.Missing, DutyStatus.Returned];

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
        var duties = await db.DutyCountsAsync(planId, from, to, cancellation);
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
        var figures = await db.SharedFiguresAsync(planId, content, cancellation);
        var first = ShareRace.FirstIn(content, figures, from, to);
        var names = duties
            .Values.Select(row => (row.UnitPath, row.UnitName))
            .Concat(work.SelectMany(unit => unit).Select(row => (row.UnitPath, row.UnitName)))
            .Concat(overdue.SelectMany(unit => unit).Select(row => (row.UnitPath, row.UnitName)))
            .DistinctBy(row => row.UnitPath);
        return
        [
            .. names.Select(unit => new UnitFacts(UnitScope.CodeOf(unit.UnitPath), unit.UnitName, unit.UnitPath)
            {
                Due = duties.GetValueOrDefault(unit.UnitPath)?.Due ?? 0,
                InTime = duties.GetValueOrDefault(unit.UnitPath)?.InTime ?? 0,
                Missing = duties.GetValueOrDefault(unit.UnitPath)?.Missing ?? 0,
                First = [.. first[unit.UnitPath]],
                Work = work[unit.UnitPath].Count(),
                Carried = work[unit.UnitPath].Count(row => row.CarriedFrom is not null),
                CarriedOften = work[unit.UnitPath].Count(row => row is { Left: false, DoneAt: null, Carried: > UnitStandings.Often }),
                Overdue = overdue[unit.UnitPath].DistinctBy(row => row.Task).Count(),
            }),
        ];
    }

    /// <summary>What was due of each unit in a span of days, counted by the database, whose index of dues finds them.</summary>
    private static async Task<Dictionary<string, DutyCount>> DutyCountsAsync(
        this PlanningDbContext db,
        Guid planId,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var after = VietnamTime.StartOf(DateOnly.FromDayNumber(Math.Max(from.DayNumber - FarthestMove, 1)));
        var before = VietnamTime.StartOf(DateOnly.FromDayNumber(Math.Min(to.DayNumber + FarthestMove, DateOnly.MaxValue.DayNumber - 1)));
        return await db
            .Duties.Where(row => row.PlanId == planId && Past.Contains(row.Status) && row.DueAt >= after && row.DueAt < before)
            .Where(row => row.To >= from && row.To <= to)
            .GroupBy(row => row.UnitPath)
            .Select(unit => new DutyCount(
                unit.Key,
                unit.Max(row => row.UnitName)!,
                unit.Count(),
                unit.Count(row => row.Status == DutyStatus.Filed),
                unit.Count(row => row.Status == DutyStatus.Missing)
            ))
            .ToDictionaryAsync(unit => unit.UnitPath, cancellation);
    }

    /// <summary>Figures of the units that have a share of a target, for these targets.</summary>
    private static async Task<List<Figure>> SharedFiguresAsync(
        this PlanningDbContext db,
        Guid planId,
        PlanContent content,
        CancellationToken cancellation
    )
    {
        var (targets, codes) = ShareRace.RunnersIn(content);
        if (codes.Count == 0)
        {
            return [];
        }

        // A unit that moved has figures under each of its paths.
        var paths = await db.Units.Where(unit => codes.Contains(unit.Code)).Select(unit => unit.Path).Distinct().ToListAsync(cancellation);
        return await db
            .Figures.AsNoTracking()
            .Where(row => row.PlanId == planId && row.ReplacedAt == null)
            .Where(row => paths.Contains(row.UnitPath) && targets.Contains(row.Target))
            .ToListAsync(cancellation);
    }

    private sealed record DutyCount(string UnitPath, string UnitName, int Due, int InTime, int Missing);
}
