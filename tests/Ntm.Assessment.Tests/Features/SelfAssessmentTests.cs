using System.Net;
using System.Net.Http.Json;
using System.Text;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Features;

namespace Ntm.Assessment.Tests.Features;

public sealed class SelfAssessmentTests(AssessmentPlatform fixture) : IClassFixture<AssessmentPlatform>
{
    private readonly string unit = AssessmentPlatform.NewCommune();

    [Fact]
    public async Task Opening_the_stage_begins_a_draft_of_the_set_in_force_with_everything_missing()
    {
        var dossier = await fixture.OpenAsync(unit);

        var draft = await DraftAsync(dossier);

        Assert.Equal("XA_NTM_2021_2025", draft.CriteriaSet);
        Assert.Equal(57, draft.Missing.Count);
        Assert.Equal(19, draft.EditableCriteria.Count);
        Assert.Equal(["put-values", "attach-evidence", "submit"], draft.AllowedActions);
        Assert.False(draft.AllCriteriaPassed);
    }

    [Fact]
    public async Task The_same_opening_received_twice_begins_one_draft()
    {
        var @event = fixture.Opened(Guid.CreateVersion7(), unit, "self-assessment", "SelfAssessment");
        await fixture.PublishAsync(@event);
        await PutAsync(
            @event.DossierId,
            new IndicatorInput
            {
                Code = "1.1",
                Value = new IndicatorValue { Met = true },
            }
        );

        await fixture.PublishAsync(@event);
        await fixture.PublishAsync(@event with { EventId = Guid.CreateVersion7() });

        Assert.Equal(56, (await DraftAsync(@event.DossierId)).Missing.Count);
    }

    [Fact]
    public async Task Values_are_judged_at_once_and_null_clears_one()
    {
        var dossier = await fixture.OpenAsync(unit);

        var draft = await PutAsync(
            dossier,
            new IndicatorInput
            {
                Code = "1.1",
                Value = new IndicatorValue { Met = true },
            },
            new IndicatorInput
            {
                Code = "1.2",
                Value = new IndicatorValue { Met = true },
            },
            new IndicatorInput
            {
                Code = "3.1",
                Value = new IndicatorValue { Numerator = 79, Denominator = 100 },
            },
            new IndicatorInput
            {
                Code = "2.1",
                Value = new IndicatorValue { Numerator = 1, Denominator = 1 },
            }
        );

        Assert.True(draft.Criteria[0].Passed);
        Assert.Equal(["3.1"], draft.Failing);
        Assert.Equal(["2.1"], draft.Undecidable);
        Assert.Equal("79 % (79/100)", Indicator(draft, "3.1").ValueText);
        Assert.Contains("tỉnh chưa xác nhận", Indicator(draft, "2.1").Reason, StringComparison.Ordinal);
        Assert.Contains("1.1", (await PutAsync(dossier, new IndicatorInput { Code = "1.1", Value = null })).Missing);
    }

    [Fact]
    public async Task If_one_value_is_refused_none_is_kept_and_every_fault_is_named()
    {
        var dossier = await fixture.OpenAsync(unit);

        var response = await fixture
            .Officer(unit)
            .PutAsJsonAsync(
                $"{AssessmentPlatform.Draft(dossier)}/values",
                new PutIndicatorValuesRequest
                {
                    Values =
                    [
                        new IndicatorInput
                        {
                            Code = "1.1",
                            Value = new IndicatorValue { Met = true },
                        },
                        new IndicatorInput
                        {
                            Code = "3.1",
                            Value = new IndicatorValue { Numerator = 11, Denominator = 10 },
                        },
                        new IndicatorInput
                        {
                            Code = "99",
                            Value = new IndicatorValue { Met = true },
                        },
                        new IndicatorInput
                        {
                            Code = "1.1",
                            Value = new IndicatorValue { Met = false },
                        },
                    ],
                }
            );

        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(
            (400, "assessment.numerator_over_denominator", "values[1].value.numerator"),
            await AssessmentPlatform.RefusalAsync(response)
        );
        Assert.Contains("values[2].code", body, StringComparison.Ordinal);
        Assert.Contains("assessment.indicator_twice", body, StringComparison.Ordinal);
        Assert.Equal(57, (await DraftAsync(dossier)).Missing.Count);
    }

