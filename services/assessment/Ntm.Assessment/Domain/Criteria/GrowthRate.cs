using System.Globalization;

namespace Ntm.Assessment.Domain.Criteria;

/// <summary>Bounds of a growth rate in percent: nothing shrinks by more than all of itself.</summary>
internal static class GrowthRate
{
    public const decimal Least = -100m;
    public const decimal Most = 100_000m;

    public static bool Holds(decimal rate) => rate is >= Least and <= Most;

    /// <summary>Reads the written form of a threshold, e.g. <c>-1.5</c> or <c>120</c>; null if it is none.</summary>
    public static decimal? Read(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var rate)
        && Holds(rate)
        && rate.Scale <= 4
            ? rate
            : null;
}
