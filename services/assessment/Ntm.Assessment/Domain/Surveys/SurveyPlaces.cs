namespace Ntm.Assessment.Domain.Surveys;

/// <summary>A place where ballots are counted.</summary>
internal sealed record SurveyPlace(string Code, string Name, string CommuneCode)
{
    /// <summary>The villages of the opening day whose households its count stands for.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [Code];
}

/// <summary>A village that ended and the one that took its whole place.</summary>
internal sealed record VillageMerger(string From, string Into, string IntoName);

/// <summary>
/// The places of a round are the villages of the day on which it opened: ballots went to their households, once each. A
/// village that several of them were merged into counts for all of them; one that also took in a village from outside counts
/// for none, because its ballots cannot be distinguished. A village that was divided is counted under its old code.
/// </summary>
internal static class SurveyPlaces
{
    /// <summary>The places of the opening day, then those that have taken the place of some.</summary>
    public static IReadOnlyList<SurveyPlace> Standing(IReadOnlyList<SurveyPlace> opening, IReadOnlyList<VillageMerger> mergers)
    {
        var own = opening.ToDictionary(place => place.Code);
        var sources = mergers.ToLookup(merger => merger.Into, merger => merger.From);
        var later = mergers
            .DistinctBy(merger => merger.Into)
            .Where(merger => !own.ContainsKey(merger.Into))
            .OrderBy(merger => merger.Into, StringComparer.Ordinal)
            .Select(merger => (merger, Covers: Covered(merger.Into, own, sources, [])))
            .Where(found => found.Covers.Count > 0)
            .Select(found => new SurveyPlace(found.merger.Into, found.merger.IntoName, own[found.Covers[0]].CommuneCode)
            {
                Covers = found.Covers,
            });
        return [.. opening.Select(place => place with { Covers = Covered(place.Code, own, sources, []) }), .. later];
    }

    private static List<string> Covered(
        string code,
        Dictionary<string, SurveyPlace> own,
        ILookup<string, string> sources,
        HashSet<string> seen
    )
    {
        var covers = new List<string>();
        if (own.ContainsKey(code))
        {
            covers.Add(code);
        }

        foreach (var source in seen.Add(code) ? sources[code] : [])
        {
            var below = Covered(source, own, sources, seen);
            if (below.Count == 0 && !own.ContainsKey(code))
            {
                return [];
            }

            covers.AddRange(below);
        }

        return [.. covers.Distinct().Order(StringComparer.Ordinal)];
    }
}
