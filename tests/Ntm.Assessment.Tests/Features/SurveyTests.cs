using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Assessment.Features;
using Ntm.Commands;
using Ntm.Contracts.Assessment.V1;
using Ntm.Web;

namespace Ntm.Assessment.Tests.Features;

public sealed class SurveyTests(AssessmentPlatform fixture) : IClassFixture<AssessmentPlatform>
{
    private static readonly CloseSurveyRequest Minutes = new()
    {
        MinutesNumber = "01/BB-MTTQ",
        MinutesDate = AssessmentPlatform.OpenedOn,
        Signatories = [new Signatory { Name = "Người ký mẫu", Position = "Chủ tịch Ủy ban MTTQ xã" }],
    };
    private readonly string unit = AssessmentPlatform.NewCommune();
    private readonly Guid dossier = Guid.CreateVersion7();

    [Fact]
    public async Task An_opened_survey_shows_the_Fatherland_Front_its_villages_questions_and_rule()
    {
        var (id, a, b) = await TwoVillagesAsync();

        var survey = await GetAsync(id);

        Assert.Equal([a, b], survey.Villages.Select(village => village.Code));
        Assert.Equal([a, b], survey.MissingVillages);
        Assert.Equal(("phieu-xa-1", 10, "hd-90-xa", "open"), (survey.QuestionSet, survey.Questions.Count, survey.Rule!.Code, survey.State));
        Assert.Equal(["put-sheet", "close"], survey.AllowedActions);
        Assert.Null(survey.Result);
    }

    [Fact]
    public async Task Before_closing_only_the_Front_sees_a_survey_and_nobody_else_ever_writes()
    {
        var (id, a, _) = await TwoVillagesAsync();
        var up = unit[..unit.LastIndexOf('/')];
        string[][] others =
        [
            [$"officer@{unit}"],
            [$"leader@{unit}"],
            [$"reviewer@{up}"],
            ["appraiser@42#SNV"],
            ["leader@42"],
            ["council@42"],
            ["auditor@42"],
            ["administrator@42"],
            ["surveyor@42/440"],
            [$"surveyor@{AssessmentPlatform.NewCommune()}"],
            [$"surveyor@{unit}/{a}"],
            [$"surveyor@{up}", $"officer@{unit}"],
            ["surveyor@42", "reviewer@42/440"],
            [],
        ];
        foreach (var grants in others)
        {
            var client = fixture.Platform.As("someone", grants);
            Assert.Equal(
                (404, "assessment.survey_not_found", null),
                await AssessmentPlatform.RefusalAsync(await client.GetAsync($"assessment/surveys/{id}"))
            );
            Assert.Equal(
                (404, "assessment.survey_not_found", null),
                await AssessmentPlatform.RefusalAsync(await client.PutAsJsonAsync($"assessment/surveys/{id}/villages/{a}", Sheet()))
            );
            Assert.Equal(
                (404, "assessment.survey_not_found", null),
                await AssessmentPlatform.RefusalAsync(await client.PostAsJsonAsync($"assessment/surveys/{id}/closure", Minutes))
            );
            Assert.Empty((await client.GetFromJsonAsync<Page<SurveySummary>>($"assessment/surveys?dossierId={dossier}"))!.Items);
        }

        Assert.Empty((await GetAsync(id)).Villages.Where(village => village.Sheet is not null));
        Assert.Equal(HttpStatusCode.Unauthorized, (await fixture.Platform.Anonymous().GetAsync($"assessment/surveys/{id}")).StatusCode);
    }

