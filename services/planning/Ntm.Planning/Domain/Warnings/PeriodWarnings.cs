namespace Ntm.Planning.Domain.Warnings;

/// <summary>Rules about the periods of a plan.</summary>
internal static class PeriodWarnings
{
    /// <summary><c>aim-vs-period</c>: the purpose names another end than the time of the plan.</summary>
    public static IEnumerable<PlanWarning> Aim(WarningContext plan) =>
        from aim in plan.Content.Periods
        where aim.Kind == PeriodKind.Aim && aim.To != plan.Main.To
        let dated = plan.Content.Targets.Where(target => target.Due.IsSet).Select(target => target.Key)
        select PlanWarning.Warn(
            "aim-vs-period",
            [plan.Main.Key, aim.Key, .. dated],
            $"Mục đích nêu đến {VietnamTime.Display(aim.To)}, thời gian thực hiện đến {VietnamTime.Display(plan.Main.To)}.",
            "Chọn một mốc: sửa mục đích, hoặc sửa thời gian và hạn của các chỉ tiêu."
        );

    /// <summary><c>period-length</c>: periods are not as long as the plan says.</summary>
    public static IEnumerable<PlanWarning> Length(WarningContext plan) =>
        from stated in plan.Content.Periods.Where(period => period.StatedLength is not null).GroupBy(period => period.StatedLength!)
        let periods = stated.ToList()
        where !StatedLength.Fits(stated.Key, periods)
        select PlanWarning.Warn(
            "period-length",
            periods.Select(period => period.Key),
            $"Nêu \"{stated.Key}\" nhưng tính ra {string.Join(" + ", periods.Select(period => $"{period.Days}"))}"
                + $"{(periods.Count > 1 ? $" = {periods.Sum(period => period.Days)}" : "")} ngày.",
            "Sửa độ dài nêu trong kế hoạch, hoặc sửa ngày bắt đầu, kết thúc."
        );

    /// <summary><c>period-short-of-year</c>: the time ends in December before the 31st.</summary>
    public static IEnumerable<PlanWarning> ShortOfYear(WarningContext plan)
    {
        if (plan.Main.To is { Month: 12, Day: < 31 } to)
        {
            yield return PlanWarning.Info(
                "period-short-of-year",
                [plan.Main.Key],
                $"Thời gian kết thúc ngày {VietnamTime.Display(to)}, chưa hết năm.",
                $"Xác nhận {VietnamTime.Display(to)} hay 31/12/{to.Year}."
            );
        }
    }

    /// <summary><c>year-differs</c>: the time of the plan is not in its year.</summary>
    public static IEnumerable<PlanWarning> OtherYear(WarningContext plan)
    {
        if (plan.Year < plan.Main.From.Year || plan.Year > plan.Main.To.Year)
        {
            yield return PlanWarning.Warn(
                "year-differs",
                [plan.Main.Key],
                $"Kế hoạch của năm {plan.Year} nhưng thời gian từ {VietnamTime.Display(plan.Main.From)} "
                    + $"đến {VietnamTime.Display(plan.Main.To)}.",
                "Sửa thời gian, hoặc soạn kế hoạch cho đúng năm."
            );
        }
    }
}
