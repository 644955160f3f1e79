using System.Reflection;
using System.Text.Json;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using FsCheck;
using FsCheck.Fluent;
using Ntm.Planning.Tests.Tables;
using Ntm.Planning.Workbooks;

namespace Ntm.Planning.Tests.Workbooks;

public sealed class PlanWorkbookTests
{
    public static readonly TheoryData<string> Codes = [.. SeedTables.Codes];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_real_plan_comes_back_from_its_workbook_as_it_was(string plan)
    {
        var content = SeedTables.Content(plan);
        var reading = Read(PlanWorkbook.Write(content, SeedTables.Years[plan]), SeedTables.Years[plan]);

        Assert.Empty(reading.BadCells);
        Assert.Equal(AnyContent.Json(content), AnyContent.Json(reading.Content));
    }

    [Fact]
    public void Any_content_comes_back_from_its_workbook_as_it_was() =>
        Prop.ForAll(
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                seed =>
                {
                    var content = new AnyContent(seed).Build();
                    var read = Read(PlanWorkbook.Write(content, 2023), 2023).Content;
                    Assert.Equal(AnyContent.Json(AnyContent.Worded(content)), AnyContent.Json(read));
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_content_gives_the_same_bytes() =>
        Assert.Equal(PlanWorkbook.Write(SeedTables.Content("S3"), 2023), PlanWorkbook.Write(SeedTables.Content("S3"), 2023));

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_workbook_is_one_by_the_standard(string plan)
    {
        using var stream = new MemoryStream(PlanWorkbook.Write(SeedTables.Content(plan), 2023));
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        var faults = new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document, TestContext.Current.CancellationToken);

        Assert.Empty(faults.Select(fault => $"{fault.Path?.XPath}: {fault.Description}"));
    }

    [Fact]
    public void Each_field_of_each_row_has_a_column()
    {
        Assert.Equal(Fields<PlanPeriod>(), Columns(PlanSections.Periods));
        Assert.Equal(Fields<PlanBody>(), Columns(PlanSections.Bodies));
        Assert.Equal(Fields<PlanPlace>(), Columns(PlanSections.Places));
        Assert.Equal(Fields<PlanTarget>(), Columns(PlanSections.Targets));
        Assert.Equal(Fields<TargetSplit>(), Columns(PlanSections.Split));
        Assert.Equal(Fields<PlanTask>(), Columns(PlanSections.Tasks));
        Assert.Equal(Fields<ReportingRule>(), Columns(PlanSections.Reporting));
        Assert.Equal(Fields<PlanFund>(), Columns(PlanSections.Funding));
        Assert.Equal(Fields<PlanDocument>(), Columns(PlanSections.Documents));
        Assert.Equal(Fields<PlanRule>(), Columns(PlanSections.Rules));
        Assert.Equal(
            Fields<PlanHeader>(),
            HeadSheet.Fields.Select(field => field.Field).Concat(HeadSheet.Lists.Select(list => list.Field)).Order()
        );
        Assert.Equal(Fields<PlanContent>(), PlanSections.All.Select(section => section.Field).Append("header").Order());
    }

    [Fact]
    public void Titles_of_a_sheet_differ_and_the_period_stands_before_the_due()
    {
        Assert.All(PlanSections.All, section => Assert.Distinct(section.Columns.Select(column => column.Title)));
        var targets = PlanSections.Targets.Columns.Select(column => column.Field).ToList();
        Assert.True(targets.IndexOf("period") < targets.IndexOf("due"));
    }

    [Fact]
    public void The_template_lacks_only_what_a_person_has_to_fill_in()
    {
        var reading = Read(PlanWorkbook.Template(), 2023);

        Assert.Equal(["B3", "B5", "B7", "A1"], reading.BadCells.Select(bad => bad.Cell));
    }

    [Fact]
    public void The_template_has_a_line_of_help_for_each_column()
    {
        var help = HelpSheet.Page.Rows.Select(row => (row[0].Text, row[1].Text)).ToList();

        Assert.Distinct(help);
        Assert.All(
            PlanSections.All.SelectMany(section => section.Columns.Select(column => (section.Sheet, column.Title))),
            column => Assert.Contains((column.Sheet, column.Title), help)
        );
        Assert.All(HelpSheet.Page.Rows, row => Assert.NotEmpty(row[2].Text!));
    }

    [Fact]
    public void A_due_whose_words_do_not_say_it_has_its_meaning_behind_them()
    {
        var context = new DueContext(2021, []);
        var due = new Due
        {
            Text = "sau Tết",
            Kind = DueKind.ByEndOfDay,
            Day = new DateOnly(2021, 2, 28),
        };

        Assert.Equal("sau Tết [đến hết ngày 28/2/2021]", DueCell.Write(due, context));
        Assert.Equal(due, DueCell.Read("sau Tết [đến hết ngày 28/2/2021]", context).Value);
        Assert.Equal(new Due { Text = "khi có vốn" }, DueCell.Read("khi có vốn [không nêu hạn]", context).Value);
        Assert.Equal("trước ngày 28/2/2021", DueCell.Write(due with { Text = null, Kind = DueKind.BeforeDay }, context));
        Assert.Null(DueCell.Write(Due.None, context));
    }

    [Theory]
    [InlineData("A", "A")]
    [InlineData("A; B ;C", "A|B|C")]
    [InlineData(" ; A;; ; ", "A;")]
    [InlineData("a;;b", "a;b")]
    public void Lists_are_parted_by_semicolons(string cell, string items) => Assert.Equal(items, string.Join('|', ListCell.Read(cell)));

    internal static WorkbookReading Read(byte[] workbook, int year = 2022) =>
        PlanWorkbook.Read("ke-hoach.xlsx", Convert.ToBase64String(workbook), year).Value!;

    private static IEnumerable<string> Fields<T>() =>
        typeof(T)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
            .Order();

    private static IEnumerable<string> Columns(Section section) => section.Columns.Select(column => column.Field).Order();
}