    [Fact]
    public async Task The_Front_of_commune_district_and_province_may_each_enter_sheets()
    {
        var (id, a, _) = await TwoVillagesAsync();

        foreach (var place in new[] { unit, "42/439", "42" })
        {
            var answer = await fixture
                .Platform.As("front", $"surveyor@{place}")
                .PutAsJsonAsync($"assessment/surveys/{id}/villages/{a}", Sheet());
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal(2, (await GetAsync(id)).Villages[0].Replaced);
    }

    [Theory]
    [InlineData("42/439", "commune", "42/439", "42")]
    [InlineData("42", "commune 42/439", "42", null)]
    public async Task A_survey_is_closed_by_the_Front_of_the_unit_that_the_path_names_or_above(
        string actor,
        string refused,
        string lowest,
        string? above
    )
    {
        var a = await fixture.VillageAsync(unit, "1");
        await fixture.ConfirmAllAsync("42");
        await fixture.PublishAsync(fixture.Opened(dossier, unit, "survey", "Survey") with { ActorUnitPath = actor });
        var list = await fixture.Front(unit).GetFromJsonAsync<Page<SurveySummary>>($"assessment/surveys?dossierId={dossier}");
        var id = Assert.Single(list!.Items).Id;
        await PutAsync(id, a, Sheet(90));

        foreach (var place in refused.Split(' ').Select(place => place == "commune" ? unit : place))
        {
            var front = fixture.Platform.As("front", $"surveyor@{place}");
            Assert.Equal(
                (403, "assessment.forbidden", null),
                await AssessmentPlatform.RefusalAsync(await front.PostAsJsonAsync($"assessment/surveys/{id}/closure", Minutes))
            );
            Assert.Equal(["put-sheet"], (await front.GetFromJsonAsync<SurveyView>($"assessment/surveys/{id}"))!.AllowedActions);
        }

        var closer = fixture.Platform.As("front", $"surveyor@{above ?? lowest}");
        (await closer.PostAsJsonAsync($"assessment/surveys/{id}/closure", Minutes)).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_closed_survey_is_published_with_its_event_and_never_changes_again()
    {
        var (id, a, b) = await TwoVillagesAsync();
        await fixture.ConfirmAllAsync("42");
        await PutAsync(id, a, Sheet(90));
        await PutAsync(id, b, Sheet(90));

        var closed = await CloseAsync(id);

        Assert.True(closed.Result!.Met);
        Assert.Equal(90m, closed.Result.OverallRate);
        var @event = await fixture.Platform.ReceivedAsync<SurveyClosed>(@event => @event.DossierId == dossier);
        Assert.Equal(
            (id, 1, true, 90m, "01/BB-MTTQ", "front-1"),
            (@event.SurveyId, @event.Round, @event.Met, @event.OverallRate, @event.MinutesNumber, @event.ClosedBy)
        );
        Assert.Equal((409, "assessment.survey_closed", null), await AssessmentPlatform.RefusalAsync(await TryPutAsync(id, a, Sheet())));
        Assert.Equal(
            (409, "assessment.survey_closed", null),
            await AssessmentPlatform.RefusalAsync(await fixture.Front(unit).PostAsJsonAsync($"assessment/surveys/{id}/closure", Minutes))
        );
        foreach (
            var reader in new[]
            {
                fixture.Officer(unit),
                fixture.Reviewer(unit),
                fixture.Platform.As("x", "council@42"),
                fixture.Platform.As("y", "officer@42/440/99999"),
            }
        )
        {
            var seen = (await reader.GetFromJsonAsync<SurveyView>($"assessment/surveys/{id}"))!;
            Assert.Equal(("closed", true), (seen.State, seen.Result!.Met));
            Assert.Empty(seen.Villages);
            Assert.Empty(seen.AllowedActions);
            Assert.Equal(
                (403, "assessment.forbidden", null),
                await AssessmentPlatform.RefusalAsync(await reader.PutAsJsonAsync($"assessment/surveys/{id}/villages/{a}", Sheet()))
            );
        }

        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Province("38").GetAsync($"assessment/surveys/{id}")).StatusCode);
        foreach (
            var (program, listed, status) in new[]
            {
                (unit, 1, HttpStatusCode.OK),
                ("42", 1, HttpStatusCode.OK),
                ("42/440", 0, HttpStatusCode.NotFound),
            }
        )
        {
            using var client = fixture.Platform.AsProgram(program, "assessment:read");
            Assert.Equal(status, (await client.GetAsync($"assessment/surveys/{id}")).StatusCode);
            var list = await client.GetFromJsonAsync<System.Text.Json.JsonElement>($"assessment/surveys?dossierId={dossier}");
            Assert.Equal(listed, list.GetProperty("items").GetArrayLength());
        }
    }

