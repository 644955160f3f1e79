namespace Ntm.Planning.Domain.Reports;

/// <summary>The days that one report is about.</summary>
/// <param name="From">First legal day.</param>
/// <param name="To">Last legal day, which is in it.</param>
/// <param name="Before">The first instant that is too late, UTC; null where the rule names no cut-off.</param>
internal sealed record ReportSpan(DateOnly From, DateOnly To, DateTimeOffset? Before);

/// <summary>When reports of a rule are due, and from whom.</summary>
internal static class DutyCalendar
{
    /// <summary>
    /// Every span of a rule, in order. A week ends with the day of its cut-off, Sunday where none is named; the ends of a period cut the
    /// first and the last one, whose cut-off is then the period's last day. Where periods overlap, a day lies in one span only.
    /// </summary>
    public static IReadOnlyList<ReportSpan> SpansOf(PlanContent content, ReportingRule rule, WorkingDayCalendar calendar)
    {
        var spans = new List<ReportSpan>();
        foreach (var period in PeriodsOf(content, rule))
        {
            var from = spans is [.., var last] && last.To >= period.From ? last.To.AddDays(1) : period.From;
            while (from <= period.To)
            {
                var end = EndOf(rule, from);
                var to = end < period.To ? end : period.To;
                spans.Add(new ReportSpan(from, to, CutOff(rule, from, to, calendar)));
                from = to.AddDays(1);
            }
        }

        return spans;
    }

    /// <summary>The units that report under a rule: for each level of its reporters the plan's own unit, or those of that level
    /// below.</summary>
    public static IReadOnlyList<PlanUnit> UnitsOf(PlanContent content, ReportingRule rule, PlanUnit own, IReadOnlyList<PlanUnit> below) =>
        [.. LevelsOf(content, rule).SelectMany(level => own.Level == level ? [own] : below.Where(unit => unit.Level == level))];

    /// <summary>Whether a unit reports under a rule; one that names no reporter is for the plan's own unit.</summary>
    public static bool Names(PlanContent content, ReportingRule rule, PlanUnit own, PlanUnit unit) =>
        rule.Reporters.Count == 0
            ? unit.Code == own.Code
            : LevelsOf(content, rule).Contains(unit.Level) && (unit.Level != own.Level || unit.Code == own.Code);

    private static IEnumerable<PlanLevel> LevelsOf(PlanContent content, ReportingRule rule) =>
        content.Bodies.Where(body => rule.Reporters.Contains(body.Key)).Select(body => body.Level).Distinct();

    private static IEnumerable<PlanPeriod> PeriodsOf(PlanContent content, ReportingRule rule) =>
        content
            .Periods.Where(period => rule.Periods.Count == 0 ? period.Kind == PeriodKind.Main : rule.Periods.Contains(period.Key))
            .OrderBy(period => period.From);

    private static DateOnly EndOf(ReportingRule rule, DateOnly from) =>
        rule.Rhythm switch
        {
            Rhythm.Weekly => from.AddDays(((int)(rule.Weekday ?? DayOfWeek.Sunday) - (int)from.DayOfWeek + 7) % 7),
            Rhythm.Monthly when DayIn(from, rule) >= from => DayIn(from, rule),
            Rhythm.Monthly => DayIn(from.AddMonths(1), rule),
            _ => from,
        };

    private static DateOnly DayIn(DateOnly month, ReportingRule rule) =>
        new(month.Year, month.Month, Math.Min(rule.DayOfMonth ?? 31, DateTime.DaysInMonth(month.Year, month.Month)));

    private static DateTimeOffset? CutOff(ReportingRule rule, DateOnly from, DateOnly to, WorkingDayCalendar calendar)
    {
        if (rule.CutOff == DueKind.None)
        {
            return null;
        }

        var day = Moved(rule.OnHoliday, from, to, calendar);
        return rule.Time is { } time ? VietnamTime.StartOf(day) + time.ToTimeSpan() : VietnamTime.EndOf(day);
    }

    /// <summary>A day that the calendar does not cover stays, and none moves before the span begins.</summary>
    private static DateOnly Moved(HolidayRule rule, DateOnly from, DateOnly to, WorkingDayCalendar calendar)
    {
        if (rule == HolidayRule.Keep || !calendar.Covers(to) || calendar.IsWorkingDay(to))
        {
            return to;
        }

        var found = calendar.TryAddWorkingDays(to, rule == HolidayRule.Before ? -1 : 1, out var moved);
        return !found ? to
            : moved < from ? from
            : moved;
    }
}
