namespace Ntm.Planning.Domain.Warnings;

/// <summary>Rules about who reports what to whom.</summary>
internal static class ReportingWarnings
{
    /// <summary>A first report that is due sooner after the start has nothing to say.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromDays(2);

    /// <summary>Whether something goes from one body to another; meetings and reviews are a body's own.</summary>
    public static bool IsReport(ReportMedium medium) => medium is ReportMedium.Report or ReportMedium.NextWeek or ReportMedium.Photos;

    /// <summary><c>reporting-missing</c>: nobody has to report.</summary>
    public static IEnumerable<PlanWarning> Missing(WarningContext plan)
    {
        if (plan.Content.Tasks.Count > 0 && !plan.Content.Reporting.SelectMany(rule => rule.Media).Any(IsReport))
        {
            yield return PlanWarning.Warn(
                "reporting-missing",
                plan.Content.Reporting.Select(rule => rule.Key),
                "Không quy định ai báo cáo kết quả cho cơ quan ban hành, kỳ nào, hạn nào.",
                "Đặt kỳ báo cáo, hạn và nơi nhận."
            );
        }
    }

    /// <summary><c>cutoff-missing</c>: something daily, weekly or monthly without a day or hour.</summary>
    public static IEnumerable<PlanWarning> WithoutCutOff(WarningContext plan) =>
        Some(
            "cutoff-missing",
            plan.Content.Reporting.Where(rule => rule is { CutOff: DueKind.None, Rhythm: Rhythm.Daily or Rhythm.Weekly or Rhythm.Monthly }),
            "Việc hằng ngày, tuần, tháng không nêu ngày, giờ cuối",
            "Đặt ngày và giờ cuối của mỗi kỳ.",
            WarningSeverity.Info
        );

    /// <summary><c>reports-to-itself</c>.</summary>
    public static IEnumerable<PlanWarning> ToItself(WarningContext plan) =>
        Some(
            "reports-to-itself",
            plan.Content.Reporting.Where(rule =>
                rule.Reporters.Intersect(rule.Receivers).Any()
                && rule.Media.Any(medium => medium is not (ReportMedium.Meeting or ReportMedium.Review))
            ),
            "Nơi báo cáo cũng là nơi nhận",
            "Sửa nơi nhận thành cấp trên, hoặc sửa nơi báo cáo.",
            WarningSeverity.Warn
        );

    /// <summary><c>two-receivers</c>.</summary>
    public static IEnumerable<PlanWarning> TwoReceivers(WarningContext plan) =>
        Some(
            "two-receivers",
            plan.Content.Reporting.Where(rule => rule.Receivers.Count > 1),
            "Một báo cáo gửi hai nơi trở lên",
            "Để một nơi nhận; nơi kia nhận bản sao.",
            WarningSeverity.Info
        );

    /// <summary><c>daily-scope</c>: daily reports of a campaign with peaks do not say in which of its periods.</summary>
    public static IEnumerable<PlanWarning> DailyScope(WarningContext plan) =>
        from rule in plan.Content.Reporting
        where rule is { Rhythm: Rhythm.Daily, Periods.Count: 0 } && plan.Peaks.Any()
        select PlanWarning.Warn(
            "daily-scope",
            [rule.Key, plan.Main.Key, .. plan.Peaks.Select(peak => peak.Key)],
            $"Báo cáo hằng ngày {rule.Key} không nói chỉ trong các đợt cao điểm hay cả kỳ.",
            "Ghi rõ thời gian phải báo cáo hằng ngày."
        );

    /// <summary><c>first-report-too-soon</c>: the first cut-off comes within two days of the start of the plan or of a peak.</summary>
    public static IEnumerable<PlanWarning> TooSoon(WarningContext plan)
    {
        foreach (var rule in plan.Content.Reporting)
        {
            var periods = rule.Periods.Count == 0 ? [plan.Main, .. plan.Peaks] : CutOffDays.PeriodsOf(plan, rule);
            var early = periods.Where(period => IsSoon(rule, period)).ToList();
            if (early.Count > 0)
            {
                var day = CutOffDays.In(rule, early[^1]).First();
                yield return PlanWarning.Info(
                    "first-report-too-soon",
                    [rule.Key, .. early.Select(period => period.Key)],
                    $"{early[^1].Name} mở ngày {VietnamTime.Display(early[^1].From)}, báo cáo đầu hạn ngay {VietnamTime.Display(day)}.",
                    "Báo cáo lần đầu từ kỳ kế tiếp."
                );
            }
        }
    }

    private static bool IsSoon(ReportingRule rule, PlanPeriod period) =>
        CutOffDays.In(rule, period).Take(1).Any(day => CutOffDays.Before(rule, day) - VietnamTime.StartOf(period.From) < Soon);

    private static IEnumerable<PlanWarning> Some(
        string kind,
        IEnumerable<ReportingRule> rules,
        string message,
        string mend,
        WarningSeverity severity
    )
    {
        var keys = rules.Select(rule => rule.Key).ToList();
        return keys.Count == 0 ? [] : [new PlanWarning(kind, keys, $"{message}: {PlanWarning.Names(keys)}.", mend, severity)];
    }
}
