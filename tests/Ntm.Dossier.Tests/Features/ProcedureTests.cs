using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ntm.Contracts.Dossier.V1;

namespace Ntm.Dossier.Tests.Features;

public sealed class ProcedureTests
{
    [Theory]
    [InlineData("2026-02-14T23:59:59.9999999", HttpStatusCode.Created)]
    [InlineData("2026-02-15T00:00:00", HttpStatusCode.Conflict)]
    public async Task Without_a_confirmed_procedure_dossiers_open_to_the_last_tick_before_15_February(string at, HttpStatusCode expected)
    {
        await using var app = await DossierApp.StartAsync(at);

        var answer = await app.Open2026Async();

        Assert.Equal(expected, answer.Status);
        if (expected == HttpStatusCode.Conflict)
        {
            Assert.Equal("dossier.procedure_unconfirmed", answer.Code);
            Assert.Contains("Tỉnh Hà Tĩnh chưa xác nhận", answer.Body.GetProperty("detail").GetString());
            Assert.Contains("số, ngày văn bản", answer.Body.GetProperty("detail").GetString());
        }
        else
        {
            Assert.Equal((1, JsonValueKind.Null), (answer.Body.GetProperty("pathVersion").GetInt32(), Procedure(answer).ValueKind));
        }
    }

    [Fact]
    public async Task A_dossier_shows_every_figure_it_follows_with_source_and_mark()
    {
        await using var app = await ProcedureSteps.Start2026Async(request =>
            request.Set("appraisalDays", """{"days": 20, "kind": "Working"}""")
        );

        var opened = (await app.Open2026Async()).Ok();

        var figures = Procedure(opened).GetProperty("figures").EnumerateArray().ToDictionary(figure => Text(figure, "key")!);
        Assert.Equal(2, opened.Body.GetProperty("pathVersion").GetInt32());
        Assert.Equal(["registration"], opened.Open);
        Assert.Equal(("15 ngày", "S", true), Figure(figures["noticeDays"]));
        Assert.Equal(("20 ngày làm việc", "S", true), Figure(figures["appraisalDays"]));
        Assert.Equal("15/2026/QĐ-UBND ngày 20/02/2026", Text(figures["majority"], "source"));
        Assert.Equal(("Chưa rõ", "?", false), Figure(figures["surveyDays"]));
        Assert.Equal(("Chưa rõ", "?", false), Figure(figures["ballotText"]));
        var audit = (await app.ReadAsync("auditor", $"/dossiers/{opened.Id}/audit")).Ok();
        Assert.Contains("procedure.applied", audit.Text);
    }

