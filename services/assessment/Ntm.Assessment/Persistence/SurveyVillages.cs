using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Units;
using Ntm.Web;

namespace Ntm.Assessment.Persistence;

/// <summary>Which villages a survey is about, out of the directory of units.</summary>
internal static class SurveyVillages
{
    /// <summary>The unit's villages on a day, by code; none where none is registered.</summary>
    /// <param name="units">The directory of units.</param>
    /// <param name="unit">Code and path of the surveyed unit; the path is that of the dossier, and the unit may have moved since.</param>
    /// <param name="day">The legal day.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public static async Task<IReadOnlyList<SurveyPlace>> OnAsync(
        IQueryable<UnitPeriod> units,
        (string Code, string Path) unit,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var valid = units.On(day);
        var path =
            await valid.Where(period => period.Code == unit.Code).Select(period => period.Path).FirstOrDefaultAsync(cancellation)
            ?? unit.Path;
        var villages = await valid
            .InUnits(new UnitScope([path]), period => period.Path)
            .Where(period => period.Level == "village")
            .OrderBy(period => period.Code)
            .Select(period => new
            {
                period.Code,
                period.Name,
                period.ParentCode,
            })
            .ToListAsync(cancellation);
        return villages.ConvertAll(village => new SurveyPlace(village.Code, village.Name, village.ParentCode ?? unit.Code));
    }

    /// <summary>A unit whose villages are not registered is counted as one place.</summary>
    public static async Task<SurveyPlace> WholeAsync(
        IQueryable<UnitPeriod> units,
        string code,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var name = await units
            .Where(period => period.Code == code && period.ValidFrom <= day)
            .OrderByDescending(period => period.ValidFrom)
            .Select(period => period.Name)
            .FirstOrDefaultAsync(cancellation);
        return new SurveyPlace(code, name ?? code, code);
    }

    /// <summary>The mergers up to a day that lead away from the villages, with everything else that went into the same ones.</summary>
    public static async Task<IReadOnlyList<VillageMerger>> MergersAsync(
        AssessmentDbContext db,
        IEnumerable<string> villages,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var found = new Dictionary<string, string>();
        var ended = db.Units.AsNoTracking().Where(period => period.MergedInto != null && period.ValidTo < today);
        for (var wanted = villages.ToList(); ; )
        {
            var next = await ended
                .Where(period => wanted.Contains(period.Code))
                .Select(period => period.MergedInto!)
                .Distinct()
                .ToListAsync(cancellation);
            wanted = [.. next.Except(found.Values)];
            if (wanted.Count == 0)
            {
                break;
            }

            foreach (
                var merger in await ended
                    .Where(period => wanted.Contains(period.MergedInto!))
                    .Select(period => new { period.Code, Into = period.MergedInto! })
                    .ToListAsync(cancellation)
            )
            {
                found[merger.Code] = merger.Into;
            }
        }

        if (found.Count == 0)
        {
            return [];
        }

        var into = found.Values.Distinct().ToList();
        var names = await db
            .Units.Where(period => into.Contains(period.Code) && period.ValidFrom <= today)
            .OrderBy(period => period.ValidFrom)
            .Select(period => new { period.Code, period.Name })
            .ToListAsync(cancellation);
        return
        [
            .. found.Select(merger => new VillageMerger(
                merger.Key,
                merger.Value,
                names.LastOrDefault(known => known.Code == merger.Value)?.Name ?? merger.Value
            )),
        ];
    }
}
