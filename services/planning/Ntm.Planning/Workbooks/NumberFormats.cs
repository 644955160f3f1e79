using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Ntm.Planning.Workbooks;

/// <summary>What the numbers of cells are, by their styles: a spreadsheet keeps a day as a number, and 80 % as 0.8.</summary>
internal sealed partial class NumberFormats
{
    private readonly Dictionary<uint, string> codes = [];
    private readonly List<uint> styles = [];

    /// <summary>Reads the styles of a workbook; without any every number is just a number.</summary>
    public NumberFormats(WorkbookStylesPart? part)
    {
        if (part is null)
        {
            return;
        }

        using var reader = OpenXmlReader.Create(part);
        var inCells = false;
        while (reader.Read())
        {
            inCells = reader.ElementType == typeof(CellFormats) ? reader.IsStartElement : inCells;
            if (reader.IsStartElement && reader.ElementType == typeof(NumberingFormat))
            {
                var format = (NumberingFormat)reader.LoadCurrentElement()!;
                codes[format.NumberFormatId?.Value ?? 0] = format.FormatCode?.Value ?? "";
            }
            else if (inCells && reader.IsStartElement && reader.ElementType == typeof(CellFormat))
            {
                var format = (CellFormat)reader.LoadCurrentElement()!;
                styles.Add(format.NumberFormatId?.Value ?? 0);
            }
        }
    }

    /// <summary>Whether a style shows a percentage.</summary>
    public bool IsShare(uint style) => IdOf(style) is 9 or 10 || CodeOf(style).Contains('%', StringComparison.Ordinal);

    /// <summary>Whether a style shows a day or an hour.</summary>
    public bool IsMoment(uint style) =>
        IdOf(style) is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58)
        || CodeOf(style).AsSpan().IndexOfAny("dDmMyYhHsS") >= 0;

    private uint IdOf(uint style) => style < styles.Count ? styles[(int)style] : 0;

    /// <summary>The code without texts in quotes, colours and escaped signs.</summary>
    private string CodeOf(uint style) => Literal().Replace(codes.GetValueOrDefault(IdOf(style), ""), "").Replace("General", "");

    [GeneratedRegex("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|_.|\\*.")]
    private static partial Regex Literal();
}
