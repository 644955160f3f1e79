using Microsoft.EntityFrameworkCore;
using Ntm.Units;

namespace Ntm.Planning.Persistence;

/// <summary>Looks up plans, editions and units.</summary>
internal static class PlanQueries
{
    /// <summary>The newest edition; null while none was published.</summary>
    public static async Task<PlanEdition?> NewestAsync(this PlanningDbContext db, Plan plan, CancellationToken cancellation) =>
        plan.Editions == 0 ? null : await db.Editions.FindAsync([plan.Id, plan.Editions], cancellation);

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
            .InUnits(new UnitScope([path]), unit => unit.Path)
            .Where(unit => unit.Path != path && unit.ValidFrom <= day && (unit.ValidTo == null || unit.ValidTo >= day))
            .OrderBy(unit => unit.Path)
            .ToListAsync(cancellation);
        return periods.ConvertAll(Of);
    }

    /// <summary>The units above a unit on a legal day, the province first.</summary>
    public static async Task<List<PlanUnit>> UnitsAboveAsync(
        this PlanningDbContext db,
        string path,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var paths = Enumerable.Range(0, path.Length).Where(at => path[at] == '/').Select(at => path[..at]).ToList();
        var periods = await db
            .Units.AsNoTracking()
            .Where(unit => paths.Contains(unit.Path) && unit.ValidFrom <= day && (unit.ValidTo == null || unit.ValidTo >= day))
            .OrderBy(unit => unit.Path)
            .ToListAsync(cancellation);
        return periods.ConvertAll(Of);
    }

    private static PlanUnit Of(UnitPeriod period) =>
        new(period.Code, period.Name, period.Path, Enum.Parse<PlanLevel>(period.Level, ignoreCase: true));
}
