using System.Globalization;

namespace Ntm.Assessment.Domain.Criteria;

/// <summary>A value as people read it, in Vietnamese form: <c>82,5 % (33/40)</c>, <c>39,2 triệu đồng</c>, <c>Đạt</c>.</summary>
internal static class ValueText
{
    private static readonly NumberFormatInfo Vietnamese = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    public static string? Of(Indicator indicator, IndicatorValue? value)
    {
        if (value is null)
        {
            return null;
        }

        if (value.NotApplicable)
        {
            return "Không áp dụng";
        }

        return indicator.Kind switch
        {
            IndicatorKind.Percent when indicator.BySex => $"Nam {Share(value.Male!.Numerator, value.Male.Denominator)}; nữ "
                + $"{Share(value.Female!.Numerator, value.Female.Denominator)}",
            IndicatorKind.Percent => Share(value.Numerator, value.Denominator),
            IndicatorKind.Percent2 =>
                $"{Share(value.Numerator, value.Denominator)}; trong đó {Share(value.SecondNumerator, value.Denominator)}",
            IndicatorKind.Composite => Conditions(value.Parts!),
            IndicatorKind.Boolean or IndicatorKind.Criterion => value.Met == true ? "Đạt" : "Không đạt",
            _ => $"{Number(value.Number!.Value)} {indicator.Unit}".TrimEnd(),
        };
    }

    public static string Number(decimal number) => number.ToString("#,##0.####", Vietnamese);

    /// <summary>Cut after two decimals, not rounded: 89,996 % must not read as 90 %.</summary>
    public static string Percent(decimal part, decimal whole) =>
        whole == 0 ? "–" : $"{(decimal.Truncate(part * 10_000m / whole) / 100m).ToString("0.##", Vietnamese)} %";

    private static string Conditions(IReadOnlyList<bool?> parts)
    {
        var met = parts
            .Select((part, index) => (part, number: index + 1))
            .Where(pair => pair.part == true)
            .Select(pair => pair.number)
            .ToList();
        return met.Count == 0 ? $"0/{parts.Count} điều kiện" : $"{met.Count}/{parts.Count} điều kiện (điều kiện {string.Join(", ", met)})";
    }

    private static string Share(decimal? part, decimal? whole) =>
        $"{Percent(part!.Value, whole!.Value)} ({Number(part.Value)}/{Number(whole.Value)})";
}
