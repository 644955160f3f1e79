using Ntm.Planning.Domain.Reports;

namespace Ntm.Planning.Domain.Work;

/// <summary>A week of a plan for which units register work.</summary>
/// <param name="From">First legal day.</param>
/// <param name="To">Last legal day, which is in it.</param>
internal sealed record WorkWeek(DateOnly From, DateOnly To)
{
    private const string DayMeasure = "ngày";

    /// <summary>The week that begins on a day: a span of a weekly report, or from a Monday to its Sunday; null for other days and for
    /// weeks outside the plan.</summary>
    public static WorkWeek? Of(PlanContent content, DateOnly start)
    {
        var main = content.Periods.First(period => period.Kind == PeriodKind.Main);
        if (start.DayNumber > DateOnly.MaxValue.DayNumber - 7)
        {
            return null;
        }

        var span = content
            .Reporting.Where(rule => rule.Rhythm == Rhythm.Weekly)
            .SelectMany(rule => DutyCalendar.SpansOf(content, rule, WorkingDayCalendar.VietNam))
            .FirstOrDefault(span => span.From == start);
        var week =
            span is not null ? new WorkWeek(span.From, span.To)
            : start.DayOfWeek == DayOfWeek.Monday ? new WorkWeek(start, start.AddDays(6))
            : null;
        return week is not null && week.From <= main.To && week.To >= main.From ? week : null;
    }

    /// <summary>The first week that begins after a day, at most seven days later; null at the end of the plan.</summary>
    public static WorkWeek? After(PlanContent content, DateOnly day) =>
        Enumerable.Range(1, 7).Select(days => Of(content, day.AddDays(days))).FirstOrDefault(week => week is not null);

    /// <summary>Whether what is not done goes over to the next day, by the plan's carry-over rule; else it goes to the next week.</summary>
    public static bool GoesByDay(PlanContent content) =>
        content.Rules.Any(rule =>
            rule.Kind == "carry-over" && rule.Measure?.Trim().Equals(DayMeasure, StringComparison.OrdinalIgnoreCase) == true
        );

    /// <summary>The day of the week in it; null where it has none.</summary>
    public DateOnly? DayIn(DayOfWeek day)
    {
        var found = From.AddDays(((int)day - (int)From.DayOfWeek + 7) % 7);
        return found <= To ? found : null;
    }
}
