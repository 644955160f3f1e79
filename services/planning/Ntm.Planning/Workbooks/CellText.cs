using System.Globalization;
using System.Text.RegularExpressions;

namespace Ntm.Planning.Workbooks;

/// <summary>Texts as spreadsheets keep them: what XML cannot hold is written as <c>_x000D_</c>.</summary>
internal static partial class CellText
{
    /// <summary>The text itself.</summary>
    public static string Decode(string kept) =>
        Escaped()
            .Replace(
                kept,
                match => ((char)int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()
            );

    /// <summary>The text as it is kept.</summary>
    public static string Encode(string text) =>
        NotInXml()
            .Replace(
                Escaped().Replace(text, match => "_x005F" + match.Value),
                match => string.Create(CultureInfo.InvariantCulture, $"_x{(int)match.Value[0]:X4}_")
            );

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escaped();

    [GeneratedRegex("[\r\uFFFE\uFFFF]")]
    private static partial Regex NotInXml();
}
