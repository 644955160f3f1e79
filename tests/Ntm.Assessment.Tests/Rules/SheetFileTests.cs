using Ntm.Assessment.Rules;

namespace Ntm.Assessment.Tests.Rules;

public sealed class SheetFileTests
{
    [Fact]
    public void Rows_keep_their_number_in_the_file_and_empty_ones_are_left_out()
    {
        var table = SheetFile.Read("a.csv", Sheets.Csv("\uFEFFa,b\n\n,,\n\"x\n y\",\" 2 \",,\n").Content).Value!;

        Assert.Equal(["1:a|b", "4:x  y|2"], table.Rows.Select(row => $"{row.Number}:{string.Join("|", row.Cells)}"));
    }

    [Fact]
    public void A_workbook_is_read_as_text_and_a_percent_cell_as_its_percent()
    {
        var upload = Sheets.Workbook(
            Sheets.Row(Sheets.Text("code"), Sheets.Text("Tỷ lệ"))
                + "<row/>"
                + Sheets.Row("<c><v>1.1</v></c>", "<c s=\"1\"><v>0.8</v></c>", "<c><v>48.5</v></c>", "<c t=\"b\"><v>1</v></c>")
        );

        var table = SheetFile.Read(upload.Name, upload.Content);

        Assert.Empty(table.Errors);
        Assert.Equal(
            ["1:code|Tỷ lệ", "3:1.1|80|48.5|TRUE"],
            table.Value!.Rows.Select(row => $"{row.Number}:{string.Join("|", row.Cells)}")
        );
    }

    [Theory]
    [InlineData("a.csv", "không phải base64", "assessment.sheet_unreadable")]
    [InlineData("a.xls", "AAAA", "assessment.sheet_unreadable")]
    [InlineData("a", "AAAA", "assessment.sheet_unreadable")]
    [InlineData("a.csv", "//79", "assessment.sheet_unreadable")]
    [InlineData("a.csv", "YSwi", "assessment.sheet_unreadable")]
    [InlineData("a.csv", "YQBi", "assessment.sheet_unreadable")]
    [InlineData("a/b.csv", "YSxi", "file.name_characters")]
    [InlineData("a.xlsx", "AAAA", "file.mislabelled")]
    public void What_is_no_table_is_refused(string name, string content, string code) =>
        Assert.Equal(code, SheetFile.Read(name, content).Errors[0].Code);

    [Fact]
    public void What_is_too_large_is_refused()
    {
        Assert.Equal("assessment.sheet_too_large", Refused(new string('a', 600 * 1024)));
        Assert.Equal("assessment.sheet_unreadable", Refused(string.Join("\n", Enumerable.Repeat("a", 501))));
        Assert.Equal("assessment.sheet_unreadable", Refused(string.Join(",", Enumerable.Repeat("a", 31))));
        Assert.Equal("assessment.sheet_unreadable", Refused(new string('a', 2001)));
        var bomb = Sheets.Workbook(new string(' ', 21 * 1024 * 1024));
        Assert.Equal("assessment.sheet_too_large", SheetFile.Read(bomb.Name, bomb.Content).Errors.Single().Code);

        static string Refused(string text) => SheetFile.Read("a.csv", Sheets.Csv(text).Content).Errors.Single().Code;
    }

    [Fact]
    public void Half_a_workbook_is_refused_and_never_read_as_another_one()
    {
        var whole = Sheets.Xlsx(Sheets.Row(Sheets.Text("code"), Sheets.Text("b")));
        foreach (var length in Enumerable.Range(1, whole.Length - 1).Where(length => length % 97 == 0))
        {
            Assert.True(SheetFile.Read("a.xlsx", Convert.ToBase64String(whole, 0, length)).Refused, $"{length}");
        }

        var broken = Sheets.Workbook("<row><c t=\"s\"><v>7</v></c></row><ro");
        Assert.Equal("file.mislabelled", SheetFile.Read(broken.Name, broken.Content).Errors.Single().Code);
    }
}
