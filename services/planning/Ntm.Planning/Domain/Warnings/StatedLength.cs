using System.Globalization;
using System.Text.RegularExpressions;

namespace Ntm.Planning.Domain.Warnings;

/// <summary>The length of a period as people write it: <c>90 ngày</c>, <c>2 tháng</c>, <c>quý I</c>, <c>năm 2021</c>.</summary>
internal static partial class StatedLength
{
    private static readonly string[] Quarters = ["I", "II", "III", "IV"];

    /// <summary>Whether periods that share the words are as long, each or together; true where the words name no length.</summary>
    public static bool Fits(string text, IReadOnlyList<PlanPeriod> periods)
    {
        if (Count().Match(text) is { Success: true } count)
        {
            var number = int.Parse(count.Groups["number"].Value, CultureInfo.InvariantCulture);
            return count.Groups["unit"].Value.ToUpperInvariant() switch
            {
                "NGÀY" => Days(number, periods),
                "TUẦN" => Days(number * 7, periods),
                _ => periods.All(period => period.From.AddMonths(number).AddDays(-1) == period.To),
            };
        }

        if (Quarter().Match(text) is { Success: true } quarter)
        {
            var month = (Array.IndexOf(Quarters, quarter.Groups["number"].Value.ToUpperInvariant()) * 3) + 1;
            return periods.All(period => Spans(period, new DateOnly(period.From.Year, month, 1), 3));
        }

        return Year().Match(text) is not { Success: true } year
            || periods.All(period =>
                Spans(period, new DateOnly(int.Parse(year.Groups["number"].Value, CultureInfo.InvariantCulture), 1, 1), 12)
            );
    }

    private static bool Days(int number, IReadOnlyList<PlanPeriod> periods) =>
        periods.All(period => period.Days == number) || periods.Sum(period => period.Days) == number;

    private static bool Spans(PlanPeriod period, DateOnly from, int months) =>
        period.From == from && period.To == from.AddMonths(months).AddDays(-1);

    [GeneratedRegex(@"(?<!\p{L})(?<number>\d{1,3})\s*(?<unit>ngày|tuần|tháng)(?!\p{L})", RegexOptions.IgnoreCase)]
    private static partial Regex Count();

    [GeneratedRegex(@"^\s*quý\s+(?<number>III|II|IV|I)(?!\p{L})", RegexOptions.IgnoreCase)]
    private static partial Regex Quarter();

    [GeneratedRegex(@"^\s*năm\s+(?<number>20\d{2})\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Year();
}
