using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.Surveys;
using Ntm.BuildingBlocks.Persistence;

namespace Ntm.Assessment.Persistence;

/// <summary>Which villages a survey is about, out of the copies of units.</summary>
internal static class SurveyVillages
{
    /// <summary>The unit's villages on a day, by code; none where none is registered.</summary>
    /// <param name="units">Copies of units.</param>
    /// <param name="unit">Code and path of the surveyed unit; the path is that of the dossier, and the unit may have moved since.</param>
    /// <param name="day">The legal day.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<IReadOnlyList<SurveyPlace>> OnAsync(
        IQueryable<UnitCopy> units,
        (string Code, string Path) unit,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var valid = units.Where(copy => copy.ValidFrom <= day && (copy.ValidTo == null || copy.ValidTo >= day));
        var path =
            await valid.Where(copy => copy.Code == unit.Code).Select(copy => copy.Path).FirstOrDefaultAsync(cancellation) ?? unit.Path;
        var villages = await valid
            .InUnits([path], copy => copy.Path)
            .Where(copy => copy.Level == "village")
            .OrderBy(copy => copy.Code)
            .Select(copy => new
            {
                copy.Code,
                copy.Name,
                copy.ParentCode,
            })
            .ToListAsync(cancellation);
        return villages.ConvertAll(village => new SurveyPlace(village.Code, village.Name, village.ParentCode ?? unit.Code));
    }

    /// <summary>A unit whose villages are not registered is counted as one place.</summary>
    public static async Task<SurveyPlace> WholeAsync(IQueryable<UnitCopy> units, string code, DateOnly day, CancellationToken cancellation)
    {
        var name = await units
            .Where(copy => copy.Code == code && copy.ValidFrom <= day)
            .OrderByDescending(copy => copy.ValidFrom)
            .Select(copy => copy.Name)
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
        var ended = db.Units.AsNoTracking().Where(copy => copy.MergedInto != null && copy.ValidTo < today);
        for (var wanted = villages.ToList(); ; )
        {
            var next = await ended
                .Where(copy => wanted.Contains(copy.Code))
                .Select(copy => copy.MergedInto!)
                .Distinct()
                .ToListAsync(cancellation);
            wanted = [.. next.Except(found.Values)];
            if (wanted.Count == 0)
            {
                break;
            }

            foreach (
                var merger in await ended
                    .Where(copy => wanted.Contains(copy.MergedInto!))
                    .Select(copy => new { copy.Code, Into = copy.MergedInto! })
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
            .Units.Where(copy => into.Contains(copy.Code) && copy.ValidFrom <= today)
            .OrderBy(copy => copy.ValidFrom)
            .Select(copy => new { copy.Code, copy.Name })
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
