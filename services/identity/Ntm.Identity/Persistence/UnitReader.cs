using Microsoft.EntityFrameworkCore;
using Ntm.Identity.Domain;

namespace Ntm.Identity.Persistence;

/// <summary>Loads units with what lies above them and, for acts, below.</summary>
internal static class UnitReader
{
    /// <summary>The units and everything they ever stood under.</summary>
    public static async Task<UnitTree> LoadAsync(
        this IQueryable<AdministrativeUnit> units,
        IEnumerable<string> codes,
        CancellationToken cancellation
    )
    {
        var found = new Dictionary<string, AdministrativeUnit>();
        await AddAsync(units, found, codes, cancellation);
        return new UnitTree(found.Values);
    }

    /// <summary>The units with everything that ever stood under them, others without, and everything that any of them ever stood
    /// under.</summary>
    public static async Task<UnitTree> LoadWithBelowAsync(
        this IQueryable<AdministrativeUnit> units,
        IReadOnlyCollection<string> whole,
        IReadOnlyCollection<string> others,
        CancellationToken cancellation
    )
    {
        var found = new Dictionary<string, AdministrativeUnit>();
        await AddAsync(units, found, whole.Concat(others), cancellation);
        for (var parents = whole.ToList(); parents.Count > 0; )
        {
            var below = await units
                .Where(unit => unit.Periods.Any(period => parents.Contains(period.ParentCode!)))
                .Select(unit => unit.Code)
                .ToListAsync(cancellation);
            parents = [.. below.Where(code => !found.ContainsKey(code))];
            await AddAsync(units, found, parents, cancellation);
        }

        return new UnitTree(found.Values);
    }

    private static async Task AddAsync(
        IQueryable<AdministrativeUnit> units,
        Dictionary<string, AdministrativeUnit> found,
        IEnumerable<string> codes,
        CancellationToken cancellation
    )
    {
        for (var wanted = Missing(codes); wanted.Count > 0; )
        {
            var loaded = await units.Where(unit => wanted.Contains(unit.Code)).ToListAsync(cancellation);
            loaded.ForEach(unit => found[unit.Code] = unit);
            wanted = Missing(loaded.SelectMany(unit => unit.Periods).Select(period => period.ParentCode).OfType<string>());
        }

        List<string> Missing(IEnumerable<string> list) => [.. list.Distinct().Where(code => !found.ContainsKey(code))];
    }
}
