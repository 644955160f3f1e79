using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Ntm.Planning.Workbooks;

/// <summary>
/// Reads sheets part by part, never a whole one into memory, and stops at the row that is one too many. A formula, an error value and
/// merged cells are reported: nobody can say what they will show tomorrow.
/// </summary>
internal sealed class WorkbookReader(WorkbookPart book, IReadOnlyDictionary<string, int> wanted)
{
    private const int MostCells = 100_000;
    private const int MostRowsSeen = 20_000;
    private const int MostColumns = 60;

    private readonly List<CellFault> faults = [];
    private readonly List<Sheet> sheets = [];
    private int cells;

    /// <summary>The wanted sheets in the order of the workbook, and everything in it that cannot be used.</summary>
    public SheetBook Read()
    {
        var (listed, from1904) = Listed();
        var reader = new CellReader(SharedTexts.Read(book.SharedStringTablePart), new NumberFormats(book.WorkbookStylesPart), from1904);
        foreach (var (given, id) in listed)
        {
            var name = NameOf(given);
            if (name is null)
            {
                faults.Add(new CellFault(given, 1, 0, $"Tệp không có trang nào tên “{given}” trong mẫu; hãy xóa hoặc đổi tên trang."));
            }
            else if (sheets.Exists(sheet => sheet.Name == name))
            {
                faults.Add(new CellFault(name, 1, 0, "Trang này có hai lần trong tệp; chỉ giữ một."));
            }
            else if (book.GetPartById(id) is WorksheetPart part)
            {
                sheets.Add(new Sheet(name, [.. Rows(name, part, reader)]));
            }
        }

        return new SheetBook(sheets, faults);
    }

    private (IReadOnlyList<(string Name, string Id)> Sheets, bool From1904) Listed()
    {
        var (listed, from1904) = (new List<(string, string)>(), false);
        using var reader = OpenXmlReader.Create(book);
        while (reader.Read())
        {
            if (reader.IsStartElement && reader.ElementType == typeof(WorkbookProperties))
            {
                from1904 = ((WorkbookProperties)reader.LoadCurrentElement()!).Date1904?.Value == true;
            }
            else if (reader.IsStartElement && reader.ElementType == typeof(DocumentFormat.OpenXml.Spreadsheet.Sheet))
            {
                var sheet = (DocumentFormat.OpenXml.Spreadsheet.Sheet)reader.LoadCurrentElement()!;
                var name = ComposedText.Compose(sheet.Name?.Value ?? "").Trim();
                if (!string.Equals(name, HelpSheet.Name, StringComparison.OrdinalIgnoreCase))
                {
                    listed.Add((name, sheet.Id?.Value ?? ""));
                }
            }
        }

        return (listed, from1904);
    }

    private string? NameOf(string given) =>
        wanted.Keys.FirstOrDefault(name => string.Equals(name, given, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<SheetRow> Rows(string sheet, WorksheetPart part, CellReader values)
    {
        var (kept, seen, number) = (0, 0, 0);
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.IsStartElement && reader.ElementType == typeof(Row))
            {
                number = RowOf(reader) ?? number + 1;
                var row = new SheetRow(number, Cells(sheet, number, reader, values));
                kept += row.Cells.Count > 0 ? 1 : 0;
                if (kept > wanted[sheet] || ++seen > MostRowsSeen || cells > MostCells)
                {
                    var most = $"Trang có tối đa {wanted[sheet] - 1} dòng dữ liệu; phần từ đây trở đi chưa được đọc.";
                    faults.Add(new CellFault(sheet, number, 0, most));
                    yield break;
                }

                if (row.Cells.Count > 0)
                {
                    yield return row;
                }
            }
            else if (reader.IsStartElement && reader.ElementType == typeof(MergeCell))
            {
                var area = ((MergeCell)reader.LoadCurrentElement()!).Reference?.Value;
                var (row, column) = (CellAddress.RowOf(area?.Split(':')[0]) ?? 1, CellAddress.ColumnOf(area) ?? 0);
                faults.Add(new CellFault(sheet, row, column, $"Các ô {area} bị gộp; hãy bỏ gộp và ghi vào từng ô."));
            }
        }
    }

    private Dictionary<int, SheetCell> Cells(string sheet, int row, OpenXmlReader reader, CellReader values)
    {
        var found = new Dictionary<int, SheetCell>();
        var column = -1;
        while (reader.Read() && reader.ElementType != typeof(Row))
        {
            if (!reader.IsStartElement || reader.ElementType != typeof(Cell))
            {
                continue;
            }

            cells++;
            var cell = (Cell)reader.LoadCurrentElement()!;
            column = CellAddress.ColumnOf(cell.CellReference?.Value) ?? column + 1;
            if (cells > MostCells)
            {
                break;
            }

            var (value, fault) = column < MostColumns ? values.Read(cell) : (null, $"Mẫu không có cột nào sau cột thứ {MostColumns}.");
            if (fault is not null)
            {
                faults.Add(new CellFault(sheet, row, column, fault));
            }

            if (value is { IsBad: true } or { Text.Length: > 0 })
            {
                found[column] = value;
            }
        }

        return found;
    }

    private static int? RowOf(OpenXmlReader reader) =>
        int.TryParse(
            reader.Attributes.FirstOrDefault(attribute => attribute.LocalName == "r").Value,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var row
        )
            ? row
            : null;
}
