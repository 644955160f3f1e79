using Ntm.Persistence;

namespace Ntm.Planning.Domain.Warnings;

/// <summary>Rules about when things are due.</summary>
internal static class DueWarnings
{
    /// <summary><c>target-without-due</c>.</summary>
    public static IEnumerable<PlanWarning> TargetWithout(WarningContext plan)
    {
        var keys = plan.Content.Targets.Where(target => !target.Due.IsSet).Select(target => target.Key).ToList();
        if (keys.Count > 0)
        {
            yield return PlanWarning.Warn(
                "target-without-due",
                keys,
                $"Chỉ tiêu không có hạn riêng: {PlanWarning.Names(keys)}. Đang lấy ngày cuối kỳ {VietnamTime.Display(plan.Main.To)}.",
                "Nêu hạn của từng chỉ tiêu, hoặc xác nhận lấy cuối kỳ."
            );
        }
    }

    /// <summary><c>task-without-due</c>.</summary>
    public static IEnumerable<PlanWarning> TaskWithout(WarningContext plan)
    {
        var keys = plan.Content.Tasks.Where(task => !task.Due.IsSet).Select(task => task.Key).ToList();
        if (keys.Count > 0)
        {
            yield return PlanWarning.Info(
                "task-without-due",
                keys,
                $"Nhiệm vụ không có hạn riêng: {PlanWarning.Names(keys)}.",
                "Lấy hạn của chỉ tiêu mà nhiệm vụ phục vụ, không có thì lấy cuối kỳ; hoặc nêu hạn."
            );
        }
    }

    /// <summary><c>boundary-day</c>: something is due before the last day of its period, so that this day is lost.</summary>
    public static IEnumerable<PlanWarning> BoundaryDay(WarningContext plan)
    {
        var targets = plan.Content.Targets.Select(target => (target.Key, target.Due, Period: plan.PeriodOf(target)));
        var tasks = plan.Content.Tasks.Select(task => (task.Key, task.Due, Period: plan.Main));
        return from row in targets.Concat(tasks)
            where row.Due.Kind == DueKind.BeforeDay && row.Due.Day == row.Period.To
            group row.Key by row.Period into lost
            let day = VietnamTime.Display(lost.Key.To)
            select PlanWarning.Info(
                "boundary-day",
                [lost.Key.Key, .. lost],
                $"Kỳ đến hết {day} nhưng hạn ghi trước ngày {day}: mất ngày cuối.",
                $"Xác nhận cách đọc, hoặc ghi \"đến hết ngày {day}\"."
            );
    }

    /// <summary><c>garbled-due</c>: the words of a due say something else than how it is read.</summary>
    public static IEnumerable<PlanWarning> Garbled(WarningContext plan) =>
        from row in plan.Dues
        where row.Due.Text is { } text && Contradicts(NameSearch.Fold(text) + " ", row.Due.Kind)
        select PlanWarning.Info(
            "garbled-due",
            [row.Key],
            $"Hạn ghi \"{row.Due.Text}\", đang đọc là trước {VietnamTime.Display(row.Due.Before!.Value)}.",
            "Xác nhận cách đọc, hoặc viết lại hạn."
        );

    /// <summary><c>due-outside-period</c>: the last day in time is not in the plan's time.</summary>
    public static IEnumerable<PlanWarning> OutsidePeriod(WarningContext plan)
    {
        var keys = plan.Dues.Where(row => !plan.Main.Covers(LastDay(row.Due))).Select(row => row.Key).ToList();
        if (keys.Count > 0)
        {
            yield return PlanWarning.Warn(
                "due-outside-period",
                [plan.Main.Key, .. keys],
                $"Hạn của {PlanWarning.Names(keys)} nằm ngoài thời gian {VietnamTime.Display(plan.Main.From)}"
                    + $"–{VietnamTime.Display(plan.Main.To)}.",
                "Sửa hạn hoặc sửa thời gian thực hiện."
            );
        }
    }

    private static DateOnly LastDay(Due due) => due.Kind == DueKind.BeforeDay ? due.Day!.Value.AddDays(-1) : due.Day!.Value;

    private static bool Contradicts(string text, DueKind kind) =>
        kind switch
        {
            DueKind.BeforeDay => !Says(text, "truoc") && (Says(text, "het") || Says(text, "den")),
            DueKind.ByEndOfDay => Says(text, "truoc"),
            DueKind.WithinMonth => Says(text, "quy"),
            DueKind.QuarterEnd => Says(text, "thang"),
            _ => false,
        };

    private static bool Says(string text, string word) => text.Contains($" {word} ", StringComparison.Ordinal);
}
