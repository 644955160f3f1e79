using System.Text.Json.Serialization;

namespace Ntm.Planning.Domain.Progress;

/// <summary>How a target stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TargetStatus>))]
public enum TargetStatus
{
    /// <summary>The plan sets no value.</summary>
    [JsonStringEnumMemberName("not-measured")]
    NotMeasured,

    /// <summary>Nothing was reported yet.</summary>
    [JsonStringEnumMemberName("no-figures")]
    NoFigures,

    /// <summary>At the planned value of the last whole week, or better; what is to be kept is kept.</summary>
    [JsonStringEnumMemberName("on-track")]
    OnTrack,

    /// <summary>Short of the planned value of the last whole week; what is to be kept is not.</summary>
    [JsonStringEnumMemberName("behind")]
    Behind,

    /// <summary>Reached; what is to be kept was kept to the end.</summary>
    [JsonStringEnumMemberName("reached")]
    Reached,

    /// <summary>The due has passed, and reports do not show that it was reached.</summary>
    [JsonStringEnumMemberName("missed")]
    Missed,
}

/// <summary>A week of a target.</summary>
/// <param name="Week">Monday of the week.</param>
/// <param name="Value">Where it stood at the end of the week; null while nothing was reported.</param>
/// <param name="Planned">Where it should have stood; null for a target without a value.</param>
public sealed record TargetWeek(DateOnly Week, decimal? Value, decimal? Planned);

/// <summary>A change of a target's sum.</summary>
/// <param name="Week">Monday of the week of work.</param>
/// <param name="Amount">By how much.</param>
internal sealed record WeekChange(DateOnly Week, Amount Amount);

/// <summary>Where a target stands at the end of a legal day, by what was known then.</summary>
internal sealed class TargetStanding
{
    private const int PaceWeeks = 4;
    private const int FarthestForecast = 3650;

    private readonly PlanTarget target;
    private readonly IReadOnlyList<WeekChange> changes;
    private readonly DateOnly day;

    private TargetStanding(PlanTarget target, TargetLine? line, IReadOnlyList<WeekChange> changes, DateOnly day)
    {
        (this.target, Line, this.day) = (target, line, day);
        this.changes = [.. changes.GroupBy(change => change.Week).Select(SumOf).OrderBy(change => change.Week)];
        Sum = SumUntil(DateOnly.MaxValue);
        Value = TargetMath.ValueOf(target, Sum);
    }

    public TargetLine? Line { get; }

    /// <summary>Sum of the figures.</summary>
    public Amount Sum { get; }

    /// <summary>Where it stands; null while nothing was reported.</summary>
    public decimal? Value { get; }

    /// <summary>Where it should stand: at the end of the last whole week, for a week that runs is not reported yet; from the due on the
    /// value itself.</summary>
    public decimal? Planned => Line?.At(day >= Line.To ? day : day.AddDays(-(int)day.DayOfWeek));

    public TargetStatus Status =>
        Line is null ? TargetStatus.NotMeasured
        : IsReached ? TargetStatus.Reached
        : IsOver ? TargetStatus.Missed
        : Value is not { } value ? TargetStatus.NoFigures
        : IsInTime(value) ? TargetStatus.OnTrack
        : TargetStatus.Behind;

    private bool IsOver => day > Line!.To;

    private bool IsReached => Value is { } value && TargetMath.Fits(target, value) && (IsOver || !TargetMath.IsKept(target));

    /// <summary>Where a target stands.</summary>
    /// <param name="content">The edition in force on that day.</param>
    /// <param name="target">The target in it.</param>
    /// <param name="changes">Changes that were filed up to that day.</param>
    /// <param name="day">The legal day.</param>
    public static TargetStanding Of(PlanContent content, PlanTarget target, IReadOnlyList<WeekChange> changes, DateOnly day) =>
        new(target, TargetLine.Of(content, target), changes, day);

    /// <summary>
    /// The legal day on which it is reached at the pace of the last four weeks: the running week and the three before, or, with nothing
    /// reported in it yet, the four before. Null where it is reached, is to be kept, or does not come nearer.
    /// </summary>
    public DateOnly? Forecast()
    {
        if (Line is null || Value is not { } value || TargetMath.IsKept(target) || IsReached)
        {
            return null;
        }

        var running = Contribution.WeekOf(day);
        var last = changes.Any(change => change.Week == running && change.Amount.Count > 0) ? running : running.AddDays(-7);
        var first = Contribution.WeekOf(Line.From);
        var weeks = Math.Clamp((last.DayNumber - first.DayNumber) / 7 + 1, 1, PaceWeeks);
        var before = TargetMath.ValueOf(target, SumUntil(last.AddDays(-7 * weeks))) ?? Line.Start;
        var nearer = target.Kind == TargetKind.BringDown ? before - value : value - before;
        if (nearer <= 0)
        {
            return null;
        }

        var days = Math.Ceiling(Math.Abs(Line.End - value) * 7 * weeks / nearer);
        return days <= FarthestForecast ? day.AddDays((int)days) : null;
    }

    /// <summary>Week by week, from the first to the present one or the last.</summary>
    public IEnumerable<TargetWeek> Weeks()
    {
        if (Line is null && changes.Count == 0)
        {
            yield break;
        }

        var known = changes.Where(change => change.Amount.Count > 0).Select(change => change.Week).ToList();
        var first = known.Append(Contribution.WeekOf(Line?.From ?? day)).Min();
        var last = known.Append(Contribution.WeekOf(Line?.To < day ? Line.To : day)).Max();
        var (sum, next) = (default(Amount), 0);
        for (var week = first; week <= last; week = week.AddDays(7))
        {
            for (; next < changes.Count && changes[next].Week <= week; next++)
            {
                sum += changes[next].Amount;
            }

            yield return new TargetWeek(week, TargetMath.ValueOf(target, sum), Line?.At(week.AddDays(6)));
        }
    }

    private bool IsInTime(decimal value) =>
        TargetMath.IsKept(target) ? TargetMath.Fits(target, value)
        : target.Kind == TargetKind.BringDown ? value <= Planned
        : value >= Planned;

    private static WeekChange SumOf(IGrouping<DateOnly, WeekChange> week) =>
        new(week.Key, week.Aggregate(default(Amount), (sum, change) => sum + change.Amount));

    private Amount SumUntil(DateOnly week) =>
        changes.Where(change => change.Week <= week).Aggregate(default(Amount), (sum, change) => sum + change.Amount);
}
