using System.Globalization;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Ntm.Planning.Workbooks;

/// <summary>Reads what a person sees in a cell.</summary>
/// <param name="shared">Texts that cells share.</param>
/// <param name="formats">What the numbers are.</param>
/// <param name="from1904">Whether days count from 1904, as old programs of Apple count them.</param>
internal sealed class CellReader(IReadOnlyList<string> shared, NumberFormats formats, bool from1904)
{
    private const int Longest = 8000;
    private const int From1904 = 1462;
    private static readonly SheetCell Bad = new("") { IsBad = true };
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>The cell, and what is wrong with it; a cell with a fault is bad.</summary>
    public (SheetCell? Cell, string? Fault) Read(Cell cell)
    {
        if (cell.CellFormula is not null)
        {
            return (Bad, "Ô có công thức; hãy ghi giá trị (dán “chỉ giá trị”).");
        }

        var raw = cell.CellValue?.Text ?? "";
        var type = cell.DataType?.Value ?? CellValues.Number;
        if (type == CellValues.Error)
        {
            return (Bad, $"Ô có lỗi {raw}; hãy ghi giá trị đúng.");
        }

        if (type == CellValues.SharedString)
        {
            return int.TryParse(raw, NumberStyles.None, Culture, out var at) && at < shared.Count
                ? Written(shared[at])
                : (Bad, "Ô trỏ tới một chữ không có trong tệp; hãy ghi lại.");
        }

        return type == CellValues.InlineString ? Written(cell.InlineString is { } text ? SharedTexts.Of(text) : "")
            : type == CellValues.Boolean ? Written(raw == "1" ? "có" : "không")
            : type == CellValues.Date ? IsoDay(raw)
            : type == CellValues.Number && raw.Length > 0 ? Figure(raw, cell.StyleIndex?.Value ?? 0)
            : Written(raw);
    }

    private static (SheetCell?, string?) Written(string given)
    {
        var text = CellText.Decode(given).Trim();
        return text.Length > Longest ? (Bad, $"Ô dài quá {Longest} ký tự.")
            : ComposedText.IsUnusable(text) || text.Contains('\uFFFE') ? (Bad, "Ô có ký tự điều khiển hoặc ký tự hỏng; hãy gõ lại.")
            : ComposedText.HiddenIn(text) is { } hidden ? (Bad, hidden)
            : (new SheetCell(ComposedText.Compose(text)), null);
    }

    private (SheetCell?, string?) Figure(string raw, uint style)
    {
        // A spreadsheet keeps 15 digits; what it writes after them is noise of its arithmetic.
        if (
            !double.TryParse(raw, NumberStyles.Float, Culture, out var kept)
            || !decimal.TryParse(kept.ToString("G15", Culture), NumberStyles.Float, Culture, out var number)
        )
        {
            return (Bad, "Ô có số không đọc được; hãy ghi lại.");
        }

        if (formats.IsMoment(style))
        {
            var serial = kept + (from1904 ? From1904 : 0);
            return serial is >= 0 and < 2_958_466 ? Moment(DateTime.FromOADate(serial)) : (Bad, "Ô có ngày không đọc được; hãy ghi lại.");
        }

        var value = formats.IsShare(style) ? number * 100 : number;
        return (new SheetCell(value.ToString("0.############", Culture).Replace('.', ',')) { Number = value }, null);
    }

    private static (SheetCell?, string?) IsoDay(string raw) =>
        DateTime.TryParse(raw, Culture, DateTimeStyles.RoundtripKind, out var moment)
            ? Moment(DateTime.SpecifyKind(moment, DateTimeKind.Unspecified))
            : (Bad, "Ô có ngày không đọc được; hãy ghi lại.");

    private static (SheetCell?, string?) Moment(DateTime moment)
    {
        var form =
            moment.TimeOfDay == TimeSpan.Zero ? "dd/MM/yyyy"
            : moment.Year < 1900 ? "HH:mm"
            : "HH:mm dd/MM/yyyy";
        return (new SheetCell(moment.ToString(form, Culture)) { Moment = moment }, null);
    }
}
