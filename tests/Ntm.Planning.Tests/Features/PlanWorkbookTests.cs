using System.Net;
using System.Net.Http.Json;
using Ntm.Planning.Features;
using Ntm.Planning.Features.Plans;
using Ntm.Planning.Tests.Tables;
using Ntm.Planning.Tests.Workbooks;
using Ntm.Planning.Workbooks;

namespace Ntm.Planning.Tests.Features;

/// <summary>A plan's workbook after the first import: previewed again, replaced, downloaded.</summary>
public sealed class PlanWorkbookTests(WorkbookPlatform platform) : IClassFixture<WorkbookPlatform>
{
    private const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    [Fact]
    public async Task The_preview_names_each_row_that_differs_and_saves_nothing()
    {
        var (unit, plan) = await DraftAsync();
        var content = SeedTables.Content("S1");
        var other = content with
        {
            Header = content.Header with { Subject = "Phát động thi đua", SignerOffice = null },
            Targets = [content.Targets[0] with { Value = 2 }, .. content.Targets.Skip(2)],
            Split =
            [
                .. content.Split.Where(row => row.Target != "T02").Select(row => row.Target == "T03" ? row with { Value = 0.5m } : row),
            ],
            Rules = [.. content.Rules, content.Rules[0] with { Key = "R-MOI" }],
        };

        var preview = await PreviewAsync(unit, PlanWorkbook.Write(other, 2022));

        Assert.Equal((true, plan.Id, 9), (preview.Importable, preview.ExistingId, preview.ChangeCount));
        Assert.Equal(
            [
                "header  changed signerOffice,subject",
                "targets T01 changed value",
                "targets T02 removed ",
                "split T03/THANHXUAN changed value",
                "split T03/XUANHA changed value",
                "split T03/NGUYENDOI changed value",
                "split T02/THANHXUAN removed ",
                "split T02/TIENTHANG removed ",
                "rules R-MOI added ",
            ],
            preview.Changes.Select(change =>
                $"{change.Section} {change.Key} {change.Kind.ToString().ToLowerInvariant()} {string.Join(',', change.Fields)}"
            )
        );
        Assert.Equal(plan.Version, (await GetAsync(unit, plan.Id)).Version);
    }

    [Fact]
    public async Task The_preview_of_a_workbook_with_a_new_number_differs_from_nothing()
    {
        var (unit, _) = await DraftAsync();
        var content = SeedTables.Content("S1");

        var preview = await PreviewAsync(
            unit,
            PlanWorkbook.Write(content with { Header = content.Header with { Number = "15-KH/BCĐ" } }, 2022)
        );

        Assert.Null(preview.ExistingId);
        Assert.Empty(preview.Changes);
        Assert.Equal("15-KH/BCĐ", preview.Content.Header.Number);
    }

    [Fact]
    public async Task A_workbook_replaces_the_draft_if_the_version_is_the_one_that_was_read()
    {
        var (unit, plan) = await DraftAsync();
        var content = SeedTables.Content("S1");
        var other = PlanWorkbook.Write(content with { Header = content.Header with { Subject = "Chủ đề khác" } }, 2022);

        var bad = await ReplaceAsync(unit, plan, WorkbookEdits.With(other, "Chỉ tiêu", sheet => sheet.Type("F2", "0.7")));
        var stale = await ReplaceAsync(unit, plan with { Version = plan.Version - 1 }, other);
        var replaced = await WorkbookPlatform.ReadAsync<PlanView>(await ReplaceAsync(unit, plan, other));

        Assert.Equal((400, "planning.bad_cell"), await StatusAsync(bad));
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal((plan.Version + 1, "Chủ đề khác"), (replaced.Version, replaced.Content.Header.Subject));
    }

    [Fact]
    public async Task A_workbook_on_a_published_plan_begins_an_amendment()
    {
        var (unit, plan) = await DraftAsync();
        var published = await PublishAsync(unit, plan, null);
        var content = SeedTables.Content("S1");
        var other = PlanWorkbook.Write(content with { Header = content.Header with { Subject = "Chủ đề khác" } }, 2022);

        var amended = await WorkbookPlatform.ReadAsync<PlanView>(await ReplaceAsync(unit, published, other));
        var second = await PublishAsync(unit, amended, "Công văn 12-CV/BCĐ");

        Assert.Equal((1, true), (amended.Editions, amended.HasDraft));
        Assert.Equal(2, second.Editions);
        Assert.Equal(content.Header.Subject, (await ContentAsync(unit, plan.Id, "?edition=1")).Header.Subject);
        Assert.Equal("Chủ đề khác", (await ContentAsync(unit, plan.Id, "")).Header.Subject);
        Assert.Equal(HttpStatusCode.NotFound, (await DownloadAsync(unit, plan.Id, "?edition=3")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await DownloadAsync(unit, plan.Id, "?edition=0")).StatusCode);
    }

