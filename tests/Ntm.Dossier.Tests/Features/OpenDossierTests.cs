using System.Net;
using Ntm.Contracts.Dossier.V1;

namespace Ntm.Dossier.Tests.Features;

public sealed class OpenDossierTests
{
    [Fact]
    public async Task An_officer_opens_a_dossier_on_the_path_of_the_day_and_sees_what_comes_next()
    {
        await using var app = await DossierApp.StartAsync();

        var opened = (await app.OpenAsync()).Ok();
        var @event = (await app.Events.WaitForAsync<StageOpened>())[0];

        Assert.Equal(HttpStatusCode.Created, opened.Status);
        Assert.Equal("\"1\"", opened.ETag);
        Assert.Equal("xa-ntm-3-cap", opened.Body.GetProperty("pathId").GetString());
        Assert.Equal(["self-assessment"], opened.Open);
        Assert.Equal("SelfAssessment", @event.Kind);
        Assert.Equal(DossierApp.Commune, @event.ActorUnitPath);
        Assert.Null(@event.EditableCriteria);
        Assert.Equal("officer", (await app.Events.WaitForAsync<DossierOpened>())[0].OpenedBy);
    }

    [Fact]
    public async Task There_is_one_running_dossier_for_a_unit_a_title_and_a_year()
    {
        await using var app = await DossierApp.StartAsync();
        (await app.OpenAsync()).Ok();

        (await app.OpenAsync()).Refused(HttpStatusCode.Conflict, "dossier.already_open");
        (await app.OpenAsync(title: "xa-ntm-nang-cao")).Ok();
    }

    [Fact]
    public async Task A_new_dossier_may_follow_each_refused_one_of_the_same_year()
    {
        await using var app = await DossierApp.StartAsync();
        for (var time = 1; time <= 2; time++)
        {
            var id = await app.ToExaminationAsync();
            (
                await app.PostAsync("reviewer", id, "district-examination", "conclusion", new { outcome = "Rejected", reason = "Thiếu" })
            ).Ok();
            (await app.OpenAsync()).Refused(HttpStatusCode.Conflict, "dossier.already_open");
            (await app.PostAsync("province-leader", id, "refused", "completion")).Ok();
        }

        var again = (await app.OpenAsync()).Ok();

        Assert.Equal(["self-assessment"], again.Open);
        Assert.Equal(
            ["Refused", "Refused", "Running"],
            (await app.ReadAsync("auditor", "/dossiers?year=2023"))
                .Ok()
                .Body.GetProperty("items")
                .EnumerateArray()
                .Select(item => item.GetProperty("status").GetString())
        );
    }

    [Fact]
    public async Task A_recognised_commune_opens_no_second_dossier_of_the_year()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        await app.VoteAsync(id, "2023-02-01");
        await app.RecogniseAsync(id, "2023-02-01");

