using System.Net;
using Ntm.Contracts.Dossier.V1;

namespace Ntm.Dossier.Tests.Features;

/// <summary>A recognised commune shows each year that it deserves its title (giữ vững danh hiệu).</summary>
public sealed class UpkeepTests
{
    private const string Unit = "18180";

    [Fact]
    public async Task A_commune_reports_the_province_reviews_and_confirms()
    {
        await using var app = await StartAsync();
        var opened = (await OpenAsync(app)).Ok();
        Assert.Equal(("upkeep", "duy-tri-xa"), (Text(opened, "purpose"), Text(opened, "pathId")));
        Assert.Equal("1500/QĐ-UBND ngày 15/12/2025", opened.Body.GetProperty("heldTitle").GetProperty("document").GetString());

        var id = await ToReviewAsync(app, opened.Id);
        (await app.PutAsync("appraiser", id, "upkeep-review", "verdicts", new { acceptRest = true })).Ok();
        (await app.PostAsync("appraiser", id, "upkeep-review", "conclusion", new { outcome = "Approved" })).Ok();
        (await app.PostAsync("province-leader", id, "upkeep", "completion")).Refused(HttpStatusCode.Conflict, "dossier.document_missing");
        (await app.UploadAsync("province-leader", id, "upkeep", "upkeep-confirmation")).Ok();
        var end = (await app.PostAsync("province-leader", id, "upkeep", "completion")).Ok();

        Assert.Equal("Kept", Text(end, "status"));
        Assert.Equal("Kept", (await app.Events.WaitForAsync<DossierClosed>())[0].Outcome);
        (await OpenAsync(app)).Refused(HttpStatusCode.Conflict, "dossier.already_kept");
    }

    /// <summary>What was lost is what the province must see: no criterion keeps the report from being made.</summary>
    [Fact]
    public async Task A_commune_that_lost_criteria_reports_them_and_the_province_finds_the_title_not_kept()
    {
        await using var app = await StartAsync();
        var id = await ToReviewAsync(app, (await OpenAsync(app)).Ok().Id, "10", "17");

        (
            await app.PostAsync(
                "appraiser",
                id,
                "upkeep-review",
                "conclusion",
                new { outcome = "Rejected", reason = "Tiêu chí 10 và 17 không còn đạt" }
            )
        ).Ok();
        (await app.UploadAsync("province-leader", id, "not-kept", "upkeep-warning")).Ok();
        var end = (await app.PostAsync("province-leader", id, "not-kept", "completion")).Ok();

        Assert.Equal("NotKept", Text(end, "status"));
        (await OpenAsync(app)).Ok();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("xa-ntm-nang-cao")]
    public async Task Only_the_title_that_the_commune_holds_can_be_kept(string? held)
    {
        await using var app = await DossierApp.StartAsync("2026-03-01T08:00:00");
        if (held is not null)
        {
            await RecordAsync(app, held);
        }

        (await OpenAsync(app)).Refused(HttpStatusCode.Conflict, "dossier.title_not_held");
        await RecordAsync(app);
        (await OpenAsync(app)).Ok();
    }

    [Fact]
    public async Task It_runs_beside_the_dossier_that_seeks_the_title_anew_and_alone_of_its_kind()
    {
        await using var app = await ProcedureSteps.Start2026Async();
        (await app.Open2026Async()).Ok();
        await RecordAsync(app);

        (await OpenAsync(app)).Ok();

        (await OpenAsync(app)).Refused(HttpStatusCode.Conflict, "dossier.already_open");
        (await OpenAsync(app, "revocation")).Refused(HttpStatusCode.BadRequest, "dossier.purpose_unknown");
    }

    [Theory]
    [InlineData("xa-ntm-nang-cao", "2026-02-14T08:00:00", null)]
    [InlineData("xa-ntm-nang-cao", "2026-02-15T00:00:00", "dossier.no_path")]
    [InlineData("xa-ntm-hien-dai", "2026-02-14T23:59:59", "dossier.no_path")]
    [InlineData("xa-ntm-hien-dai", "2026-02-15T00:00:00", "dossier.procedure_unconfirmed")]
    public async Task The_titles_change_with_the_law_of_15_February_2026(string title, string now, string? code)
    {
        await using var app = await DossierApp.StartAsync(now);

        var answer = await app.OpenAsync("officer2", Unit, title, 2026);

        Assert.Equal(code, answer.Status == HttpStatusCode.Created ? null : answer.Code);
        Assert.Equal(
            (title, code) == ("xa-ntm-nang-cao", "dossier.no_path"),
            answer.Text.Contains("xã nông thôn mới hiện đại", StringComparison.Ordinal)
        );
    }

    private static async Task<string> ToReviewAsync(DossierApp app, string id, params string[] failing)
    {
        await app.AssessesAsync(id, failing);
        (await app.UploadAsync("officer2", id, "upkeep-report", "upkeep-report")).Ok();
        Assert.Equal(["upkeep-review"], (await app.PostAsync("officer2", id, "upkeep-report", "completion")).Ok().Open);
        return id;
    }

    private static async Task<DossierApp> StartAsync()
    {
        var app = await DossierApp.StartAsync("2026-03-01T08:00:00");
        await RecordAsync(app);
        return app;
    }

    /// <summary>The province records a title that was given before the platform.</summary>
    private static async Task RecordAsync(DossierApp app, string title = "xa-ntm") =>
        (
            await app.DecideAsync(
                "/dossiers/titles",
                new
                {
                    province = "42",
                    unitCode = Unit,
                    title,
                    since = "2025-12-15",
                    documentNumber = "1500/QĐ-UBND",
                    documentDate = "2025-12-15",
                }
            )
        ).Ok();

    private static Task<Answer> OpenAsync(DossierApp app, string purpose = "upkeep") =>
        app.SendAsync(
            "officer2",
            HttpMethod.Post,
            "/dossiers",
            new
            {
                unitCode = Unit,
                title = "xa-ntm",
                year = 2026,
                purpose,
            }
        );

    private static string? Text(Answer answer, string name) => answer.Body.GetProperty(name).GetString();
}