    [Fact]
    public async Task A_dossier_keeps_the_procedure_of_its_opening_and_a_later_one_takes_the_later()
    {
        await using var app = await ProcedureSteps.Start2026Async();
        var first = (await app.Open2026Async()).Ok();
        (
            await app.ConfirmProcedureAsync(request =>
            {
                request["documentNumber"] = "40/2026/QĐ-UBND";
                request["documentDate"] = "2026-03-01";
                request["validFrom"] = "2026-03-10";
                request.Set("broadcasts", "3");
            })
        ).Ok();

        app.Platform.Clock.SetTo(DossierApp.At("2026-03-09T23:59:59.9999999"));
        var before = (await app.OpenAsync("officer2", "18180", "xa-ntm-hien-dai", 2026)).Ok();
        var kept = (await app.GetAsync("officer2", first.Id)).Ok();
        var day = await app.ReadAsync("officer2", "/dossiers/procedures?province=42&day=2026-03-10");

        Assert.Equal("15/2026/QĐ-UBND", Text(Procedure(before), "documentNumber"));
        Assert.Equal("15/2026/QĐ-UBND", Text(Procedure(kept), "documentNumber"));
        Assert.Equal(
            [false, true],
            day.Ok().Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("inForce").GetBoolean())
        );
    }

    [Fact]
    public async Task A_dossier_opened_on_the_first_day_of_a_later_procedure_follows_that_one()
    {
        await using var app = await ProcedureSteps.Start2026Async();
        (await app.ConfirmProcedureAsync(request => request["documentNumber"] = "16/2026/QĐ-UBND")).Ok();

        var opened = (await app.Open2026Async()).Ok();

        Assert.Equal("16/2026/QĐ-UBND", Text(Procedure(opened), "documentNumber"));
    }

    [Theory]
    [InlineData("officer2")]
    [InlineData("commune-leader2")]
    [InlineData("province-leader")]
    [InlineData("auditor")]
    public async Task Nobody_but_officer_or_appraiser_of_the_province_prepares_its_procedure(string person)
    {
        await using var app = await DossierApp.StartAsync("2026-03-01T08:00:00");

        (await app.ConfirmProcedureAsync(person: person)).Refused(HttpStatusCode.Forbidden, "entry.preparers_only");
        using var neighbour = app.AsNew("neighbour", "officer@40");
        var other = await DossierApp.SendAsync(neighbour, HttpMethod.Post, "/dossiers/procedures", ProcedureSteps.Request());
        other.Refused(HttpStatusCode.Forbidden, "entry.preparers_only");
        Assert.Empty((await app.ReadAsync("auditor", "/dossiers/procedures?province=42")).Ok().Body.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Every_fault_of_a_procedure_is_named_at_once()
    {
        await using var app = await DossierApp.StartAsync("2026-03-01T08:00:00");

        var answer = await app.ConfirmProcedureAsync(request =>
        {
            request["path"] = "xa-ntm-3-cap";
            request["documentDate"] = "2026-03-02";
            request.Set("majority", """{"numerator": 101, "denominator": 100}""");
            request.Set("noticeDays", """{"days": -1, "kind": "Working"}""");
            request.Set("appraisalDays", """{"days": 0, "kind": "Working"}""");
            request.Set("decisionDays", """{"days": 366, "kind": "Working"}""");
            request.Set("broadcasts", "51");
            request.Set("ballotText", "\" \"");
            request.Set("cutOffs", """[{"year": 2026, "before": "2027-04-10"}, {"year": 2026, "before": "2026-04-10"}, null]""");
        });

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(
            [
                "dossier.date_in_future",
                "dossier.procedure_valid_before_document",
                "dossier.procedure_path_unknown",
                "dossier.procedure_share",
                "dossier.procedure_days",
                "dossier.procedure_days",
                "dossier.procedure_days",
                "dossier.procedure_broadcasts",
                "dossier.procedure_cut_off_year",
                "dossier.procedure_cut_off_twice",
                "dossier.procedure_ballot",
            ],
            answer.Codes
        );
    }

    [Theory]
    [InlineData("majority")]
    [InlineData("noticeDays")]
    [InlineData("broadcasts")]
    public async Task A_figure_that_a_stage_cannot_do_without_must_be_given(string figure)
    {
        await using var app = await DossierApp.StartAsync("2026-03-01T08:00:00");

        var answer = await app.ConfirmProcedureAsync(request => request["figures"]!.AsObject().Remove(figure));

        answer.Refused(HttpStatusCode.BadRequest, "request.invalid_json");
        Assert.Contains(figure, answer.Text);
    }

    [Fact]
    public async Task A_count_of_days_says_whether_working_days_are_meant()
    {
        await using var app = await DossierApp.StartAsync("2026-03-01T08:00:00");

        (await app.ConfirmProcedureAsync(request => request.Set("noticeDays", """{"days": 15}"""))).Refused(
            HttpStatusCode.BadRequest,
            "request.invalid_json"
        );
    }

    [Fact]
    public async Task The_register_shows_what_is_known_of_every_figure_to_the_province_and_to_nobody_else()
    {
        await using var app = await DossierApp.StartAsync("2026-03-01T08:00:00");
        using var neighbour = app.AsNew("neighbour", "leader@40");

        var register = (await app.ReadAsync("officer2", "/dossiers/procedures?province=42")).Ok().Body;
        var other = await DossierApp.SendAsync(neighbour, HttpMethod.Get, "/dossiers/procedures?province=42", null);

        Assert.Equal("2026-03-01", Text(register, "day"));
        Assert.Equal(11, register.GetProperty("known").GetArrayLength());
        Assert.Equal("xa-ntm-2-cap", Text(Assert.Single(register.GetProperty("paths").EnumerateArray()), "key"));
        Assert.All(register.GetProperty("known").EnumerateArray(), figure => Assert.False(figure.GetProperty("decides").GetBoolean()));
        other.Refused(HttpStatusCode.Forbidden, "dossier.procedure_not_in_province");
    }

    [Theory]
    [InlineData(-1, HttpStatusCode.OK)]
    [InlineData(0, HttpStatusCode.Conflict)]
    public async Task The_cut_off_of_the_procedure_and_year_decides_to_the_tick(int ticks, HttpStatusCode expected)
    {
        await using var app = await ProcedureSteps.Start2026Async(request =>
            request.Set("cutOffs", """[{"year": 2025, "before": "2025-04-10"}, {"year": 2026, "before": "2026-04-01"}]""")
        );
        var id = await app.To2026SubmissionAsync();
        var cutOff = DossierApp.At("2026-04-01T00:00:00");
        var open = (await app.GetAsync("commune-leader2", id)).Ok().Stage("commune-submission");

        app.Platform.Clock.SetTo(cutOff.AddTicks(ticks));
        var submitted = await app.PostAsync("commune-leader2", id, "commune-submission", "submission");

        Assert.Equal(cutOff, open.GetProperty("dueAt").GetDateTimeOffset());
        Assert.Equal(expected, submitted.Status);
        if (expected == HttpStatusCode.Conflict)
        {
            Assert.Equal("dossier.submission_closed", submitted.Code);
        }
    }

    [Theory]
    [InlineData("Calendar", "2026-03-28T00:00:00")]
    [InlineData("Working", "2026-04-01T00:00:00")]
    public async Task The_time_of_the_appraisal_is_counted_as_the_procedure_says(string kind, string due)
    {
        await using var app = await ProcedureSteps.Start2026Async(request =>
            request.Set("appraisalDays", $$"""{"days": 10, "kind": "{{kind}}"}""")
        );
        var id = await app.To2026SubmissionAsync();

        var submitted = (await app.PostAsync("commune-leader2", id, "commune-submission", "submission")).Ok();

        Assert.Equal(DossierApp.At(due), submitted.Stage("province-appraisal").GetProperty("dueAt").GetDateTimeOffset());
        Assert.Equal(JsonValueKind.Null, submitted.Stage("satisfaction-survey").GetProperty("dueAt").ValueKind);
        Assert.False(submitted.Stage("satisfaction-survey").GetProperty("dueUnknown").GetBoolean());
    }

    [Theory]
    [InlineData(60, "decision")]
    [InlineData(90, "commune-dossier")]
    public async Task The_council_votes_by_the_share_of_the_procedure(int percent, string next)
    {
        await using var app = await ProcedureSteps.Start2026Async(request =>
            request.Set("majority", $$"""{"numerator": {{percent}}, "denominator": 100}""")
        );
        var id = await app.To2026CouncilAsync();

        var voted = await app.VoteAsync(id, "2026-03-17", against: 1);

        Assert.Equal([next], voted.Open);
    }

    [Fact]
    public async Task A_commune_of_2026_is_recognised_from_registration_to_announcement()
    {
        await using var app = await ProcedureSteps.Start2026Async();
        var id = await app.To2026CouncilAsync();
        var voted = await app.VoteAsync(id, "2026-03-17");
        var end = await app.RecogniseAsync(id, "2026-03-17");

        Assert.Equal(["decision"], voted.Open);
        Assert.Equal("Recognised", Text(end.Body, "status"));
        Assert.Equal(
            ["registration", "self-assessment", "commune-dossier", "public-notice", "commune-meeting", "commune-submission"],
            app.Events.Of<StageCompleted>().Take(6).Select(@event => @event.Stage)
        );
        var result = voted.Body.GetProperty("council").GetProperty("result");
        Assert.Equal("15/2026/QĐ-UBND ngày 20/02/2026", Text(result, "ruleSource"));
        var events = app.Events.All;
        Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(@event => @event.Sequence));
    }

    private static JsonElement Procedure(Answer answer) => answer.Body.GetProperty("procedure");

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static (string?, string?, bool) Figure(JsonElement figure) =>
        (Text(figure, "value"), Text(figure, "mark"), figure.GetProperty("decides").GetBoolean());
}