    [Theory]
    [InlineData("""{"values":[]}""", "request.invalid", "values")]
    [InlineData("""{"values":[null]}""", "request.invalid", "values")]
    [InlineData("""{"values":[{"code":" ","value":null}]}""", "request.invalid", "values[0].code")]
    [InlineData(
        """{"values":[{"code":"13.4","value":{"notApplicable":true,"reason":" "}}]}""",
        "request.invalid",
        "values[0].value.reason"
    )]
    [InlineData(
        """{"values":[{"code":"3.1","value":{"numerator":-1,"denominator":10}}]}""",
        "assessment.number_out_of_range",
        "values[0].value.numerator"
    )]
    [InlineData(
        """{"values":[{"code":"3.1","value":{"numerator":1.00001,"denominator":10}}]}""",
        "assessment.too_many_digits",
        "values[0].value.numerator"
    )]
    [InlineData("""{"values":[{"code":"3.1","value":{"met":true}}]}""", "assessment.value_of_other_type", "values[0].value.met")]
    [InlineData(
        """{"values":[{"code":"15.1","value":{"male":{"numerator":1,"denominator":1}}}]}""",
        "assessment.value_missing_part",
        "values[0].value.female"
    )]
    [InlineData(
        """{"values":[{"code":"3.2","value":{"notApplicable":true,"reason":"không có"}}]}""",
        "assessment.always_applies",
        "values[0].value.notApplicable"
    )]
    public async Task A_value_that_cannot_be_one_is_refused_with_its_field(string body, string code, string field) =>
        Assert.Equal(
            (400, code, field),
            await AssessmentPlatform.RefusalAsync(await SendAsync(await fixture.OpenAsync(unit), Encoding.UTF8.GetBytes(body)))
        );

    [Theory]
    [InlineData("""{"values":[{"code":"3.1","value":{"numerator":"8","denominator":10}}]}""")]
    [InlineData("""{"values":[{"code":"3.1","value":{"numerator":1e400,"denominator":10}}]}""")]
    [InlineData("""{"values":[{"code":"3.1","value":{"numerator":NaN,"denominator":10}}]}""")]
    [InlineData("""{"values":[{"code":"3.1","value":{"numerator":1,"denominator":10,"percent":10}}]}""")]
    [InlineData("""{"values":[{"code":"3.1"}]}""")]
    [InlineData("""{"values":[{"code":31,"value":null}]}""")]
    [InlineData("""{"values":null}""")]
    [InlineData("""{}""")]
    [InlineData("")]
    public async Task A_body_of_the_wrong_shape_is_refused(string body)
    {
        var (status, code, _) = await AssessmentPlatform.RefusalAsync(
            await SendAsync(await fixture.OpenAsync(unit), Encoding.UTF8.GetBytes(body))
        );

        Assert.Equal(400, status);
        Assert.StartsWith("request.invalid", code, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_encoding_is_refused()
    {
        var bytes = Encoding.UTF8.GetBytes("""{"values":[{"code":"13.4","value":{"notApplicable":true,"reason":"xyz"}}]}""");
        bytes[Array.IndexOf(bytes, (byte)'y')] = 0xC3;

        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(await fixture.OpenAsync(unit), bytes)).StatusCode);
    }

