using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Ntm.Planning.Workbooks;

namespace Ntm.Planning.Tests.Workbooks;

/// <summary>How cells are read that people and their programs write otherwise than we do.</summary>
public sealed class WorkbookReaderTests
{
    private const string Targets = "Chỉ tiêu";
    private const string Head = "Kế hoạch";

    [Theory]
    [InlineData("0,7", "0.7")]
    [InlineData("3.200", "3200")]
    [InlineData("1.234.567,25", "1234567.25")]
    [InlineData(" 5 ", "5")]
    public void Numbers_typed_as_text_are_read_as_people_write_them(string typed, string value)
    {
        var reading = Edited(Targets, sheet => sheet.Type("F2", typed));

        Assert.Equal(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), reading.Content.Targets[0].Value);
    }

    [Theory]
    [InlineData("0.7", "0.7")]
    [InlineData("0.69999999999999996", "0.7")]
    [InlineData("1E3", "1000")]
    [InlineData("-2", "-2")]
    public void Numbers_of_the_program_are_taken_without_its_noise(string kept, string value)
    {
        var reading = Edited(Targets, sheet => sheet.Put("F2", kept));

        Assert.Equal(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), reading.Content.Targets[0].Value);
    }

    [Fact]
    public void A_share_is_its_percentage()
    {
        var reading = PlanWorkbookTests.Read(
            WorkbookEdits.With(
                WorkbookEdits.Sound(),
                book =>
                {
                    var formats = book.WorkbookStylesPart!.Stylesheet.CellFormats!;
                    formats.Append(new CellFormat { NumberFormatId = 9 });
                    Sheet(book, Targets).Put("F2", "0.8", style: (uint)formats.ChildElements.Count - 1);
                }
            )
        );

        Assert.Equal(80m, reading.Content.Targets[0].Value);
    }

    [Theory]
    [InlineData("15/2/2022")]
    [InlineData("15/02/2022")]
    [InlineData("2022-02-15")]
    public void Days_typed_as_text_are_days(string typed) =>
        Assert.Equal(new DateOnly(2022, 2, 15), Edited(Head, sheet => sheet.Type("B4", typed)).Content.Header.IssuedOn);

    [Fact]
    public void Days_of_the_program_are_days_by_their_style()
    {
        Assert.Equal(new DateOnly(2022, 2, 15), Edited(Head, sheet => sheet.Put("B4", "44607", style: 2)).Content.Header.IssuedOn);
        Assert.Equal(
            new DateOnly(2022, 2, 15),
            Edited(Head, sheet => sheet.Put("B4", "2022-02-15", CellValues.Date)).Content.Header.IssuedOn
        );
        Assert.Contains(Edited(Head, sheet => sheet.Put("B4", "2022")).BadCells, bad => bad is { Sheet: Head, Cell: "B4" });
    }

    [Fact]
    public void Days_of_old_Apple_programs_count_from_1904()
    {
        var workbook = WorkbookEdits.With(
            WorkbookEdits.Sound(),
            book =>
            {
                book.Workbook.PrependChild(new WorkbookProperties { Date1904 = true });
                Sheet(book, Head).Put("B4", "43145", style: 2);
            }
        );

        Assert.Equal(new DateOnly(2022, 2, 15), PlanWorkbookTests.Read(workbook).Content.Header.IssuedOn);
    }

    [Fact]
    public void A_number_or_a_day_in_a_text_is_what_a_person_sees()
    {
        Assert.Equal("12,5", Edited(Targets, sheet => sheet.Put("J2", "12.5")).Content.Targets[0].AsWritten);
        Assert.Equal("15/02/2022", Edited(Targets, sheet => sheet.Put("J2", "44607", style: 2)).Content.Targets[0].AsWritten);
    }

    [Fact]
    public void Texts_that_cells_share_are_read_with_all_their_parts()
    {
        var workbook = WorkbookEdits.With(
            WorkbookEdits.Sound(),
            book =>
            {
                var texts = book.AddNewPart<SharedStringTablePart>();
                texts.SharedStringTable = new SharedStringTable(
                    new SharedStringItem(new Text("một")),
                    new SharedStringItem(new Run(new Text("hai ")), new Run(new Text("phần")), new PhoneticRun(new Text("x")))
                );
                Sheet(book, Targets).Put("B2", "1", CellValues.SharedString);
                Sheet(book, Targets).Put("B3", "7", CellValues.SharedString);
            }
        );
        var reading = PlanWorkbookTests.Read(workbook);

        Assert.Equal("hai phần", reading.Content.Targets[0].Text);
        Assert.Contains(reading.BadCells, bad => bad is { Sheet: Targets, Cell: "B3" });
    }

    [Fact]
    public void Cells_and_rows_without_addresses_stand_where_their_order_says()
    {
        var workbook = WorkbookEdits.Rewritten(
            WorkbookEdits.Sound(),
            "xl/worksheets/sheet6.xml",
            text => System.Text.RegularExpressions.Regex.Replace(text, " r=\"[A-Z0-9]+\"", "")
        );
        var split = PlanWorkbookTests.Read(WorkbookEdits.Sound()).Content.Split;

        Assert.Equal(split.Select(row => row.Target), PlanWorkbookTests.Read(workbook).Content.Split.Select(row => row.Target));
    }

    [Fact]
    public void Columns_in_another_order_and_titles_in_capitals_are_the_same()
    {
        var workbook = WorkbookEdits.With(
            WorkbookEdits.Sound(),
            "Giao chỉ tiêu",
            sheet =>
            {
                sheet.Type("A1", "ĐỊA ĐIỂM");
                sheet.Type("B1", "chỉ  tiêu");
                foreach (var row in Enumerable.Range(2, 6))
                {
                    sheet.Type($"A{row}", "XUANHA");
                    sheet.Type($"B{row}", "T03");
                    sheet.Type($"D{row}", "MỖI ĐƠN VỊ");
                }
            }
        );

        Assert.All(
            PlanWorkbookTests.Read(workbook).Content.Split,
            row => Assert.Equal(("T03", "XUANHA", SplitBasis.Each), (row.Target, row.Place, row.Basis))
        );
    }

    [Fact]
    public void Empty_rows_between_and_behind_are_nothing()
    {
        var workbook = WorkbookEdits.With(
            WorkbookEdits.Sound(),
            Targets,
            sheet =>
            {
                var data = sheet.GetFirstChild<SheetData>()!;
                data.Append(new Row { RowIndex = 1_048_576 });
                data.Append(Enumerable.Range(0, 5000).Select(_ => new Row(new Cell { StyleIndex = 1 })));
            }
        );

        Assert.Empty(PlanWorkbookTests.Read(workbook).BadCells);
    }

    [Fact]
    public void The_row_that_is_one_too_many_ends_the_reading()
    {
        var reading = Edited(Targets, sheet => sheet.Append(30_000));
        var full = Edited(Targets, sheet => sheet.Append(296));

        Assert.Equal((300, 300), (reading.Content.Targets.Count, full.Content.Targets.Count));
        Assert.Equal("A302", reading.BadCells.Last(bad => bad.Sheet == Targets).Cell);
        Assert.Equal("M301", full.BadCells.Last(bad => bad.Sheet == Targets).Cell);
    }

    [Fact]
    public void More_cells_than_any_plan_has_end_the_reading()
    {
        var wide = new Func<Row>(() => new Row(Enumerable.Range(0, 1000).Select(_ => new Cell { StyleIndex = 1 })));
        var reading = Edited(Targets, sheet => sheet.GetFirstChild<SheetData>()!.Append(Enumerable.Range(0, 101).Select(_ => wide())));

        Assert.Contains(reading.BadCells, bad => bad.Sheet == Targets && bad.Message.Contains("chưa được đọc", StringComparison.Ordinal));
    }

    [Fact]
    public void Words_that_a_spreadsheet_escapes_are_read_as_they_were_typed()
    {
        Assert.Equal("a\rb", Edited(Targets, sheet => sheet.Type("B2", "a_x000D_b")).Content.Targets[0].Text);
        Assert.Contains(Edited(Targets, sheet => sheet.Type("B2", "a_x0001_b")).BadCells, bad => bad.Cell == "B2");
        Assert.Contains(Edited(Targets, sheet => sheet.Type("B2", "a_xFFFE_b")).BadCells, bad => bad.Cell == "B2");
        Assert.Contains(Edited(Targets, sheet => sheet.Type("B2", "a_xD800_b")).BadCells, bad => bad.Cell == "B2");
    }

    [Theory]
    [InlineData(0, "A")]
    [InlineData(25, "Z")]
    [InlineData(26, "AA")]
    [InlineData(701, "ZZ")]
    [InlineData(702, "AAA")]
    public void Columns_have_letters(int column, string letters)
    {
        Assert.Equal(letters + "7", CellAddress.Of(7, column));
        Assert.Equal(column, CellAddress.ColumnOf(letters + "7"));
        Assert.Equal(7, CellAddress.RowOf(letters + "7"));
    }

    [Theory]
    [InlineData("dd/mm/yyyy", false, true)]
    [InlineData("[$-42A]d mmmm yyyy", false, true)]
    [InlineData("#,##0 \"đồng\"", false, false)]
    [InlineData("0.00%", true, false)]
    [InlineData("[Red]0 \\d", false, false)]
    [InlineData("General", false, false)]
    public void A_style_says_what_a_number_is(string code, bool share, bool moment)
    {
        using var stream = new MemoryStream();
        using var document = SpreadsheetDocument.Create(stream, DocumentFormat.OpenXml.SpreadsheetDocumentType.Workbook);
        var part = document.AddWorkbookPart().AddNewPart<WorkbookStylesPart>();
        part.Stylesheet = new Stylesheet(
            new NumberingFormats(new NumberingFormat { NumberFormatId = 200, FormatCode = code }),
            new CellStyleFormats(new CellFormat { NumberFormatId = 14 }),
            new CellFormats(new CellFormat { NumberFormatId = 0 }, new CellFormat { NumberFormatId = 200 })
        );
        part.Stylesheet.Save();
        var formats = new NumberFormats(part);

        Assert.Equal((share, moment), (formats.IsShare(1), formats.IsMoment(1)));
        Assert.Equal((false, false), (formats.IsShare(0), formats.IsMoment(7)));
    }

    private static WorkbookReading Edited(string sheet, Action<Worksheet> edit) =>
        PlanWorkbookTests.Read(WorkbookEdits.With(WorkbookEdits.Sound(), sheet, edit));

    private static Worksheet Sheet(WorkbookPart book, string name) =>
        (
            (WorksheetPart)
                book.GetPartById(
                    book.Workbook.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Single(sheet => sheet.Name == name).Id!
                )
        ).Worksheet;
}
