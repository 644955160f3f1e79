using System.Net;
using System.Net.Http.Json;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Ntm.Planning.Features;
using Ntm.Planning.Features.Plans;
using Ntm.Planning.Tests.Tables;
using Ntm.Planning.Tests.Workbooks;

namespace Ntm.Planning.Tests.Features;

public sealed class ImportPlanTests(WorkbookPlatform platform) : IClassFixture<WorkbookPlatform>
{
    private const string Targets = "Chỉ tiêu";
    private const string Split = "Giao chỉ tiêu";
    private const string Tasks = "Nhiệm vụ";
    private const string Head = "Kế hoạch";

    /// <summary>What a person does wrong, and the cells that the answer names.</summary>
    private static readonly Dictionary<string, (string[] Cells, Func<byte[], byte[]> Do)> Wrong = new()
    {
        ["formula"] = (["Chỉ tiêu!F2"], In(Targets, sheet => sheet.Formula("F2", "1+1"))),
        ["error value"] = (["Chỉ tiêu!F2"], In(Targets, sheet => sheet.Put("F2", "#DIV/0!", CellValues.Error))),
        ["merged cells"] = (["Chỉ tiêu!A2"], In(Targets, sheet => sheet.Merge("A2:A3"))),
        ["wrong sheet"] = (["Chi tieu!A1", "Chỉ tiêu!A1"], Book(book => book.Rename(Targets, "Chi tieu"))),
        ["missing sheet"] = (["Báo cáo!A1"], Book(book => book.Remove("Báo cáo"))),
        ["sheet twice"] = (["Nhiệm vụ!A1"], Book(book => book.Copy(Tasks, "NHIỆM VỤ"))),
        ["unknown column"] = (["Nhiệm vụ!L1"], In(Tasks, sheet => sheet.Type("L1", "Màu"))),
        ["missing column"] = (["Nhiệm vụ!A1", "Nhiệm vụ!K1"], In(Tasks, sheet => sheet.Type("K1", "Ghi chu"))),
        ["column twice"] = (["Nhiệm vụ!L1"], In(Tasks, sheet => sheet.Type("L1", "Ghi chú"))),
        ["split over total"] = (["Giao chỉ tiêu!C4"], In(Split, sheet => sheet.Put("C4", "2"))),
        ["unknown key"] = (["Giao chỉ tiêu!B2"], In(Split, sheet => sheet.Type("B2", "SAI"))),
        ["unknown body of a recipient"] = (["Kế hoạch!C13"], In(Head, sheet => sheet.Type("C13", "SAI"))),
        ["unknown keys in a list"] = (["Nhiệm vụ!C2", "Nhiệm vụ!C2"], In(Tasks, sheet => sheet.Type("C2", "BCD; SAI; SAI2"))),
        ["dot before decimals"] = (["Chỉ tiêu!F2"], In(Targets, sheet => sheet.Type("F2", "0.7"))),
        ["unit in a figure"] = (["Chỉ tiêu!F2"], In(Targets, sheet => sheet.Type("F2", "0,7km"))),
        ["unclear due"] = (["Chỉ tiêu!L2"], In(Targets, sheet => sheet.Type("L2", "chậm nhất 30/6/2022"))),
        ["no such day"] = (["Thời gian!F2"], In("Thời gian", sheet => sheet.Type("F2", "31/2/2022"))),
        ["last day before the first"] = (["Thời gian!F2"], In("Thời gian", sheet => sheet.Type("F2", "15/2/2022"))),
        ["unknown word"] = (["Chỉ tiêu!D2"], In(Targets, sheet => sheet.Type("D2", "tăng"))),
        ["unknown operator"] = (["Chỉ tiêu!E2"], In(Targets, sheet => sheet.Type("E2", "≠"))),
        ["empty key"] = (["Chỉ tiêu!A5"], In(Targets, sheet => sheet.Type("A5", " "))),
        ["same key twice"] = (["Chỉ tiêu!A5"], In(Targets, sheet => sheet.Type("A5", "t01"))),
        ["text too long"] = (["Chỉ tiêu!B2"], In(Targets, sheet => sheet.Type("B2", new string('a', 501)))),
        ["cell far too long"] = (["Chỉ tiêu!B2"], In(Targets, sheet => sheet.Type("B2", new string('a', 8001)))),
        ["control character"] = (["Chỉ tiêu!B2"], In(Targets, sheet => sheet.Type("B2", "a_x0007_b"))),
        ["no subject"] = (["Kế hoạch!B7"], In(Head, sheet => sheet.Type("B7", ""))),
        ["unknown issuer"] = (["Kế hoạch!B5"], In(Head, sheet => sheet.Type("B5", "SAI"))),
        ["unknown item"] = (["Kế hoạch!A7", "Kế hoạch!A1"], In(Head, sheet => sheet.Type("A7", "Trich yeu"))),
        ["item twice"] = (["Kế hoạch!A8"], In(Head, sheet => sheet.Type("A8", "Trích yếu"))),
        ["cell that its item does not use"] = (["Kế hoạch!D7"], In(Head, sheet => sheet.Type("D7", "có"))),
        ["column after the last"] = (["Chỉ tiêu!CA2"], In(Targets, sheet => sheet.Type("CA2", "x"))),
        ["two faults of one row"] = (["Chỉ tiêu!D2", "Chỉ tiêu!F2"], In(Targets, Twice)),
    };