    [Fact]
    public async Task The_result_is_given_per_question_per_village_and_for_the_unit()
    {
        var (id, a, b) = await TwoVillagesAsync();
        await fixture.ConfirmAllAsync("42");
        await PutAsync(id, a, Sheet(80, "Đường còn lầy"));
        await PutAsync(id, b, Sheet(99));

        var result = (await CloseAsync(id)).Result!;

        Assert.False(result.Met);
        Assert.Equal(89.5m, result.OverallRate);
        Assert.Equal("89,5 %", result.Unit.Questions[^1].Rate);
        Assert.Equal(["80 %", "99 %"], result.Villages.Select(village => village.Questions[^1].Rate));
        Assert.Contains(
            "89,5 %",
            Assert.Single(result.Demands.Single(demand => demand.Code == "overall").Shortfalls),
            StringComparison.Ordinal
        );
        Assert.Equal("100 %", result.Unit.Participation);
        Assert.Contains(result.Reasons, reasons => reasons.Question == "q10" && reasons.Reasons.Contains("Đường còn lầy"));
        Assert.False((await fixture.Platform.ReceivedAsync<SurveyClosed>(@event => @event.SurveyId == id)).Met);
    }

    [Fact]
    public async Task After_a_lost_round_the_next_one_starts_empty_and_the_old_one_stays()
    {
        var (first, a, b) = await TwoVillagesAsync();
        await fixture.ConfirmAllAsync("42");
        await PutAsync(first, a, Sheet(50));
        await PutAsync(first, b, Sheet(50));
        await CloseAsync(first);
        await fixture.PublishAsync(fixture.Completed(dossier, unit, "survey", "Survey"));

        var second = await fixture.OpenSurveyAsync(dossier, unit, 2);

        Assert.Equal([a, b], (await GetAsync(second)).MissingVillages);
        Assert.False((await GetAsync(first)).Result!.Met);
        var list = (await fixture.Front(unit).GetFromJsonAsync<Page<SurveySummary>>($"assessment/surveys?dossierId={dossier}"))!;
        Assert.Equal([(1, "closed"), (2, "open")], list.Items.Select(item => (item.Round, item.State)).Order());
        Assert.Equal(
            [1],
            (await fixture.Reviewer(unit).GetFromJsonAsync<Page<SurveySummary>>($"assessment/surveys?dossierId={dossier}"))!.Items.Select(
                item => item.Round
            )
        );
    }

    [Fact]
    public async Task The_list_is_paged_and_shows_each_survey_once_to_a_caller_with_many_grants()
    {
        var opened = new List<Guid>();
        for (var number = 0; number < 5; number++)
        {
            opened.Add(await fixture.OpenSurveyAsync(Guid.CreateVersion7(), AssessmentPlatform.NewCommune("61/700")));
        }

        var front = fixture.Platform.As("front-61", "surveyor@61", "surveyor@61/700");
        var (seen, next) = (new List<Guid>(), "");
        do
        {
            var page = (await front.GetFromJsonAsync<Page<SurveySummary>>($"assessment/surveys?limit=2{next}"))!;
            seen.AddRange(page.Items.Select(item => item.Id));
            next = page.Next is null ? null : $"&after={page.Next}";
        } while (next is not null);

        Assert.Equal(opened.Order(), seen.Order());
        Assert.Empty((await fixture.Province("61").GetFromJsonAsync<Page<SurveySummary>>("assessment/surveys"))!.Items);
    }

