using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Reports;
using Ntm.Units;

namespace Ntm.Planning.Persistence;

/// <summary>Looks up plans, editions and units.</summary>
internal static class PlanQueries
{
    /// <summary>A plan to read; null where there is none, or none that the caller may know of.</summary>
    public static async Task<Plan?> SeenAsync(this PlanningDbContext db, Guid id, Caller caller, CancellationToken cancellation) =>
        await db.Plans.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation) is { } plan
        && PlanningAccess.Sees(caller, plan)
            ? plan
            : null;

    /// <summary>The newest edition; null while none was published.</summary>
    public static async Task<PlanEdition?> NewestAsync(this PlanningDbContext db, Plan plan, CancellationToken cancellation) =>
        plan.Editions == 0 ? null : await db.Editions.FindAsync([plan.Id, plan.Editions], cancellation);

    /// <summary>
    /// Reports that are due by plans that are not closed. Each plan is looked up by its key, so that the list keeps its own index.
    /// </summary>
    public static IQueryable<ReportDuty> OfRunningPlans(this IQueryable<ReportDuty> duties, PlanningDbContext db) =>
        duties.Where(duty => db.Plans.Any(plan => plan.Id == duty.PlanId && plan.Status == PlanStatus.Published));

    /// <summary>What the newest edition of a published plan says.</summary>
    public static async Task<PlanContent> NewestContentAsync(this PlanningDbContext db, Guid planId, CancellationToken cancellation)
    {
        var editions = db.Editions.AsNoTracking().Where(row => row.PlanId == planId);
        return (await editions.OrderByDescending(row => row.Number).FirstAsync(cancellation)).Content;
    }

    /// <summary>The unit as it is on a day, or, not existing then, as it is known last; null where there is none.</summary>
    public static async Task<PlanUnit?> UnitAsync(this PlanningDbContext db, string code, DateOnly day, CancellationToken cancellation)
    {
        var periods = await db.Units.AsNoTracking().Where(unit => unit.Code == code).ToListAsync(cancellation);
        return
            periods.OrderByDescending(period => period.Covers(day)).ThenByDescending(period => period.ValidFrom).FirstOrDefault()
                is { } found
            ? Of(found)
            : null;
    }

    /// <summary>The units below a unit on a legal day.</summary>
    public static async Task<List<PlanUnit>> UnitsBelowAsync(
        this PlanningDbContext db,
        string path,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var periods = await db
            .Units.AsNoTracking()
            .On(day)
            .InUnits(new UnitScope([path]), unit => unit.Path)
            .Where(unit => unit.Path != path)
            .OrderBy(unit => unit.Path)
            .ToListAsync(cancellation);
        return periods.ConvertAll(Of);
    }

    /// <summary>The first legal day of each unit below a unit, by its code.</summary>
    public static Task<Dictionary<string, DateOnly>> FirstDaysAsync(
        this PlanningDbContext db,
        string path,
        CancellationToken cancellation
    ) =>
        db
            .Units.AsNoTracking()
            .InUnits(new UnitScope([path]), unit => unit.Path)
            .GroupBy(unit => unit.Code)
            .Select(unit => new { unit.Key, From = unit.Min(period => period.ValidFrom) })
            .ToDictionaryAsync(unit => unit.Key, unit => unit.From, cancellation);

    /// <summary>The units above a unit on a legal day, the province first.</summary>
    public static async Task<List<PlanUnit>> UnitsAboveAsync(
        this PlanningDbContext db,
        string path,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var paths = UnitScope.ChainOf(path).SkipLast(1).ToList();
        var periods = await db
            .Units.AsNoTracking()
            .On(day)
            .Where(unit => paths.Contains(unit.Path))
            .OrderBy(unit => unit.Path)
            .ToListAsync(cancellation);
        return periods.ConvertAll(Of);
    }

    private static PlanUnit Of(UnitPeriod period) =>
        new(period.Code, period.Name, period.Path, Enum.Parse<PlanLevel>(period.Level, ignoreCase: true));
}
