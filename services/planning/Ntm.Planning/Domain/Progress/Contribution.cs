namespace Ntm.Planning.Domain.Progress;

/// <summary>
/// What the figures of one unit add to a target, as changes by week. Changes add up over weeks, units and plans whatever the counting:
/// of a target counted to date each figure adds what it differs from the one before, so that the last one counts and none twice.
/// </summary>
internal static class Contribution
{
    /// <summary>Monday of the week that a legal day lies in.</summary>
    public static DateOnly WeekOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>Changes by the Monday of the week in which the span of the figure ends.</summary>
    /// <param name="target">The target; null, where the plan has it no longer, adds nothing.</param>
    /// <param name="figures">Figures of one unit for it that count; those in another unit of measure do not.</param>
    public static IReadOnlyDictionary<DateOnly, Amount> Of(PlanTarget? target, IEnumerable<Figure> figures)
    {
        var weeks = new Dictionary<DateOnly, Amount>();
        if (target is null)
        {
            return weeks;
        }

        var before = default(Amount);
        foreach (var figure in figures.Where(row => row.Measure == target.Measure).OrderBy(row => row.From))
        {
            var now = new Amount(figure.Value, figure.Of ?? 0, 1);
            var value = IsToDate(target) ? now.Value - before.Value : now.Value;
            Add(weeks, WeekOf(figure.To), new Amount(value, now.Of - before.Of, 1));
            before = now;
        }

        return weeks;
    }

    /// <summary>The same of a target of a plan: of one that is stated for each unit, that the unit reached it, or does no longer.</summary>
    /// <param name="content">The edition.</param>
    /// <param name="key">Key of the target; one that the edition has no longer adds nothing.</param>
    /// <param name="unitCode">The unit.</param>
    /// <param name="figures">Its figures for the target that count.</param>
    public static IReadOnlyDictionary<DateOnly, Amount> Of(PlanContent content, string key, string unitCode, IEnumerable<Figure> figures) =>
        content.Targets.FirstOrDefault(row => row.Key == key) is { } target && EachTarget.Is(content, target)
            ? ReachedBy(EachTarget.Part(content, target, unitCode), figures)
            : Of(content.Targets.FirstOrDefault(row => row.Key == key), figures);

    private static Dictionary<DateOnly, Amount> ReachedBy(PlanTarget part, IEnumerable<Figure> figures)
    {
        var weeks = new Dictionary<DateOnly, Amount>();
        var (sum, reached) = (default(Amount), false);
        foreach (var figure in figures.Where(row => row.Measure == part.Measure).OrderBy(row => row.From))
        {
            var reported = new Amount(figure.Value, figure.Of ?? 0, 1);
            sum = IsToDate(part) ? reported : sum + reported;
            var now = TargetMath.ValueOf(part, sum) is { } value && TargetMath.Fits(part, value);
            Add(weeks, WeekOf(figure.To), new Amount(now.CompareTo(reached), 0, 1));
            reached = now;
        }

        return weeks;
    }

    /// <summary>The changes that lead from one to the other.</summary>
    public static IReadOnlyDictionary<DateOnly, Amount> Difference(
        IReadOnlyDictionary<DateOnly, Amount> before,
        IReadOnlyDictionary<DateOnly, Amount> after
    ) =>
        before
            .Keys.Union(after.Keys)
            .Select(week => (week, Amount: after.GetValueOrDefault(week) - before.GetValueOrDefault(week)))
            .Where(change => change.Amount != default)
            .ToDictionary(change => change.week, change => change.Amount);

    /// <summary>
    /// Whether the last figure counts. A level that is kept is read and never added up, and so is what is to come down from where nobody
    /// said it began.
    /// </summary>
    public static bool IsToDate(PlanTarget target) =>
        target.Counting == Counting.ToDate
        || target.Kind is TargetKind.KeepAbove or TargetKind.KeepBelow or TargetKind.KeepWithin
        || target is { Kind: TargetKind.BringDown, Baseline: null };

    private static void Add(Dictionary<DateOnly, Amount> weeks, DateOnly week, Amount change) =>
        weeks[week] = weeks.GetValueOrDefault(week) + change;
}