    [Fact]
    public async Task Another_communes_people_do_not_learn_that_it_exists()
    {
        var dossier = await fixture.OpenAsync(unit);
        var other = AssessmentPlatform.NewCommune();

        foreach (
            var client in new[]
            {
                fixture.Officer(other),
                fixture.Leader(other),
                fixture.Reviewer("42/440/1"),
                fixture.Officer("42/439"),
                fixture.Platform.As("x"),
                fixture.Front(unit),
                fixture.Platform.As("a", "administrator@42"),
            }
        )
        {
            Assert.Equal(
                (404, "assessment.self_assessment_not_found", null),
                await AssessmentPlatform.RefusalAsync(await client.GetAsync(AssessmentPlatform.Draft(dossier)))
            );
            var put = await client.PutAsJsonAsync(
                $"{AssessmentPlatform.Draft(dossier)}/values",
                new PutIndicatorValuesRequest { Values = [new IndicatorInput { Code = "1.1", Value = null }] }
            );
            Assert.Equal((404, "assessment.self_assessment_not_found", null), await AssessmentPlatform.RefusalAsync(put));
            Assert.Equal(
                HttpStatusCode.NotFound,
                (await client.PostAsync($"{AssessmentPlatform.Draft(dossier)}/submission", null)).StatusCode
            );
        }

        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await fixture.Platform.Anonymous().GetAsync(AssessmentPlatform.Draft(dossier))).StatusCode
        );
    }

    [Fact]
    public async Task The_leader_reads_and_submits_but_only_the_officer_fills()
    {
        var dossier = await fixture.OpenAsync(unit);

        var put = await fixture
            .Leader(unit)
            .PutAsJsonAsync(
                $"{AssessmentPlatform.Draft(dossier)}/values",
                new PutIndicatorValuesRequest { Values = [new IndicatorInput { Code = "1.1", Value = null }] }
            );

        Assert.Equal((403, "assessment.forbidden", null), await AssessmentPlatform.RefusalAsync(put));
        Assert.Equal(
            ["submit"],
            (await fixture.Leader(unit).GetFromJsonAsync<SelfAssessmentView>(AssessmentPlatform.Draft(dossier)))!.AllowedActions
        );
    }

    [Fact]
    public async Task A_command_on_an_older_version_gets_the_current_one()
    {
        var dossier = await fixture.OpenAsync(unit);
        var seen = (await fixture.Officer(unit).GetAsync(AssessmentPlatform.Draft(dossier))).Headers.ETag!;
        await PutAsync(
            dossier,
            new IndicatorInput
            {
                Code = "1.1",
                Value = new IndicatorValue { Met = true },
            }
        );

        var client = fixture.Officer(unit);
        client.DefaultRequestHeaders.IfMatch.Add(seen);
        var response = await client.PutAsJsonAsync(
            $"{AssessmentPlatform.Draft(dossier)}/values",
            new PutIndicatorValuesRequest { Values = [new IndicatorInput { Code = "1.1", Value = null }] }
        );

        Assert.Equal((412, "request.stale", null), await AssessmentPlatform.RefusalAsync(response));
        Assert.Contains("\"current\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("1.1", (await DraftAsync(dossier)).Missing);
    }

    [Fact]
    public async Task After_the_stage_everything_is_locked_and_a_return_opens_only_what_it_names()
    {
        var dossier = await fixture.OpenAsync(unit);
        await fixture.PublishAsync(fixture.Completed(dossier, unit, "self-assessment", "SelfAssessment"));
        Assert.Equal((409, "assessment.not_editable", null), await AssessmentPlatform.RefusalAsync(await TryPutAsync(dossier, "1.1")));

        await fixture.ReturnAsync(dossier, unit, 2, "17", "18");

        Assert.Equal(["17", "18"], (await DraftAsync(dossier)).EditableCriteria);
        Assert.Equal(
            (409, "assessment.criterion_locked", "values[0].code"),
            await AssessmentPlatform.RefusalAsync(await TryPutAsync(dossier, "1.1"))
        );
        Assert.Equal(HttpStatusCode.OK, (await TryPutAsync(dossier, "17.3")).StatusCode);

        await fixture.PublishAsync(fixture.Completed(dossier, unit, "commune-dossier", "Preparation", 2));
        Assert.Equal((409, "assessment.not_editable", null), await AssessmentPlatform.RefusalAsync(await TryPutAsync(dossier, "17.3")));
    }

    [Fact]
    public async Task A_completion_received_before_its_opening_leaves_the_criteria_locked()
    {
        var dossier = await fixture.OpenAsync(unit);
        await fixture.PublishAsync(fixture.Completed(dossier, unit, "self-assessment", "SelfAssessment"));

        await fixture.PublishAsync(fixture.Completed(dossier, unit, "commune-dossier", "Preparation", 2));
        await fixture.ReturnAsync(dossier, unit, 2, "17");

        Assert.Empty((await DraftAsync(dossier)).EditableCriteria);
    }

    [Fact]
    public async Task A_dossier_of_a_day_without_a_set_says_so_and_takes_no_values()
    {
        var dossier = await fixture.OpenAsync(unit, "xa-ntm-nang-cao", new DateOnly(2026, 2, 15));

        var draft = await DraftAsync(dossier);

        Assert.Null(draft.CriteriaSet);
        Assert.Contains("15/02/2026", draft.Note, StringComparison.Ordinal);
        Assert.Contains("hiện đại", draft.Note, StringComparison.Ordinal);
        Assert.Empty(draft.AllowedActions);
        Assert.Equal((409, "assessment.no_criteria_set", null), await AssessmentPlatform.RefusalAsync(await TryPutAsync(dossier, "1.1")));
    }

    private Task<HttpResponseMessage> TryPutAsync(Guid dossier, string code) =>
        fixture
            .Officer(unit)
            .PutAsJsonAsync(
                $"{AssessmentPlatform.Draft(dossier)}/values",
                new PutIndicatorValuesRequest
                {
                    Values =
                    [
                        new IndicatorInput
                        {
                            Code = code,
                            Value = new IndicatorValue { Met = true },
                        },
                    ],
                }
            );

    private async Task<SelfAssessmentView> PutAsync(Guid dossier, params IndicatorInput[] values) =>
        await AssessmentPlatform.ReadAsync<SelfAssessmentView>(
            await fixture
                .Officer(unit)
                .PutAsJsonAsync($"{AssessmentPlatform.Draft(dossier)}/values", new PutIndicatorValuesRequest { Values = values })
        );

    private async Task<HttpResponseMessage> SendAsync(Guid dossier, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        return await fixture.Officer(unit).PutAsync($"{AssessmentPlatform.Draft(dossier)}/values", content);
    }

    private async Task<SelfAssessmentView> DraftAsync(Guid dossier) =>
        await AssessmentPlatform.ReadAsync<SelfAssessmentView>(await fixture.Officer(unit).GetAsync(AssessmentPlatform.Draft(dossier)));

    private static IndicatorView Indicator(SelfAssessmentView view, string code) =>
        view.Criteria.SelectMany(criterion => criterion.Indicators).Single(indicator => indicator.Code == code);
}
