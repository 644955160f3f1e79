using Ntm.Units;

namespace Ntm.Dossier.Domain.Units;

/// <summary>
/// Which unit stands in the place of another on a legal day: the unit itself while it exists, else the one that took its place, else
/// the one that was above it. So an ended district (from 01/07/2025) is stood for by its province.
/// </summary>
internal sealed class UnitSuccession(IEnumerable<UnitPeriod> periods)
{
    private const int MostSteps = 20;

    private readonly ILookup<string, UnitPeriod> byCode = periods.ToLookup(period => period.Code);

    /// <summary>Codes that must be known, too, before the question can be answered.</summary>
    public IEnumerable<string> Unknown(IEnumerable<string> codes, DateOnly day) =>
        codes
            .SelectMany(code => byCode[code])
            .SelectMany(period => period.Path.Split('/').Append(period.Covers(day) ? null : period.SucceededBy))
            .OfType<string>()
            .Where(code => !byCode.Contains(code))
            .Distinct();

    /// <summary>The period of the unit that stands there on the day; null where nothing is known of it.</summary>
    public UnitPeriod? StandingFor(string code, DateOnly day)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            var periods = byCode[code].OrderBy(period => period.ValidFrom).ToList();
            if (periods.Find(period => period.Covers(day)) is { } found)
            {
                return found;
            }

            if (periods.FindLast(period => period.ValidFrom <= day) is not { } last)
            {
                return null;
            }

            if ((last.SucceededBy ?? Above(last)) is not { } next)
            {
                return null;
            }

            code = next;
        }

        return null;
    }

    /// <summary>Code of the unit that took the place of another and is not known yet; null where none is awaited.</summary>
    public string? Awaited(string code, DateOnly day)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            if (!byCode.Contains(code))
            {
                return code;
            }

            var last = byCode[code].Where(period => period.ValidFrom <= day).MaxBy(period => period.ValidFrom);
            if (last is null || last.Covers(day) || last.SucceededBy is null)
            {
                return null;
            }

            code = last.SucceededBy;
        }

        return null;
    }

    /// <summary>
    /// Where a dossier stands on the day; null while nothing of it changes or too little is known. Of an ended district the province
    /// takes over what is examined, surveyed and decided, and the commune what is prepared and submitted, as on the two-tier path.
    /// </summary>
    public UnitPlacement? Place(DossierUnit unit, IReadOnlyDictionary<string, string> actors, DateOnly day)
    {
        if (StandingFor(unit.Code, day) is not { Level: "commune" } commune)
        {
            return null;
        }

        var now = new Dictionary<string, string>();
        foreach (var (level, path) in actors)
        {
            var standing = path == unit.Path ? commune : StandingFor(UnitScope.CodeOf(path), day);
            now[level] = standing?.Path ?? path;
            if (level == "district" && standing is { Level: "province" })
            {
                now[UnitPlacement.Preparing + level] = commune.Path;
            }
        }

        var placed = new UnitPlacement(new DossierUnit(commune.Code, commune.Name, commune.Path), now);
        return placed.Unit == unit && now.All(actor => actors.GetValueOrDefault(actor.Key) == actor.Value) ? null : placed;
    }

    private static string? Above(UnitPeriod period) => period.Path.Split('/') is [.., var above, _] ? above : null;
}
