namespace Ntm.Assessment.Domain.Criteria;

internal enum Verdict
{
    Passed,
    Failed,
    Missing,
    Undecidable,
    NotApplicable,
}

/// <summary>For what the values are judged.</summary>
/// <param name="Year">Year the title is sought for.</param>
/// <param name="Region">Region of the unit's province; null if not known.</param>
/// <param name="Group">Group of the commune, 1 to 3; null if the province has not said.</param>
internal sealed record JudgedFor(int Year, string? Region, int? Group = null);

/// <summary>A threshold the province confirmed by a numbered document.</summary>
internal sealed record Confirmation(string Code, string Threshold, string DocumentNumber, DateOnly DocumentDate, DateOnly ValidFrom);

/// <summary>The verdict on one indicator, with the reason for people when it is not passed.</summary>
internal sealed record IndicatorResult(string Code, Verdict Verdict, string? Reason = null);

/// <summary>Holds a value against the threshold in force. Nothing else decides.</summary>
internal static class Judgement
{
    public static IndicatorResult Judge(Indicator indicator, IndicatorValue? value, JudgedFor judgedFor, Confirmation? confirmation)
    {
        if (value is { NotApplicable: true } && indicator.Optional)
        {
            return new IndicatorResult(indicator.Code, Verdict.NotApplicable, value.Reason);
        }

        // One condition not met settles a composite; until then every condition must be answered.
        if (value is null || (value.Parts is { } parts && parts.Contains(null) && !parts.Contains(false)))
        {
            return new IndicatorResult(
                indicator.Code,
                Verdict.Missing,
                value is null ? "Chưa nhập giá trị." : "Còn điều kiện chưa trả lời."
            );
        }

        var open = WhyUndecidable(indicator, judgedFor, confirmation);
        if (open is not null)
        {
            return new IndicatorResult(indicator.Code, Verdict.Undecidable, open);
        }

        var threshold = InForce(indicator, judgedFor, confirmation)!;
        return Reaches(indicator, value, threshold.For(judgedFor))
            ? new IndicatorResult(indicator.Code, Verdict.Passed)
            : new IndicatorResult(indicator.Code, Verdict.Failed, $"Chưa đạt ngưỡng {Describe(indicator, threshold, judgedFor)}.");
    }

    /// <summary>Why no value can be decided now, in words for the commune; null if it can.</summary>
    public static string? WhyUndecidable(Indicator indicator, JudgedFor judgedFor, Confirmation? confirmation)
    {
        if (confirmation is null && indicator.NeedsConfirmation)
        {
            return indicator switch
            {
                { SetByProvince: true } =>
                    $"Ngưỡng của chỉ tiêu {indicator.Code} do UBND cấp tỉnh quy định và tỉnh chưa xác nhận; chưa thể kết luận đạt hay "
                        + "không đạt.",
                { Threshold: null } => $"Chưa biết ngưỡng của chỉ tiêu {indicator.Code}; cần tỉnh xác nhận bằng văn bản có số và ngày.",
                _ => $"Ngưỡng {Describe(indicator, indicator.Threshold, judgedFor)} của chỉ tiêu {indicator.Code} chưa được đối chiếu "
                    + "văn bản gốc; cần tỉnh xác nhận bằng văn bản có số và ngày.",
            };
        }

        if (confirmation is null && indicator.DecidedIn(judgedFor.Region) is null)
        {
            return $"Bộ tiêu chí chưa có ngưỡng của chỉ tiêu {indicator.Code} cho vùng của xã; cần tỉnh xác nhận.";
        }

        if (confirmation is null && indicator.ByGroup && judgedFor.Group is null)
        {
            return $"Ngưỡng của chỉ tiêu {indicator.Code} khác nhau theo nhóm xã (1, 2, 3) và tỉnh chưa ghi nhóm của xã; cần tỉnh ghi nhóm "
                + "bằng văn bản có số và ngày.";
        }

        var threshold = InForce(indicator, judgedFor, confirmation);
        return threshold is null || (threshold.Figures.Count > 0 && threshold.For(judgedFor) is null)
            ? $"Chưa có ngưỡng của chỉ tiêu {indicator.Code} cho năm {judgedFor.Year}; cần tỉnh xác nhận bằng văn bản có số và ngày."
            : null;
    }

    /// <summary>The threshold that decides: the set's own where it decides, else what the province confirmed.</summary>
    public static Threshold? InForce(Indicator indicator, JudgedFor judgedFor, Confirmation? confirmation) =>
        confirmation is null || indicator.Decides(judgedFor)
            ? indicator.Threshold
            : Threshold.Parse(indicator.Kind, confirmation.Threshold);

    /// <summary>The rule as people read it; of a threshold by year the figure of the year.</summary>
    public static string Describe(Indicator indicator, Threshold? threshold, JudgedFor judgedFor)
    {
        if (threshold is null)
        {
            return "?";
        }

        var sign = indicator.Op switch
        {
            Comparison.AtLeast => "≥ ",
            Comparison.AtMost => "≤ ",
            Comparison.MoreThan => "> ",
            _ => "",
        };
        var figure = threshold.Figures.Count > 1 ? threshold.For(judgedFor) : null;
        var text = figure switch
        {
            null => threshold.Text.Replace('.', ','),
            { Second: { } second } => $"{ValueText.Number(figure.Value)} / {ValueText.Number(second)}",
            _ => ValueText.Number(figure.Value),
        };
        return $"{sign}{text} {indicator.Unit}".TrimEnd();
    }

    private static bool Reaches(Indicator indicator, IndicatorValue value, ThresholdFigure? figure) =>
        indicator.Kind switch
        {
            IndicatorKind.Percent when indicator.BySex => Share(indicator.Op, value.Male!.Numerator, value.Male.Denominator, figure!.Value)
                && Share(indicator.Op, value.Female!.Numerator, value.Female.Denominator, figure.Value),
            IndicatorKind.Percent => Share(indicator.Op, value.Numerator, value.Denominator, figure!.Value),
            IndicatorKind.Percent2 => Share(indicator.Op, value.Numerator, value.Denominator, figure!.Value)
                && Share(indicator.Op, value.SecondNumerator, value.Denominator, figure.Second!.Value),
            IndicatorKind.Composite => value.Parts!.All(part => part == true),
            IndicatorKind.Boolean or IndicatorKind.Criterion => value.Met == true,
            _ => Compare(indicator.Op, value.Number!.Value, figure!.Value),
        };

    // Multiplied out, never divided: 2/3 against 66.6667 must not depend on rounding.
    private static bool Share(Comparison op, decimal? numerator, decimal? denominator, decimal percent) =>
        Compare(op, numerator!.Value * 100m, percent * denominator!.Value);

    public static bool Compare(Comparison op, decimal left, decimal right) =>
        op switch
        {
            Comparison.AtLeast => left >= right,
            Comparison.AtMost => left <= right,
            Comparison.MoreThan => left > right,
            _ => left == right,
        };
}
