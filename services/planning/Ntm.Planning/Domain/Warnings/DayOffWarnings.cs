namespace Ntm.Planning.Domain.Warnings;

/// <summary>Rules about days on which public bodies do not work.</summary>
internal static class DayOffWarnings
{
    private const int Shown = 5;

    /// <summary><c>due-on-holiday</c> and <c>due-on-weekend</c>: the day that a due names, or the last one in time, is a day off.
    /// The end of a month, quarter or period is no day that somebody chose.</summary>
    public static IEnumerable<PlanWarning> Dues(WarningContext plan)
    {
        var named = plan.Dues.Where(row => row.Due.Kind is DueKind.BeforeDay or DueKind.ByEndOfDay or DueKind.BeforeInstant);
        foreach (var group in named.GroupBy(row => (Day: row.Due.Day!.Value, Before: row.Due.Kind == DueKind.BeforeDay)))
        {
            var (day, before) = group.Key;
            var eve = day.AddDays(-1);
            if (!plan.Calendar.Covers(day) || !plan.Calendar.Covers(eve))
            {
                continue;
            }

            DateOnly? off =
                !plan.Calendar.IsWorkingDay(day) ? day
                : before && !plan.Calendar.IsWorkingDay(eve) ? eve
                : null;
            if (off is { } found)
            {
                yield return OnDayOff(plan.Calendar, [.. group.Select(row => row.Key)], day, found);
            }
        }
    }

    /// <summary><c>cutoff-on-holiday</c>: a weekly or monthly cut-off falls on a day off and stays there. One a day stays by its
    /// nature.</summary>
    public static IEnumerable<PlanWarning> CutOffs(WarningContext plan)
    {
        foreach (var rule in plan.Content.Reporting.Where(rule => rule is { OnHoliday: HolidayRule.Keep, Rhythm: not Rhythm.Daily }))
        {
            var days = CutOffDays
                .PeriodsOf(plan, rule)
                .SelectMany(period => CutOffDays.In(rule, period))
                .Where(day => plan.Calendar.Covers(day) && !plan.Calendar.IsWorkingDay(day))
                .Select(VietnamTime.Display)
                .Distinct()
                .ToList();
            if (days.Count > 0)
            {
                var more = days.Count > Shown ? $" và {days.Count - Shown} ngày khác" : "";
                yield return PlanWarning.Warn(
                    "cutoff-on-holiday",
                    [rule.Key],
                    $"Hạn báo cáo rơi vào ngày nghỉ: {string.Join(", ", days.Take(Shown))}{more}.",
                    "Dời kỳ báo cáo ấy sang ngày làm việc trước hoặc sau."
                );
            }
        }
    }

    /// <summary><c>calendar-missing</c>: the calendar does not know the plan's time, so days off cannot be checked.</summary>
    public static IEnumerable<PlanWarning> Unknown(WarningContext plan)
    {
        if (!plan.Calendar.Covers(plan.Main.From) || !plan.Calendar.Covers(plan.Main.To))
        {
            yield return PlanWarning.Info(
                "calendar-missing",
                [plan.Main.Key],
                $"Lịch làm việc chỉ có từ {VietnamTime.Display(plan.Calendar.FirstDay)} đến {VietnamTime.Display(plan.Calendar.LastDay)}: "
                    + "chưa kiểm được hạn có rơi vào ngày nghỉ hay không.",
                "Cập nhật lịch làm việc, hoặc tự đối chiếu với thông báo nghỉ lễ của năm."
            );
        }
    }

    private static PlanWarning OnDayOff(WorkingDayCalendar calendar, IReadOnlyList<string> rows, DateOnly day, DateOnly off)
    {
        var special = calendar.Special(off);
        var why = special?.Name ?? "cuối tuần";
        var last = calendar.TryAddWorkingDays(day, -1, out var reached)
            ? $" Ngày làm việc cuối còn kịp là {VietnamTime.Display(reached)}."
            : "";
        return PlanWarning.Info(
            special is null ? "due-on-weekend" : "due-on-holiday",
            rows,
            $"{VietnamTime.Display(off)} là ngày nghỉ ({why}).{last}",
            "Nhắc trước ngày nghỉ; hạn không tự dời."
        );
    }
}
