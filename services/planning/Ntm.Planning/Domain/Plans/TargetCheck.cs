namespace Ntm.Planning.Domain.Plans;

/// <summary>Whether the figures of a target fit its kind.</summary>
internal static class TargetCheck
{
    /// <summary>The largest figure of a plan: more than any commune, district or province has of anything.</summary>
    public const decimal Most = 1_000_000_000_000m;

    public const string TooLarge = "Số lớn hơn một nghìn tỷ.";

    /// <summary>Field and message of each fault.</summary>
    public static IEnumerable<(string Field, string Message)> FaultsOf(PlanTarget target, IReadOnlyList<string> operators)
    {
        if (target.Value is not null && (target.Measure is null || target.Operator is null))
        {
            yield return (target.Measure is null ? "measure" : "operator", "Chỉ tiêu có số thì phải có đơn vị tính và dấu so sánh.");
        }

        if (target.Operator is { } sign && !operators.Contains(sign))
        {
            yield return ("operator", $"Dấu so sánh {sign} không dùng được; dùng {string.Join(" ", operators)}.");
        }

        if ((target.Kind == TargetKind.KeepWithin) != target.Upper.HasValue)
        {
            yield return ("upper", "Mức trên chỉ dùng, và phải có, khi chỉ tiêu là giữ trong khoảng.");
        }
        else if (target.Upper < target.Value)
        {
            yield return ("upper", "Mức trên thấp hơn mức dưới.");
        }

        foreach (var (field, _) in FiguresOf(target).Where(figure => figure.Value > Most))
        {
            yield return (field, TooLarge);
        }

        if (target.IsShare && target.Value > 100)
        {
            yield return ("value", "Tỷ lệ phải từ 0 đến 100.");
        }

        if (target.Value < 0 || target.Baseline < 0)
        {
            yield return ("value", "Chỉ tiêu không được âm.");
        }

        if (target.Total is <= 0)
        {
            yield return ("total", "Mẫu số phải lớn hơn 0.");
        }
    }

    private static IEnumerable<(string Field, decimal? Value)> FiguresOf(PlanTarget target) =>
        [("value", target.Value), ("upper", target.Upper), ("baseline", target.Baseline), ("total", target.Total)];
}

/// <summary>Whether day, hour and rhythm of a reporting rule fit together.</summary>
internal static class ReportingCheck
{
    /// <summary>The first fault; null when there is none.</summary>
    public static (string Field, string Message)? FaultOf(ReportingRule rule) =>
        rule switch
        {
            { Weekday: not null, Rhythm: not Rhythm.Weekly } => ("weekday", "Chỉ báo cáo hằng tuần mới có thứ trong tuần."),
            { DayOfMonth: not null, Rhythm: not Rhythm.Monthly } => ("dayOfMonth", "Chỉ báo cáo hằng tháng mới có ngày trong tháng."),
            { DayOfMonth: < 1 or > 31 } => ("dayOfMonth", "Ngày trong tháng phải từ 1 đến 31."),
            { CutOff: not (DueKind.None or DueKind.ByEndOfDay or DueKind.BeforeInstant) } => (
                "cutOff",
                "Hạn báo cáo là hết ngày, trước một giờ, hoặc không nêu."
            ),
            { CutOff: DueKind.BeforeInstant, Time: null } => ("time", "Hạn trước một giờ phải có giờ."),
            { CutOff: not DueKind.BeforeInstant, Time: not null } => ("time", "Chỉ hạn trước một giờ mới ghi giờ."),
            { CutOff: not DueKind.None, Rhythm: Rhythm.Weekly, Weekday: null } => ("weekday", "Hạn hằng tuần phải có thứ."),
            { CutOff: not DueKind.None, Rhythm: Rhythm.Monthly, DayOfMonth: null } => ("dayOfMonth", "Hạn hằng tháng phải có ngày."),
            { CutOff: not DueKind.None, Rhythm: not (Rhythm.Daily or Rhythm.Weekly or Rhythm.Monthly) } => (
                "cutOff",
                "Chỉ báo cáo hằng ngày, tuần, tháng có hạn."
            ),
            _ => null,
        };
}