    public static readonly TheoryData<string> Cases = [.. Wrong.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_bad_cell_is_named_and_nothing_is_drafted(string wrong)
    {
        var unit = await platform.NewCommuneAsync();
        var (cells, change) = Wrong[wrong];
        var request = WorkbookPlatform.Request(unit, change(WorkbookEdits.Sound()));

        var preview = await WorkbookPlatform.ReadAsync<PlanPreview>(
            await platform.Officer(unit).PostAsJsonAsync("planning/plans/preview", request)
        );
        var refusal = await WorkbookPlatform.RefusalAsync(await platform.Officer(unit).PostAsJsonAsync("planning/plans/import", request));

        Assert.Equal((400, "planning.bad_cell"), (refusal.Status, refusal.Code));
        Assert.Equal(cells.Order(), refusal.Fields.Order());
        Assert.Equal(cells.Order(), preview.BadCells.Select(bad => $"{bad.Sheet}!{bad.Cell}").Order());
        Assert.Equal((false, cells.Length), (preview.Importable, preview.BadCellCount));
        Assert.Equal(0, await platform.PlansAsync(unit));
    }

    [Theory]
    [InlineData("not a workbook", "ke-hoach.xlsx", 400, "file.mislabelled")]
    [InlineData("%PDF-1.7", "ke-hoach.pdf", 400, "file.kind_not_accepted")]
    [InlineData("macro", "ke-hoach.xlsm", 400, "file.extension")]
    [InlineData("", "ke-hoach.xlsx", 400, "file.empty")]
    public async Task A_file_that_is_no_workbook_is_refused(string content, string name, int status, string code)
    {
        var unit = await platform.NewCommuneAsync();
        var response = await PostAsync(unit, Encoding.UTF8.GetBytes(content), name);

        var refusal = await WorkbookPlatform.RefusalAsync(response);
        Assert.Equal((status, code), (refusal.Status, refusal.Code));
    }

    [Fact]
    public async Task A_content_that_is_not_base64_is_refused()
    {
        var unit = await platform.NewCommuneAsync();
        var request = WorkbookPlatform.Request(unit, []) with
        {
            File = new PlanFileUpload { Name = "a.xlsx", Content = "@@@@" },
        };

        var refusal = await WorkbookPlatform.RefusalAsync(await platform.Officer(unit).PostAsJsonAsync("planning/plans/import", request));

        Assert.Equal((400, "planning.workbook_not_base64"), (refusal.Status, refusal.Code));
    }

    [Fact]
    public async Task A_file_over_half_a_megabyte_is_refused()
    {
        var unit = await platform.NewCommuneAsync();

        var over = await WorkbookPlatform.RefusalAsync(await PostAsync(unit, new byte[(512 * 1024) + 1]));
        var at = await WorkbookPlatform.RefusalAsync(await PostAsync(unit, new byte[512 * 1024]));

        Assert.Equal((413, "planning.workbook_too_large"), (over.Status, over.Code));
        Assert.Equal((400, "file.mislabelled"), (at.Status, at.Code));
    }

    [Fact]
    public async Task A_million_rows_cost_little_and_are_refused()
    {
        var unit = await platform.NewCommuneAsync();
        var rows = string.Concat(Enumerable.Repeat("<row><c t=\"n\"><v>1</v></c></row>", 1_000_000));
        var bomb = WorkbookEdits.Rewritten(
            WorkbookEdits.Sound(),
            "xl/worksheets/sheet5.xml",
            text => text.Replace("</sheetData>", rows + "</sheetData>", StringComparison.Ordinal)
        );

        var refusal = await WorkbookPlatform.RefusalAsync(await PostAsync(unit, bomb));

        Assert.Equal((413, "planning.workbook_unpacks_too_large"), (refusal.Status, refusal.Code));
    }

    [Fact]
    public async Task A_workbook_with_a_broken_part_is_refused()
    {
        var unit = await platform.NewCommuneAsync();
        var broken = WorkbookEdits.Rewritten(WorkbookEdits.Sound(), "xl/worksheets/sheet5.xml", text => text[..^40]);
        var entity = WorkbookEdits.Rewritten(
            WorkbookEdits.Sound(),
            "xl/worksheets/sheet5.xml",
            text => text.Replace("?><", "?><!DOCTYPE x [<!ENTITY a \"aaaa\">]><", StringComparison.Ordinal)
        );

        foreach (var workbook in new[] { broken, entity })
        {
            var refusal = await WorkbookPlatform.RefusalAsync(await PostAsync(unit, workbook));
            Assert.Equal(400, refusal.Status);
            Assert.Contains(refusal.Code, new[] { "planning.workbook_unreadable", "file.mislabelled" });
        }
    }

    [Fact]
    public async Task Of_many_bad_cells_five_hundred_are_listed_and_all_are_counted()
    {
        var unit = await platform.NewCommuneAsync();
        var workbook = WorkbookEdits.With(WorkbookEdits.Sound(), "Quy tắc", sheet => sheet.Append(280));

        var preview = await WorkbookPlatform.ReadAsync<PlanPreview>(
            await platform.Officer(unit).PostAsJsonAsync("planning/plans/preview", WorkbookPlatform.Request(unit, workbook))
        );
        var refusal = await WorkbookPlatform.RefusalAsync(await PostAsync(unit, workbook));

        Assert.Equal((560, 500, 500), (preview.BadCellCount, preview.BadCells.Count, refusal.Fields.Count));
    }

    [Fact]
    public async Task A_sound_workbook_becomes_a_draft()
    {
        var unit = await platform.NewCommuneAsync();

        var response = await PostAsync(unit, WorkbookEdits.Sound());
        var plan = await WorkbookPlatform.ReadAsync<PlanView>(response);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal($"/planning/plans/{plan.Id}", response.Headers.Location?.ToString());
        Assert.Equal((PlanStatus.Draft, 0, "14-KH/BCĐ", true), (plan.Status, plan.Editions, plan.Number, plan.HasDraft));
        Assert.Equal(AnyContent.Json(SeedTables.Content("S1")), AnyContent.Json(plan.Content));
    }

    [Fact]
    public async Task A_number_that_the_unit_has_already_is_refused()
    {
        var unit = await platform.NewCommuneAsync();
        (await PostAsync(unit, WorkbookEdits.Sound())).EnsureSuccessStatusCode();

        var refusal = await WorkbookPlatform.RefusalAsync(await PostAsync(unit, WorkbookEdits.Sound()));

        Assert.Equal((409, "planning.number_taken"), (refusal.Status, refusal.Code));
        Assert.Equal(1, await platform.PlansAsync(unit));
    }

    [Fact]
    public async Task Only_those_who_draft_plans_of_the_unit_import_and_preview()
    {
        var unit = await platform.NewCommuneAsync();
        var request = WorkbookPlatform.Request(unit, WorkbookEdits.Sound());
        foreach (var client in new[] { platform.Officer("42/446"), platform.Platform.As("auditor-1", $"auditor@{unit}") })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsJsonAsync("planning/plans/import", request)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsJsonAsync("planning/plans/preview", request)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync("42/446/99999", WorkbookEdits.Sound())).StatusCode);
    }

    private Task<HttpResponseMessage> PostAsync(string unit, byte[] workbook, string name = "ke-hoach.xlsx") =>
        platform.Officer(unit).PostAsJsonAsync("planning/plans/import", WorkbookPlatform.Request(unit, workbook, name));

    private static Func<byte[], byte[]> In(string sheet, Action<Worksheet> edit) => workbook => WorkbookEdits.With(workbook, sheet, edit);

    private static Func<byte[], byte[]> Book(Action<WorkbookPart> edit) => workbook => WorkbookEdits.With(workbook, edit);

    private static void Twice(Worksheet sheet)
    {
        sheet.Type("D2", "tăng");
        sheet.Type("F2", "0.7");
    }
}