    [Fact]
    public async Task It_cannot_close_with_a_missing_village_or_an_unconfirmed_rule()
    {
        var other = AssessmentPlatform.NewCommune("47/500");
        var village = await fixture.VillageAsync(other, "1", name: "Thôn Đông");
        var id = await fixture.OpenSurveyAsync(dossier, other);
        var client = fixture.Front(other);

        var missing = await client.PostAsJsonAsync($"assessment/surveys/{id}/closure", Minutes);
        Assert.Equal((409, "assessment.survey_sheets_missing", null), await AssessmentPlatform.RefusalAsync(missing));
        Assert.Contains("Thôn Đông", await missing.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        (await client.PutAsJsonAsync($"assessment/surveys/{id}/villages/{village}", Sheet())).EnsureSuccessStatusCode();
        Assert.Equal(
            (409, "assessment.survey_rule_unconfirmed", null),
            await AssessmentPlatform.RefusalAsync(await client.PostAsJsonAsync($"assessment/surveys/{id}/closure", Minutes))
        );
        var seen = await AssessmentPlatform.ReadAsync<SurveyView>(await client.GetAsync($"assessment/surveys/{id}"));
        Assert.Null(seen.Result!.Met);
        Assert.Equal("open", seen.State);
    }

    [Fact]
    public async Task Minutes_need_a_number_a_possible_date_and_signatories()
    {
        var (id, a, b) = await TwoVillagesAsync();
        await fixture.ConfirmAllAsync("42");
        await PutAsync(id, a, Sheet());
        await PutAsync(id, b, Sheet());

        foreach (var days in new[] { -1, 1 })
        {
            Assert.Equal(
                (400, "assessment.minutes_date", "minutesDate"),
                await TryCloseAsync(id, Minutes with { MinutesDate = AssessmentPlatform.OpenedOn.AddDays(days) })
            );
        }

        var signatory = Minutes.Signatories[0];
        Assert.Equal(Invalid("minutesNumber"), await TryCloseAsync(id, Minutes with { MinutesNumber = " " }));
        Assert.Equal(Invalid("minutesNumber"), await TryCloseAsync(id, Minutes with { MinutesNumber = new string('1', 61) }));
        Assert.Equal(Invalid("signatories"), await TryCloseAsync(id, Minutes with { Signatories = [] }));
        Assert.Equal(Invalid("signatories"), await TryCloseAsync(id, Minutes with { Signatories = [null!] }));
        Assert.Equal(Invalid("signatories"), await TryCloseAsync(id, Minutes with { Signatories = [.. Enumerable.Repeat(signatory, 21)] }));
        Assert.Equal(
            Invalid("signatories[0].name"),
            await TryCloseAsync(id, Minutes with { Signatories = [signatory with { Name = new string('x', 101) }] })
        );
        Assert.Equal(
            Invalid("signatories[0].position"),
            await TryCloseAsync(id, Minutes with { Signatories = [signatory with { Position = "" }] })
        );
        Assert.Equal("open", (await GetAsync(id)).State);
    }

    [Fact]
    public async Task A_sheet_whose_arithmetic_fails_is_refused_and_the_one_before_stays()
    {
        var (id, a, _) = await TwoVillagesAsync();
        await PutAsync(id, a, Sheet(95));

        Assert.Equal(
            (400, "assessment.issued_over_households", "issued"),
            await AssessmentPlatform.RefusalAsync(await TryPutAsync(id, a, Sheet() with { Issued = 101, Returned = 100 }))
        );
        Assert.Equal(
            (400, "assessment.ballots_do_not_add_up", "valid"),
            await AssessmentPlatform.RefusalAsync(await TryPutAsync(id, a, Sheet() with { Invalid = 1 }))
        );
        Assert.Equal(
            (400, "assessment.question_unanswered", "answers"),
            await AssessmentPlatform.RefusalAsync(await TryPutAsync(id, a, Sheet() with { Answers = [] }))
        );
        Assert.Equal(
            (404, "assessment.village_unknown", null),
            await AssessmentPlatform.RefusalAsync(await TryPutAsync(id, "99999", Sheet()))
        );

        Assert.Equal(95, (await GetAsync(id)).Villages[0].Sheet!.Answers[^1].Satisfied);
    }

    [Fact]
    public async Task Counts_and_reasons_out_of_bounds_are_refused_by_field()
    {
        var (id, a, _) = await TwoVillagesAsync();
        var answers = Sheet().Answers;
        (string Field, VillageSheet Sheet)[] faulty =
        [
            ("households", Sheet() with { Households = 100_001 }),
            ("invalid", Sheet() with { Invalid = -1 }),
            ("answers", Sheet() with { Answers = [null!] }),
            ("answers[0].satisfied", With(answers[0] with { Satisfied = -1 })),
            ("answers[0].question", With(answers[0] with { Question = " " })),
            ("answers[0].reasons", With(answers[0] with { Reasons = [new string('x', 501)] })),
            ("answers[0].reasons", With(answers[0] with { Reasons = [" "] })),
            ("answers[0].reasons", With(answers[0] with { Reasons = [.. Enumerable.Repeat("Đường lầy", 51)] })),
        ];

        foreach (var (field, sheet) in faulty)
        {
            Assert.Equal(Invalid(field), await AssessmentPlatform.RefusalAsync(await TryPutAsync(id, a, sheet)));
        }

        VillageSheet With(QuestionCount first) => Sheet() with { Answers = [first, .. answers.Skip(1)] };
    }

    [Theory]
    [InlineData("""{"households":1.5,"issued":1,"returned":1,"valid":1,"invalid":0,"answers":[]}""")]
    [InlineData("""{"households":99999999999,"issued":1,"returned":1,"valid":1,"invalid":0,"answers":[]}""")]
    [InlineData("""{"households":"9","issued":1,"returned":1,"valid":1,"invalid":0,"answers":[]}""")]
    [InlineData("""{"households":9,"issued":1,"returned":1,"valid":1,"answers":[]}""")]
    [InlineData("""{"households":9,"issued":1,"returned":1,"valid":1,"invalid":0,"answers":[],"met":true}""")]
    [InlineData("""{"households":9,"issued":1,"returned":1,"valid":1,"invalid":0,"answers":null}""")]
    public async Task A_sheet_of_the_wrong_shape_is_refused(string body)
    {
        var (id, a, _) = await TwoVillagesAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        var (status, code, _) = await AssessmentPlatform.RefusalAsync(
            await fixture.Front(unit).PutAsync($"assessment/surveys/{id}/villages/{a}", content)
        );

        Assert.Equal((400, "request.invalid_json"), (status, code));
    }

    [Fact]
    public async Task A_stale_version_neither_enters_nor_closes()
    {
        var (id, a, _) = await TwoVillagesAsync();
        await PutAsync(id, a, Sheet(95));
        var client = fixture.Front(unit);
        client.DefaultRequestHeaders.IfMatch.Add(new EntityTagHeaderValue("\"0\""));

        Assert.Equal(
            (412, "request.stale", null),
            await AssessmentPlatform.RefusalAsync(await client.PutAsJsonAsync($"assessment/surveys/{id}/villages/{a}", Sheet(1)))
        );
        Assert.Equal(
            (412, "request.stale", null),
            await AssessmentPlatform.RefusalAsync(await client.PostAsJsonAsync($"assessment/surveys/{id}/closure", Minutes))
        );
        Assert.Equal(95, (await GetAsync(id)).Villages[0].Sheet!.Answers[^1].Satisfied);
    }

    [Fact]
    public async Task Villages_that_ended_are_not_asked_and_a_unit_without_villages_is_counted_as_one()
    {
        var other = AssessmentPlatform.NewCommune();
        var kept = await fixture.VillageAsync(other, "1");
        await fixture.VillageAsync(other, "2", validTo: new DateOnly(2022, 12, 31));
        await fixture.VillageAsync(other, "1", version: 2, name: "Thôn mới");
        await fixture.VillageAsync(other, "1", version: 1, name: "Thôn cũ đến muộn");
        var id = await fixture.OpenSurveyAsync(dossier, other);
        var alone = await fixture.OpenSurveyAsync(Guid.CreateVersion7(), unit);

        var villages = (
            await AssessmentPlatform.ReadAsync<SurveyView>(await fixture.Front(other).GetAsync($"assessment/surveys/{id}"))
        ).Villages;

        Assert.Equal((kept, "Thôn mới"), Assert.Single(villages.Select(village => (village.Code, village.Name))));
        Assert.Equal(unit.Split('/')[^1], Assert.Single((await GetAsync(alone)).Villages).Code);
    }

    [Fact]
    public async Task A_survey_that_the_path_left_takes_no_more_sheets()
    {
        var (id, a, _) = await TwoVillagesAsync();
        await fixture.PublishAsync(fixture.Completed(dossier, unit, "survey", "Survey"));

        Assert.Equal((409, "assessment.survey_ended", null), await AssessmentPlatform.RefusalAsync(await TryPutAsync(id, a, Sheet())));
        Assert.Equal("ended", (await GetAsync(id)).State);

        await fixture.PublishAsync(fixture.Completed(dossier, unit, "survey", "Survey", 2));
        Assert.Equal("ended", (await GetAsync(await fixture.OpenSurveyAsync(dossier, unit, 2))).State);
    }

    [Fact]
    public async Task A_title_without_a_survey_rule_takes_no_sheets_and_says_why()
    {
        var id = await fixture.OpenSurveyAsync(dossier, unit, title: "xa-ntm-kieu-mau");

        Assert.Null((await GetAsync(id)).Rule);
        Assert.Equal(
            (409, "assessment.no_survey_rule", null),
            await AssessmentPlatform.RefusalAsync(await TryPutAsync(id, unit.Split('/')[^1], Sheet()))
        );
    }

    private async Task<(Guid Id, string First, string Second)> TwoVillagesAsync()
    {
        var (a, b) = (await fixture.VillageAsync(unit, "1"), await fixture.VillageAsync(unit, "2"));
        return (await fixture.OpenSurveyAsync(dossier, unit), a, b);
    }

    private static VillageSheet Sheet(int satisfied = 100, string? reason = null) =>
        new()
        {
            Households = 100,
            Issued = 100,
            Returned = 100,
            Valid = 100,
            Invalid = 0,
            Answers = Enumerable
                .Range(1, 10)
                .Select(number => new QuestionCount
                {
                    Question = $"q{number}",
                    Satisfied = satisfied,
                    NotSatisfied = 100 - satisfied,
                    Reasons = reason is null ? [] : [reason],
                })
                .ToList(),
        };

    private static (int, string?, string?) Invalid(string field) => (400, "request.invalid", field);

    private Task<HttpResponseMessage> TryPutAsync(Guid id, string village, VillageSheet sheet) =>
        fixture.Front(unit).PutAsJsonAsync($"assessment/surveys/{id}/villages/{village}", sheet);

    private async Task PutAsync(Guid id, string village, VillageSheet sheet) =>
        (await TryPutAsync(id, village, sheet)).EnsureSuccessStatusCode();

    private async Task<SurveyView> GetAsync(Guid id) =>
        await AssessmentPlatform.ReadAsync<SurveyView>(await fixture.Front(unit).GetAsync($"assessment/surveys/{id}"));

    private async Task<SurveyView> CloseAsync(Guid id) =>
        await AssessmentPlatform.ReadAsync<SurveyView>(
            await fixture.Front(unit).PostAsJsonAsync($"assessment/surveys/{id}/closure", Minutes)
        );

    private async Task<(int, string?, string?)> TryCloseAsync(Guid id, CloseSurveyRequest request) =>
        await AssessmentPlatform.RefusalAsync(await fixture.Front(unit).PostAsJsonAsync($"assessment/surveys/{id}/closure", request));
}
