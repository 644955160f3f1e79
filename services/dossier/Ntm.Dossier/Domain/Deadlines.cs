namespace Ntm.Dossier.Domain;

/// <summary>When something must be said about a deadline.</summary>
/// <param name="At">Instant.</param>
/// <param name="WorkingDaysLeft">Working days left; null for the deadline itself.</param>
internal readonly record struct Alarm(DateTimeOffset At, int? WorkingDaysLeft);

/// <summary>The arithmetic of deadlines. Legal cut-offs are instants; periods are counted in working days.</summary>
internal static class Deadlines
{
    /// <summary>The first instant that is too late for a stage that opens now; null without a deadline.</summary>
    /// <param name="stage">Stage of the path.</param>
    /// <param name="year">Year of the dossier.</param>
    /// <param name="extended">Cut-off by the latest extension, if any.</param>
    /// <param name="openedAt">When it opens.</param>
    /// <param name="used">Working days used up before earlier returns.</param>
    /// <param name="calendar">Working days.</param>
    public static DateTimeOffset? DueAt(
        Stage stage, int year, DateOnly? extended, DateTimeOffset openedAt, int used, WorkingDayCalendar calendar)
    {
        if (stage.DueBefore is { } monthDay)
        {
            var cutOff = new LegalCutOff(extended ?? monthDay.In(year)).Instant;

            // A date that only guides (nothing is refused by it) says nothing to a stage that opens after it.
            return cutOff > openedAt || stage.Has(Guard.BeforeCutOff) ? cutOff : null;
        }

        if (stage.DueWorkingDays is not { } days || !calendar.Covers(LegalTime.DayOf(openedAt).AddDays(30 + (2 * days))))
        {
            return null;
        }

        // One day at least: nobody can be late before the dossier is back.
        return calendar.EndOfPeriod(LegalTime.DayOf(openedAt), Math.Max(1, days - used));
    }

    /// <summary>Working days of a period used up between opening and return.</summary>
    public static int Used(DateTimeOffset openedAt, DateTimeOffset returnedAt, WorkingDayCalendar calendar)
    {
        var (from, to) = (LegalTime.DayOf(openedAt), LegalTime.DayOf(returnedAt));
        return calendar.Covers(from) && calendar.Covers(to) ? calendar.WorkingDaysBetween(from, to) : 0;
    }

    /// <summary>Reminders and the deadline itself, in order of time.</summary>
    public static IReadOnlyList<Alarm> AlarmsOf(Stage stage, DateTimeOffset dueAt, WorkingDayCalendar calendar)
    {
        var day = LegalTime.DayOf(dueAt);
        var reminders = stage.Reminders
            .Where(left => calendar.Covers(day) && calendar.Covers(day.AddDays(-30 - (2 * left))))
            .Select(left => new Alarm(LegalTime.StartOf(calendar.AddWorkingDays(day, -left)), left));
        return [.. reminders.OrderBy(alarm => alarm.At), new Alarm(dueAt, null)];
    }

    /// <summary>The open stage with its next alarm after those already given.</summary>
    public static OpenStage WithNextAlarm(OpenStage open, Stage stage, WorkingDayCalendar calendar) => open with
    {
        NextAlarmAt = open.DueAt is { } dueAt
            ? AlarmsOf(stage, dueAt, calendar).Where(alarm => alarm.At > open.AlarmedUpTo).Select(alarm => (DateTimeOffset?)alarm.At).FirstOrDefault()
            : null,
    };
}
