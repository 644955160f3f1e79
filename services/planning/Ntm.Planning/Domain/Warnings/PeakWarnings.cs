using Ntm.Persistence;

namespace Ntm.Planning.Domain.Warnings;

/// <summary>Rules about the peaks of a campaign.</summary>
internal static class PeakWarnings
{
    private const string Peak = " cao diem";

    /// <summary><c>peak-without-dates</c>: a peak is spoken of and none is dated.</summary>
    public static IEnumerable<PlanWarning> WithoutDates(WarningContext plan)
    {
        var dated = plan.Peaks.Any() || NameSearch.Fold(plan.Main.Name).Contains(Peak);
        if (!dated && Texts(plan.Content).Any(text => NameSearch.Fold(text).Contains(Peak)))
        {
            yield return PlanWarning.Warn(
                "peak-without-dates",
                [plan.Main.Key],
                "Nói đến đợt cao điểm nhưng không có thời gian nào của đợt.",
                "Thêm thời gian cao điểm, hoặc bỏ chữ cao điểm."
            );
        }
    }

    /// <summary><c>peak-ambiguous</c>: a target is due within "the peak" and there are several.</summary>
    public static IEnumerable<PlanWarning> Ambiguous(WarningContext plan)
    {
        var peaks = plan.Peaks.Select(peak => peak.Key).ToList();
        var targets = plan
            .Content.Targets.Where(target => target.Due is { Kind: DueKind.WithinPeriod, Text: { } text } && Says(text))
            .Where(target => !peaks.Contains(plan.PeriodOf(target).Key))
            .Select(target => target.Key)
            .ToList();
        if (peaks.Count > 1 && targets.Count > 0)
        {
            yield return PlanWarning.Warn(
                "peak-ambiguous",
                [.. targets, .. peaks],
                $"Chỉ tiêu {PlanWarning.Names(targets)} làm trong đợt, nhưng kế hoạch có {peaks.Count} đợt.",
                "Gắn từng chỉ tiêu với một đợt."
            );
        }
    }

    private static bool Says(string due) => NameSearch.Fold(due).Contains(" dot");

    private static IEnumerable<string> Texts(PlanContent content) =>
        content
            .Targets.Select(row => row.Text)
            .Concat(content.Tasks.Select(row => row.Text))
            .Concat(content.Rules.Select(row => row.Text))
            .Concat([content.Header.Subject, content.Header.Purpose ?? ""]);
}
