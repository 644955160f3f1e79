using Ntm.Planning.Domain.Progress;

namespace Ntm.Planning.Domain.Standings;

/// <summary>Which unit reached its share of a target first.</summary>
internal static class ShareRace
{
    /// <summary>Keys of the targets that units have shares of, and the codes of these units.</summary>
    public static (IReadOnlyList<string> Targets, IReadOnlyList<string> Codes) RunnersIn(PlanContent content)
    {
        var reached = content.Targets.Where(target => target.Kind == TargetKind.Reach).Select(target => target.Key).ToHashSet();
        var splits = content.Split.Where(split => reached.Contains(split.Target)).ToLookup(split => split.Place, split => split.Target);
        var places = content.Places.Where(place => place.UnitCode is not null && splits.Contains(place.Key)).ToList();
        return ([.. places.SelectMany(place => splits[place.Key]).Distinct()], [.. places.Select(place => place.UnitCode!).Distinct()]);
    }

    /// <summary>Text of each target of which a unit reached its share first in a span of days, by the path of the unit.</summary>
    /// <param name="content">The plan, which gives the shares.</param>
    /// <param name="figures">Figures that count.</param>
    /// <param name="start">First legal day.</param>
    /// <param name="end">Last legal day.</param>
    public static ILookup<string, string> FirstIn(PlanContent content, IReadOnlyList<Figure> figures, DateOnly start, DateOnly end)
    {
        var places = content.Places.Where(place => place.UnitCode is not null).ToDictionary(place => place.Key, place => place.UnitCode!);
        var winners =
            from target in content.Targets
            where target.Kind == TargetKind.Reach
            let shares = content
                .Split.Where(split => split.Target == target.Key && places.ContainsKey(split.Place))
                .ToLookup(split => places[split.Place], split => split.Value)
            let first = figures
                .Where(figure => figure.Target == target.Key && figure.Measure == target.Measure)
                .GroupBy(figure => figure.UnitPath)
                .Where(unit => shares.Contains(UnitScope.CodeOf(unit.Key)))
                .Select(unit => (Path: unit.Key, At: ReachedAt(target, shares[UnitScope.CodeOf(unit.Key)].First(), unit)))
                .Where(unit => unit.At is not null)
                .OrderBy(unit => unit.At)
                .ThenBy(unit => unit.Path, StringComparer.Ordinal)
                .FirstOrDefault()
            where first.At is { } at && VietnamTime.DayOf(at) >= start && VietnamTime.DayOf(at) <= end
            select (first.Path, target.Text);
        return winners.ToLookup(row => row.Path, row => row.Text);
    }

    private static DateTimeOffset? ReachedAt(PlanTarget target, decimal share, IEnumerable<Figure> figures)
    {
        var (value, whole) = (0m, 0m);
        foreach (var figure in figures.OrderBy(figure => figure.FiledAt).ThenBy(figure => figure.From))
        {
            var adds = !Contribution.IsToDate(target);
            (value, whole) = (figure.Value + (adds ? value : 0), (figure.Of ?? 0) + (adds ? whole : 0));
            var reached = !target.IsShare ? value >= share : whole > 0 && 100 * value / whole >= share;
            if (reached)
            {
                return figure.FiledAt;
            }
        }

        return null;
    }
}
