using Ntm.Units;

namespace Ntm.Planning.Domain.Progress;

/// <summary>
/// Figures of units that were merged one into another. What was done by period adds up whoever did it. Of a target counted to date the
/// figure of the unit that took the place holds what the merged one had reached: from its first figure for a span that reaches into its
/// own time the merged unit's counts no more, and until then it does, so that nothing is counted twice and nothing is lost. A unit that was
/// divided keeps its figure, and so does one that reached a target stated for each unit.
/// </summary>
/// <param name="figures">Figures that count, of one target or of several.</param>
/// <param name="periods">Periods of units that others took the place of.</param>
internal sealed class FigureGroup(IEnumerable<Figure> figures, IEnumerable<UnitPeriod> periods)
{
    private readonly ILookup<string, Figure> byUnit = figures.ToLookup(row => UnitScope.CodeOf(row.UnitPath));
    private readonly Dictionary<string, UnitPeriod> merged = periods
        .Where(period => period.MergedInto is not null)
        .ToDictionary(x => x.Code);

    /// <summary>Codes of the units that have figures.</summary>
    public IEnumerable<string> Units => byUnit.Select(unit => unit.Key);

    /// <summary>Path of a unit in its last figure.</summary>
    public string PathOf(string unitCode) => byUnit[unitCode].MaxBy(row => row.From)!.UnitPath;

    /// <summary>What a unit adds to a target, as changes by week.</summary>
    public IReadOnlyDictionary<DateOnly, Amount> Of(PlanContent content, string key, string unitCode)
    {
        var changes = Contribution.Of(content, key, unitCode, byUnit[unitCode].Where(row => row.Target == key));
        if (changes.Count == 0 || TakenOverOn(content, key, unitCode) is not { } day)
        {
            return changes;
        }

        var (week, sum) = (Contribution.WeekOf(day), changes.Values.Aggregate((left, right) => left + right));
        return new Dictionary<DateOnly, Amount>(changes) { [week] = changes.GetValueOrDefault(week) - sum };
    }

    /// <summary>The last day of the span with whose figure the unit's own stopped counting; null while it counts.</summary>
    public DateOnly? TakenOverOn(PlanContent content, string key, string unitCode) =>
        content.Targets.FirstOrDefault(row => row.Key == key) is { } target
        && Contribution.IsToDate(target)
        && !EachTarget.Is(content, target)
        && merged.TryGetValue(unitCode, out var last)
            ? FollowersOf(unitCode)
                .SelectMany(follower => byUnit[follower])
                .Where(row => row.Target == key && row.Measure == target.Measure && row.To > last.ValidTo)
                .MinBy(row => row.To)
                ?.To
            : null;

    /// <summary>The units that took the unit's place, one after the other.</summary>
    private IEnumerable<string> FollowersOf(string unitCode)
    {
        var seen = new HashSet<string> { unitCode };
        for (var next = unitCode; merged.TryGetValue(next, out var period) && seen.Add(period.MergedInto!); next = period.MergedInto!)
        {
            yield return period.MergedInto!;
        }
    }
}
