namespace Ntm.Dossier.Domain;

/// <summary>When a reminder of a deadline, or the deadline itself, is due.</summary>
/// <param name="At">Instant.</param>
/// <param name="WorkingDaysLeft">Working days left; null for the deadline itself.</param>
internal readonly record struct Alarm(DateTimeOffset At, int? WorkingDaysLeft);

/// <summary>When a stage is due.</summary>
/// <param name="At">The first instant that is too late; null without a deadline, and while it is unknown.</param>
/// <param name="Unknown">True when there is a deadline that leads beyond the calendar's data: it is never guessed.</param>
internal readonly record struct Due(DateTimeOffset? At, bool Unknown = false);

/// <summary>The dates that are set for a stage of one dossier.</summary>
/// <param name="Year">Year of the dossier.</param>
/// <param name="Extended">Cut-off by the latest extension, if any.</param>
/// <param name="Planned">First instant that is too late by the plan in force, if it dates the stage.</param>
internal readonly record struct StageDates(int Year, DateOnly? Extended, DateTimeOffset? Planned);

/// <summary>The arithmetic of deadlines. Legal cut-offs are instants; periods are counted in working days.</summary>
internal static class Deadlines
{
    /// <summary>When a stage that opens now is due. A plan may set an earlier date than the law, and none that is past already.</summary>
    /// <param name="stage">Stage of the path.</param>
    /// <param name="dates">Dates that are set for the stage of this dossier.</param>
    /// <param name="openedAt">When it opens.</param>
    /// <param name="used">Days of the period used up before earlier returns; null when the calendar cannot say.</param>
    /// <param name="calendar">Working days.</param>
    public static Due DueOf(Stage stage, StageDates dates, DateTimeOffset openedAt, int? used, WorkingDayCalendar calendar)
    {
        var planned = dates.Planned > openedAt ? dates.Planned : null;
        var legal = LegalDueOf(stage, dates, openedAt, used, calendar);
        var guiding = stage.DueBefore is not null && !stage.Has(Guard.BeforeCutOff);
        return planned is null || dates.Extended is not null ? legal
            : guiding || legal.At is null || planned < legal.At ? new Due(planned)
            : legal;
    }

    private static Due LegalDueOf(Stage stage, StageDates dates, DateTimeOffset openedAt, int? used, WorkingDayCalendar calendar)
    {
        if (stage.DueBefore is { } monthDay)
        {
            var cutOff = new LegalCutOff(dates.Extended ?? monthDay.In(dates.Year)).Instant;

            // A guiding date (no act is refused by it) has no effect on a stage that opens after it.
            return new Due(cutOff > openedAt || stage.Has(Guard.BeforeCutOff) ? cutOff : null);
        }

        if (stage.DueCalendarDays is { } calendarDays)
        {
            return new Due(VietnamTime.EndOf(VietnamTime.DayOf(openedAt).AddDays(Math.Max(1, calendarDays - (used ?? 0)))));
        }

        if (stage.DueWorkingDays is not { } days)
        {
            return default;
        }

        // One day at least: a stage is never overdue at the moment it opens again.
        return used is { } before && calendar.TryAddWorkingDays(VietnamTime.DayOf(openedAt), Math.Max(1, days - before), out var last)
            ? new Due(VietnamTime.EndOf(last))
            : new Due(null, Unknown: true);
    }

    /// <summary>Whether an open stage has a deadline that could not be computed when it opened.</summary>
    public static bool IsUnknown(OpenStage open, Stage stage) =>
        open.DueAt is null && stage is { DueBefore: null, DueWorkingDays: not null };

    /// <summary>Days of a stage's period, as it counts them, used up from opening to return; null when the calendar cannot say.</summary>
    public static int? Used(Stage stage, DateTimeOffset openedAt, DateTimeOffset returnedAt, WorkingDayCalendar calendar) =>
        stage.DueCalendarDays is null
            ? Used(openedAt, returnedAt, calendar)
            : VietnamTime.DayOf(returnedAt).DayNumber - VietnamTime.DayOf(openedAt).DayNumber;

    /// <summary>Working days of a period used up between opening and return; null when the calendar does not cover both.</summary>
    public static int? Used(DateTimeOffset openedAt, DateTimeOffset returnedAt, WorkingDayCalendar calendar)
    {
        var (from, to) = (VietnamTime.DayOf(openedAt), VietnamTime.DayOf(returnedAt));
        return calendar.Covers(from) && calendar.Covers(to) ? calendar.WorkingDaysBetween(from, to) : null;
    }

    /// <summary>Reminders and the deadline itself, in order of time; without the reminders that lie beyond the calendar's data.</summary>
    public static IReadOnlyList<Alarm> AlarmsOf(Stage stage, DateTimeOffset dueAt, WorkingDayCalendar calendar) =>
        AlarmsOf(stage.Reminders, dueAt, calendar);

    /// <summary>The same of any deadline with reminders so many working days before it.</summary>
    public static IReadOnlyList<Alarm> AlarmsOf(IReadOnlyList<int> reminders, DateTimeOffset dueAt, WorkingDayCalendar calendar)
    {
        var day = VietnamTime.DayOf(dueAt);
        var alarms = new List<Alarm>();
        foreach (var left in reminders)
        {
            if (calendar.Covers(day) && calendar.TryAddWorkingDays(day, -left, out var reminded))
            {
                alarms.Add(new Alarm(VietnamTime.StartOf(reminded), left));
            }
        }

        return [.. alarms.OrderBy(alarm => alarm.At), new Alarm(dueAt, null)];
    }

    /// <summary>The open stage with its next alarm after those already given.</summary>
    public static OpenStage WithNextAlarm(OpenStage open, Stage stage, WorkingDayCalendar calendar) =>
        open with
        {
            NextAlarmAt = open.DueAt is { } dueAt
                ? AlarmsOf(stage, dueAt, calendar)
                    .Where(alarm => alarm.At > open.AlarmedUpTo)
                    .Select(alarm => (DateTimeOffset?)alarm.At)
                    .FirstOrDefault()
                : null,
        };
}