        (await app.OpenAsync()).Refused(HttpStatusCode.Conflict, "dossier.already_recognised");
    }

    [Theory]
    [InlineData("2026-01-01T00:00:00", 2025, "đã đóng sau ngày 31/12/2025")]
    [InlineData("2026-01-01T00:00:00", 2026, null)]
    [InlineData("2026-12-31T23:59:59.9999999", 2026, null)]
    [InlineData("2026-12-31T23:59:59.9999999", 2027, "chỉ mở từ ngày 01/01/2027")]
    [InlineData("2027-01-01T00:00:00", 2026, "đã đóng sau ngày 31/12/2026")]
    [InlineData("2026-06-01T00:00:00", 2099, "Chưa có quy định")]
    public async Task A_dossier_is_opened_for_the_year_whose_campaign_is_open(string at, int year, string? reason)
    {
        await using var app = await DossierApp.StartAsync(at);
        if (at.StartsWith("2026-12", StringComparison.Ordinal) && reason is null)
        {
            (await app.ConfirmProcedureAsync()).Ok();
        }

        var answer = await app.OpenAsync("officer2", "18180", year: year);

        if (reason is null)
        {
            answer.Ok();
        }
        else
        {
            answer.Refused(HttpStatusCode.BadRequest, "dossier.campaign_closed");
            Assert.Contains(reason, answer.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Of_twenty_officers_who_open_at_once_one_succeeds()
    {
        await using var app = await DossierApp.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.OpenAsync()));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(19, answers.Count(answer => answer.Status == HttpStatusCode.Conflict && answer.Code == "dossier.already_open"));
    }

    [Theory]
    [InlineData("officer2", "18175", "xa-ntm", 2023, HttpStatusCode.Forbidden, "dossier.not_actor")]
    [InlineData("reviewer", "18175", "xa-ntm", 2023, HttpStatusCode.Forbidden, "dossier.not_actor")]
    [InlineData("officer", "00000", "xa-ntm", 2023, HttpStatusCode.BadRequest, "dossier.unit_unknown")]
    [InlineData("officer2", "18180", "xa-ntm", 2023, HttpStatusCode.Conflict, "dossier.unit_not_valid")]
    [InlineData("officer", "18175", "tinh-ntm", 2023, HttpStatusCode.BadRequest, "dossier.no_path")]
    [InlineData("officer", "18175", "xa-ntm", 2022, HttpStatusCode.BadRequest, "dossier.campaign_closed")]
    [InlineData("officer", "18175", "xa-ntm", 1999, HttpStatusCode.BadRequest, "request.invalid")]
    [InlineData("officer", "", "xa-ntm", 2023, HttpStatusCode.BadRequest, "request.invalid")]
    public async Task A_dossier_that_may_not_be_is_refused_with_a_reason(
        string person,
        string unit,
        string title,
        int year,
        HttpStatusCode status,
        string code
    )
    {
        await using var app = await DossierApp.StartAsync();

        (await app.OpenAsync(person, unit, title, year)).Refused(status, code);

        Assert.Empty((await app.ReadAsync("auditor", "/dossiers")).Ok().Body.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Several_faults_of_one_request_are_named_at_once()
    {
        await using var app = await DossierApp.StartAsync();

        var answer = await app.OpenAsync("officer2", "18180", "tinh-ntm", 2030);

        Assert.Equal(["dossier.unit_not_valid", "dossier.no_path", "dossier.campaign_closed"], answer.Codes);
    }

    [Theory]
    [InlineData("2025-06-30T23:59:59.9999999", HttpStatusCode.Created)]
    [InlineData("2025-07-01T00:00:00", HttpStatusCode.Conflict)]
    public async Task A_commune_opens_a_dossier_up_to_the_last_tick_of_its_last_legal_day(string at, HttpStatusCode expected)
    {
        await using var app = await DossierApp.StartAsync(at);

        Assert.Equal(expected, (await app.OpenAsync(year: 2025)).Status);
    }

    [Fact]
    public async Task A_dossier_waits_until_the_units_above_its_commune_are_known()
    {
        await using var app = await DossierApp.StartAsync();
        await app.KnowsUnitAsync("42/440/19000", "Xã mới nhập", "commune", "1991-08-12", null);
        using var officer = app.AsNew("somebody", "officer@42/440/19000");

        var answer = await DossierApp.SendAsync(
            officer,
            HttpMethod.Post,
            "/dossiers",
            new
            {
                unitCode = "19000",
                title = "xa-ntm",
                year = 2023,
            }
        );

        answer.Refused(HttpStatusCode.Conflict, "dossier.unit_chain");
    }

    [Fact]
    public async Task Unknown_fields_wrong_types_and_anonymous_callers_get_a_4xx()
    {
        await using var app = await DossierApp.StartAsync();
        using var anonymous = app.Platform.Anonymous();

        var unknown = await app.SendAsync(
            "officer",
            HttpMethod.Post,
            "/dossiers",
            new
            {
                unitCode = "18175",
                title = "xa-ntm",
                year = 2023,
                colour = "red",
            }
        );
        var wrong = await app.SendAsync(
            "officer",
            HttpMethod.Post,
            "/dossiers",
            new
            {
                unitCode = "18175",
                title = "xa-ntm",
                year = "2023",
            }
        );
        var missing = await app.SendAsync("officer", HttpMethod.Post, "/dossiers", new { unitCode = "18175", year = 2023 });
        var nobody = await DossierApp.SendAsync(
            anonymous,
            HttpMethod.Post,
            "/dossiers",
            new
            {
                unitCode = "18175",
                title = "xa-ntm",
                year = 2023,
            }
        );

        unknown.Refused(HttpStatusCode.BadRequest, "request.invalid_json");
        wrong.Refused(HttpStatusCode.BadRequest, "request.invalid_json");
        missing.Refused(HttpStatusCode.BadRequest, "request.invalid_json");
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.Status);
    }

    [Fact]
    public async Task A_newer_version_of_a_unit_replaces_the_copy_and_an_older_one_does_not()
    {
        await using var app = await DossierApp.StartAsync();
        await app.KnowsUnitAsync(DossierApp.Commune, "Xã Sơn Bằng mới", "commune", "1991-08-12", null, version: 3);
        await app.KnowsUnitAsync(DossierApp.Commune, "Xã Sơn Bằng cũ", "commune", "1991-08-12", "1999-01-01", version: 2);

        Assert.Equal("Xã Sơn Bằng mới", (await app.OpenAsync()).Ok().Body.GetProperty("unitName").GetString());
    }
}
