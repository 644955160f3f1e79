using System.Globalization;
using System.Text.RegularExpressions;

namespace Ntm.Planning.Domain.Figures;

/// <summary>A figure as people write it in Vietnamese: a comma before decimals, dots between thousands.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Measure">Unit of measure behind it, e.g. <c>km</c>; null where none is written.</param>
internal sealed partial record WrittenNumber(decimal Value, string? Measure)
{
    private static readonly CultureInfo Vietnamese = new("vi-VN", useUserOverride: false)
    {
        NumberFormat = { NumberDecimalSeparator = ",", NumberGroupSeparator = "." },
    };

    /// <summary>Reads <c>0,7km</c>, <c>3.200 m</c>, <c>1,5</c>, <c>05 vườn</c>, <c>100%</c>.</summary>
    /// <returns>Null for anything else, <c>0.7</c> among it: the dot stands between thousands, and nothing is guessed.</returns>
    public static WrittenNumber? Read(string text)
    {
        var match = Form().Match(ComposedText.Compose(text).Trim());
        if (!match.Success)
        {
            return null;
        }

        var digits = match.Groups["whole"].Value.Replace(".", "", StringComparison.Ordinal);
        var figure = match.Groups["part"].Success ? $"{digits}.{match.Groups["part"].Value}" : digits;
        return decimal.TryParse(figure, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? new WrittenNumber(value, match.Groups["measure"].Value is { Length: > 0 } measure ? measure : null)
            : null;
    }

    /// <summary>A figure as people read it: <c>3.200</c>, <c>0,38</c>.</summary>
    public static string Display(decimal value) => value.ToString("#,##0.####", Vietnamese);

    [GeneratedRegex(@"^(?<whole>\d{1,3}(\.\d{3})+|\d{1,15})(,(?<part>\d{1,6}))?\s*(?<measure>[^\d\s.,][^\d]*)?$")]
    private static partial Regex Form();
}
