namespace Ntm.Planning.Domain.Warnings;

/// <summary>The days of weekly and monthly cut-offs, before any of them moves for a day off.</summary>
internal static class CutOffDays
{
    /// <summary>Periods in which a rule asks for reports: those it names, else the time of the plan.</summary>
    public static IReadOnlyList<PlanPeriod> PeriodsOf(WarningContext plan, ReportingRule rule) =>
        rule.Periods.Count == 0 ? [plan.Main] : [.. plan.Content.Periods.Where(period => rule.Periods.Contains(period.Key))];

    /// <summary>The days in a period, the first one first; none for a rule without a cut-off or with another rhythm.</summary>
    public static IEnumerable<DateOnly> In(ReportingRule rule, PlanPeriod period) =>
        rule is { CutOff: not DueKind.None, Rhythm: Rhythm.Weekly or Rhythm.Monthly }
            ? Enumerable.Range(0, period.Days).Select(period.From.AddDays).Where(day => IsCutOff(rule, day))
            : [];

    /// <summary>The first instant that is too late on a day.</summary>
    public static DateTimeOffset Before(ReportingRule rule, DateOnly day) =>
        rule.Time is { } time ? VietnamTime.StartOf(day) + time.ToTimeSpan() : VietnamTime.EndOf(day);

    private static bool IsCutOff(ReportingRule rule, DateOnly day) =>
        rule.Rhythm == Rhythm.Weekly
            ? day.DayOfWeek == rule.Weekday
            : day.Day == Math.Min(rule.DayOfMonth ?? 0, DateTime.DaysInMonth(day.Year, day.Month));
}