    [Fact]
    public async Task The_workbook_of_an_amendment_that_waits_is_for_the_plans_own_people()
    {
        var (unit, plan) = await DraftAsync();
        var published = await PublishAsync(unit, plan, null);
        var none = await DownloadAsync(unit, plan.Id, "?draft=true");
        var content = SeedTables.Content("S1");
        var other = PlanWorkbook.Write(content with { Header = content.Header with { Subject = "Chủ đề khác" } }, 2022);
        await WorkbookPlatform.ReadAsync<PlanView>(await ReplaceAsync(unit, published, other));

        var stranger = platform.Platform.As("officer-2", $"officer@{await platform.NewCommuneAsync()}");
        var refused = await stranger.GetAsync($"planning/plans/{plan.Id}/workbook?draft=true");

        Assert.Equal((409, "planning.no_draft"), await StatusAsync(none));
        Assert.Equal("Chủ đề khác", (await ContentAsync(unit, plan.Id, "?draft=true")).Header.Subject);
        Assert.Equal(content.Header.Subject, (await ContentAsync(unit, plan.Id, "")).Header.Subject);
        Assert.Equal((404, "planning.plan_not_found"), await StatusAsync(refused));
    }

    [Fact]
    public async Task The_workbook_that_goes_out_is_the_plan_that_came_in_under_a_name_that_says_so()
    {
        var (unit, plan) = await DraftAsync();

        var response = await DownloadAsync(unit, plan.Id, "");

        Assert.Equal(MediaType, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal($"ke-hoach-{unit.Split('/')[^1]}-2022-14-KH-BCĐ.xlsx", response.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Equal(WorkbookEdits.Sound(), await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Who_does_not_see_a_draft_does_not_see_its_workbook()
    {
        var (unit, plan) = await DraftAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await DownloadAsync("42/446/18001", plan.Id, "")).StatusCode);
        await PublishAsync(unit, plan, null);
        Assert.Equal(HttpStatusCode.OK, (await DownloadAsync("42/446/18001", plan.Id, "")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await DownloadAsync("19/164/5000", plan.Id, "")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ReplaceAsync("19/164/5000", plan, WorkbookEdits.Sound())).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await ReplaceAsync("42/446/18001", plan, WorkbookEdits.Sound())).StatusCode);
    }

    [Fact]
    public async Task The_template_is_a_workbook_for_everybody_who_is_signed_in()
    {
        var response = await platform.Officer("42/446/18001").GetAsync("planning/plans/workbook-template");
        var sheets = WorkbookFile.Read(new MemoryStream(await response.Content.ReadAsByteArrayAsync()), PlanWorkbook.Sheets).Value!;

        Assert.Equal("mau-ke-hoach.xlsx", response.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Equal(PlanWorkbook.Sheets.Keys, sheets.Sheets.Select(sheet => sheet.Name));
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await platform.Platform.Anonymous().GetAsync("planning/plans/workbook-template")).StatusCode
        );
    }

    private async Task<(string Unit, PlanView Plan)> DraftAsync()
    {
        var unit = await platform.NewCommuneAsync();
        var request = WorkbookPlatform.Request(unit, WorkbookEdits.Sound());
        return (
            unit,
            await WorkbookPlatform.ReadAsync<PlanView>(await platform.Officer(unit).PostAsJsonAsync("planning/plans/import", request))
        );
    }

    private async Task<PlanPreview> PreviewAsync(string unit, byte[] workbook) =>
        await WorkbookPlatform.ReadAsync<PlanPreview>(
            await platform.Officer(unit).PostAsJsonAsync("planning/plans/preview", WorkbookPlatform.Request(unit, workbook))
        );

    private async Task<PlanView> GetAsync(string unit, Guid id) =>
        await WorkbookPlatform.ReadAsync<PlanView>(await platform.Officer(unit).GetAsync($"planning/plans/{id}"));

    private Task<HttpResponseMessage> DownloadAsync(string unit, Guid id, string query) =>
        platform.Officer(unit).GetAsync($"planning/plans/{id}/workbook{query}");

    private async Task<PlanContent> ContentAsync(string unit, Guid id, string query)
    {
        var bytes = await (await DownloadAsync(unit, id, query)).Content.ReadAsByteArrayAsync();
        return PlanWorkbook.Read("a.xlsx", Convert.ToBase64String(bytes), 2022).Value!.Content;
    }

    private async Task<HttpResponseMessage> ReplaceAsync(string unit, PlanView plan, byte[] workbook)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"planning/plans/{plan.Id}/workbook")
        {
            Content = JsonContent.Create(new ReplacePlanWorkbookRequest { File = WorkbookPlatform.File(workbook) }),
        };
        request.Headers.IfMatch.ParseAdd($"\"{plan.Version}\"");
        return await platform.Officer(unit).SendAsync(request);
    }

    private async Task<PlanView> PublishAsync(string unit, PlanView plan, string? reason)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"planning/plans/{plan.Id}/publication")
        {
            Content = JsonContent.Create(new PublishPlanRequest { Reason = reason }),
        };
        request.Headers.IfMatch.ParseAdd($"\"{plan.Version}\"");
        return await WorkbookPlatform.ReadAsync<PlanView>(await platform.Leader(unit).SendAsync(request));
    }

    private static async Task<(int, string)> StatusAsync(HttpResponseMessage response)
    {
        var refusal = await WorkbookPlatform.RefusalAsync(response);
        return (refusal.Status, refusal.Code);
    }
}
