using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Ntm.Planning.Tests.Tables;
using Ntm.Planning.Workbooks;

namespace Ntm.Planning.Tests.Workbooks;

/// <summary>Changes workbooks as people do.</summary>
internal static class WorkbookEdits
{
    /// <summary>The workbook of S1, a sound one of nine targets, splits and periods.</summary>
    public static byte[] Sound() => PlanWorkbook.Write(SeedTables.Content("S1"), 2022);

    /// <summary>The workbook with something changed in one of its sheets.</summary>
    public static byte[] With(byte[] workbook, string sheet, Action<Worksheet> edit) =>
        With(workbook, book => edit(((WorksheetPart)book.GetPartById(Named(book, sheet).Id!)).Worksheet));

    /// <summary>The workbook with something changed in it.</summary>
    public static byte[] With(byte[] workbook, Action<WorkbookPart> edit)
    {
        using var stream = new MemoryStream();
        stream.Write(workbook);
        using (var document = SpreadsheetDocument.Open(stream, isEditable: true))
        {
            edit(document.WorkbookPart!);
        }

        return stream.ToArray();
    }

    /// <summary>Puts a text into a cell.</summary>
    public static void Type(this Worksheet sheet, string cell, string text)
    {
        var found = sheet.Cell(cell);
        (found.DataType, found.CellValue, found.InlineString) = (CellValues.InlineString, null, new InlineString(new Text(text)));
    }

    /// <summary>Puts a value with a type of the format into a cell.</summary>
    public static void Put(this Worksheet sheet, string cell, string value, CellValues? type = null, uint? style = null)
    {
        var found = sheet.Cell(cell);
        (found.DataType, found.CellValue, found.InlineString) = (type ?? CellValues.Number, new CellValue(value), null);
        found.StyleIndex = style;
    }

    public static void Formula(this Worksheet sheet, string cell, string formula)
    {
        sheet.Put(cell, "1");
        sheet.Cell(cell).CellFormula = new CellFormula(formula);
    }

    public static void Merge(this Worksheet sheet, string area) =>
        sheet.InsertAfter(new MergeCells(new MergeCell { Reference = area }), sheet.GetFirstChild<SheetData>());

    /// <summary>Appends rows, each with a text in its first cell.</summary>
    public static void Append(this Worksheet sheet, int rows)
    {
        var data = sheet.GetFirstChild<SheetData>()!;
        for (var row = 0; row < rows; row++)
        {
            data.Append(new Row(new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text($"X{row}")) }));
        }
    }

    public static void Rename(this WorkbookPart book, string sheet, string name) => Named(book, sheet).Name = name;

    public static void Remove(this WorkbookPart book, string sheet) => Named(book, sheet).Remove();

    /// <summary>A second sheet over the same cells.</summary>
    public static void Copy(this WorkbookPart book, string sheet, string name)
    {
        var copied = Named(book, sheet);
        copied.InsertAfterSelf(
            new DocumentFormat.OpenXml.Spreadsheet.Sheet
            {
                Name = name,
                SheetId = 99,
                Id = copied.Id,
            }
        );
    }

    /// <summary>The workbook with another text in one of its parts.</summary>
    public static byte[] Rewritten(byte[] workbook, string part, Func<string, string> change)
    {
        using var stream = new MemoryStream();
        stream.Write(workbook);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            string text;
            using (var reader = new StreamReader(archive.GetEntry(part)!.Open(), Encoding.UTF8))
            {
                text = reader.ReadToEnd();
            }

            archive.GetEntry(part)!.Delete();
            using var written = archive.CreateEntry(part).Open();
            written.Write(Encoding.UTF8.GetBytes(change(text)));
        }

        return stream.ToArray();
    }

    private static DocumentFormat.OpenXml.Spreadsheet.Sheet Named(WorkbookPart book, string name) =>
        book.Workbook.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Single(sheet => sheet.Name == name);

    private static Cell Cell(this Worksheet sheet, string address)
    {
        var (number, column) = (CellAddress.RowOf(address)!.Value, CellAddress.ColumnOf(address)!.Value);
        var row = sheet.Descendants<Row>().FirstOrDefault(row => row.RowIndex?.Value == number);
        row ??= sheet.GetFirstChild<SheetData>()!.AppendChild(new Row { RowIndex = (uint)number });
        var after = row.Elements<Cell>().LastOrDefault(cell => CellAddress.ColumnOf(cell.CellReference) <= column);
        return after?.CellReference == address ? after
            : after is null ? row.PrependChild(new Cell { CellReference = address })
            : row.InsertAfter(new Cell { CellReference = address }, after)!;
    }
}
