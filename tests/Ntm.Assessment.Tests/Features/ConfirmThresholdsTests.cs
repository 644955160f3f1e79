using System.Net;
using System.Net.Http.Json;
using System.Text;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Features;
using Ntm.Assessment.Features.Entries;

namespace Ntm.Assessment.Tests.Features;

public sealed class ConfirmThresholdsTests(AssessmentPlatform fixture) : IClassFixture<AssessmentPlatform>
{
    private const string Path = "assessment/threshold-confirmations";
    private static readonly ThresholdInput Roads = Figure("2.1", "100");

    [Fact]
    public async Task Sets_in_force_on_a_day_are_listed_and_a_day_without_one_says_so()
    {
        var client = fixture.Officer(AssessmentPlatform.NewCommune());

        var before = (await client.GetFromJsonAsync<CriteriaSetList>("assessment/criteria-sets?title=xa-ntm-nang-cao&day=2026-02-14"))!;
        var after = (await client.GetFromJsonAsync<CriteriaSetList>("assessment/criteria-sets?title=xa-ntm-nang-cao&day=2026-02-15"))!;

        Assert.Equal("XA_NC_2021_2025", Assert.Single(before.Items).Code);
        Assert.Null(before.Note);
        Assert.Empty(after.Items);
        Assert.Contains("15/02/2026", after.Note, StringComparison.Ordinal);
        Assert.Equal(
            3,
            (await client.GetFromJsonAsync<CriteriaSetList>("assessment/criteria-sets"))!.Items.Count(set =>
                set.Code.EndsWith("5", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public async Task An_unknown_set_and_a_day_that_is_none_are_refused()
    {
        var client = fixture.Officer(AssessmentPlatform.NewCommune());

        Assert.Equal(
            (404, "assessment.criteria_set_not_found", null),
            await AssessmentPlatform.RefusalAsync(await client.GetAsync("assessment/criteria-sets/XA_2050"))
        );
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("assessment/criteria-sets?day=2026-02-30")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await fixture.Platform.Anonymous().GetAsync("assessment/criteria-sets")).StatusCode);
    }

    [Fact]
    public async Task What_a_province_confirmed_becomes_decidable_there_and_nowhere_else()
    {
        var answer = await PostAsync("38", Request("38", Roads, Figure("17.1", "45 / 35")));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var there = await SetAsync("38");
        Assert.DoesNotContain("2.1", there.Undecidable);
        Assert.DoesNotContain("17.1", there.Undecidable);
        Assert.Contains("2.2", there.Undecidable);
        var roads = there.Criteria.SelectMany(criterion => criterion.Indicators).Single(indicator => indicator.Code == "2.1");
        Assert.Equal(("≥ 100 %", "36/2022/QĐ-UBND"), (roads.Threshold, roads.DocumentNumber));
        Assert.Contains("2.1", (await SetAsync("40")).Undecidable);
    }

    [Fact]
    public async Task A_confirmed_figure_decides_only_dossiers_opened_from_its_first_day_on()
    {
        const string Province = "44";
        var unit = AssessmentPlatform.NewCommune("44/450");
        var before = await fixture.OpenAsync(unit, openedOn: new DateOnly(2023, 2, 28));
        var after = await fixture.OpenAsync(unit, openedOn: new DateOnly(2023, 3, 1));

        (await PostAsync(Province, Request(Province, Roads) with { ValidFrom = new DateOnly(2023, 3, 1) })).EnsureSuccessStatusCode();

        Assert.Equal(["2.1"], (await PutAsync(before, unit, 100)).Undecidable);
        Assert.Empty((await PutAsync(after, unit, 100)).Undecidable);
        Assert.Equal(["2.1"], (await PutAsync(after, unit, 99)).Failing);
    }

    [Fact]
    public async Task What_is_entered_later_reaches_an_open_dossier_only_where_its_document_says_so()
    {
        const string Province = "49";
        var unit = AssessmentPlatform.NewCommune("49/490");
        var earlier = new DateOnly(2023, 2, 1);
        var open = await fixture.OpenAsync(unit, openedOn: earlier);
        (await PostAsync(Province, Request(Province, Roads))).EnsureSuccessStatusCode();
        Assert.Equal(["2.1"], (await PutAsync(open, unit, 99)).Undecidable);

        var reaching = Request(Province, Roads) with { ReachesOpenDossiers = true };
        (await PostAsync(Province, reaching)).EnsureSuccessStatusCode();
        Assert.Equal(["2.1"], (await PutAsync(open, unit, 99)).Failing);

        var lowered = Request(Province, Roads with { Threshold = "1" }) with
        {
            DocumentNumber = "01/2023/QĐ-UBND",
            ReachesOpenDossiers = true,
        };
        (await PostAsync(Province, lowered)).EnsureSuccessStatusCode();

        Assert.Equal(["2.1"], (await PutAsync(open, unit, 99)).Failing);
        Assert.Equal("≥ 1 %", (await SetAsync(Province)).Criteria[1].Indicators[0].Threshold);
    }

    [Fact]
    public async Task A_later_confirmation_corrects_an_earlier_one_and_both_stay_on_record()
    {
        (await PostAsync("45", Request("45", Roads))).EnsureSuccessStatusCode();
        (
            await PostAsync("45", Request("45", Roads with { Threshold = "90.5" }) with { DocumentNumber = "01/2023/QĐ-UBND" })
        ).EnsureSuccessStatusCode();

        var page = await fixture
            .Platform.As("anna", "reviewer@45/461")
            .GetFromJsonAsync<Ntm.Web.Page<ConfirmedThreshold>>($"{Path}?province=45&limit=1");
        var next = await fixture
            .Platform.As("anna", "reviewer@45/461")
            .GetFromJsonAsync<Ntm.Web.Page<ConfirmedThreshold>>($"{Path}?province=45&limit=1&after={page!.Next}");

        Assert.Equal(("36/2022/QĐ-UBND", "province-1"), (Assert.Single(page.Items).DocumentNumber, page.Items[0].ConfirmedBy));
        Assert.Equal("90.5", Assert.Single(next!.Items).Threshold);
        Assert.Null(next.Next);
        Assert.Equal("≥ 90,5 %", (await SetAsync("45")).Criteria[1].Indicators[0].Threshold);
    }

    [Fact]
    public async Task A_survey_rule_is_confirmed_the_same_way()
    {
        (await PostAsync("46", Request("46", Figure("overall", "90", "hd-90-xa")))).EnsureSuccessStatusCode();

        var rules = (
            await fixture.Province("46").GetFromJsonAsync<List<SurveyRuleView>>("assessment/survey-rules?title=xa-ntm&day=2023-03-01")
        )!;

        var demands = Assert.Single(rules).Demands.ToDictionary(demand => demand.Code);
        Assert.Equal("≥ 90 %", demands["overall"].Demanded);
        Assert.Null(demands["sample"].Demanded);
        Assert.Contains("xác nhận", demands["sample"].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_province_outside_the_region_confirms_the_national_figure_and_can_go_on()
    {
        const string Province = "20";
        var unit = AssessmentPlatform.NewCommune("20/180");
        var dossier = await fixture.OpenAsync(unit);
        Assert.Equal(["3.1"], (await PutAsync(dossier, unit, 80, "3.1")).Undecidable);

        (await PostAsync(Province, Request(Province, Figure("3.1", "80")))).EnsureSuccessStatusCode();

        Assert.Empty((await PutAsync(dossier, unit, 80, "3.1")).Undecidable);
        Assert.Equal(["3.1"], (await PutAsync(dossier, unit, 79, "3.1")).Failing);
    }

    [Fact]
    public async Task The_national_set_of_2026_decides_once_the_province_has_confirmed_it()
    {
        const string Province = "76";
        var (unit, day) = (AssessmentPlatform.NewCommune("76/760"), new DateOnly(2026, 2, 15));
        var dossier = await fixture.OpenAsync(unit, openedOn: day);
        Assert.Equal(16, (await fixture.FillAsync(dossier, unit)).Undecidable.Count);

        var set = (
            await fixture.Province(Province).GetFromJsonAsync<CriteriaSetView>($"assessment/criteria-sets/XA_NTM_2026_2030?day={day:O}")
        )!;
        var figures = set
            .Criteria.SelectMany(criterion => criterion.Indicators)
            .Select(indicator => new ThresholdInput
            {
                Rule = "XA_NTM_2026_2030",
                Item = indicator.Code,
                Threshold = indicator.Type is "percent" or "growth" ? "8.5" : "Đạt",
            });
        (await PostAsync(Province, Request(Province, [.. figures]) with { ValidFrom = day })).EnsureSuccessStatusCode();

        var decided = await fixture.FillAsync(dossier, unit);
        Assert.Empty(decided.Undecidable);
        Assert.True(decided.AllCriteriaPassed);
        Assert.Equal("1.000 %", decided.Criteria[2].Indicators.Single(indicator => indicator.Code == "3.1").ValueText);
    }

    [Fact]
    public async Task Yes_or_no_is_decided_in_every_region_and_not_confirmed_again() =>
        Assert.Equal(
            (409, "assessment.threshold_decided", "thresholds[0].item"),
            await AssessmentPlatform.RefusalAsync(await PostAsync("20", Request("20", Figure("1.1", "Đạt"))))
        );

    [Theory]
    [InlineData("leader@42/439")]
    [InlineData("leader@42")]
    [InlineData("council@42")]
    [InlineData("surveyor@42")]
    [InlineData("administrator@42")]
    [InlineData("leader@38")]
    [InlineData("officer@38")]
    [InlineData("appraiser@38#SGTVT")]
    public async Task Nobody_but_officer_or_appraiser_of_that_very_province_prepares(string grant)
    {
        var answer = await fixture.Platform.As("someone", grant).PostAsJsonAsync(Path, Request("42", Roads));

        Assert.Equal((403, "entry.preparers_only", null), await AssessmentPlatform.RefusalAsync(answer));
    }

    [Fact]
    public async Task People_elsewhere_may_not_even_list()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await fixture.Province("42").GetAsync($"{Path}?province=48")).StatusCode);
    }

    [Theory]
    [InlineData("XA_NTM_2021_2025", "3.1", "85", 409, "assessment.threshold_decided", "thresholds[0].item")]
    [InlineData("XA_NTM_2021_2025", "99", "85", 400, "assessment.threshold_unknown", "thresholds[0].item")]
    [InlineData("XA_2050", "2.1", "85", 400, "assessment.threshold_unknown", "thresholds[0].item")]
    [InlineData("XA_NTM_2021_2025", "2.1", "85,5", 400, "assessment.threshold_form", "thresholds[0].threshold")]
    [InlineData("XA_NTM_2021_2025", "2.1", "100.1", 400, "assessment.threshold_form", "thresholds[0].threshold")]
    [InlineData("XA_NTM_2021_2025", "2.1", "-1", 400, "assessment.threshold_form", "thresholds[0].threshold")]
    [InlineData("XA_NTM_2021_2025", "17.1", "45", 400, "assessment.threshold_form", "thresholds[0].threshold")]
    [InlineData("XA_NTM_2021_2025", "10", "năm 2023 45", 400, "assessment.threshold_form", "thresholds[0].threshold")]
    [InlineData("hd-90-xa", "overall", "2023 90", 400, "assessment.threshold_form", "thresholds[0].threshold")]
    public async Task A_figure_that_fits_nothing_is_refused(
        string rule,
        string item,
        string threshold,
        int status,
        string code,
        string field
    ) =>
        Assert.Equal(
            (status, code, field),
            await AssessmentPlatform.RefusalAsync(await PostAsync("42", Request("42", Figure(item, threshold, rule))))
        );

    [Fact]
    public async Task A_faulty_document_is_refused_with_every_fault_and_nothing_is_confirmed()
    {
        var request = Request("42", Roads, Roads) with { DocumentDate = new DateOnly(2023, 3, 2), ValidFrom = new DateOnly(1999, 1, 1) };

        var answer = await PostAsync("42", request);

        var body = await answer.Content.ReadAsStringAsync();
        Assert.Equal((400, "assessment.document_in_future", "documentDate"), await AssessmentPlatform.RefusalAsync(answer));
        Assert.All(
            ["assessment.valid_before_document", "assessment.valid_from_range", "assessment.threshold_twice"],
            code => Assert.Contains(code, body, StringComparison.Ordinal)
        );
        Assert.Contains("2.1", (await SetAsync("42")).Undecidable);
    }

    [Theory]
    [InlineData(
        """{"province":"42","documentNumber":"1","documentDate":"2023-02-30","validFrom":"2023-01-01","thresholds":[]}""",
        "request.invalid_json"
    )]
    [InlineData("""{"province":"42","documentNumber":"1","documentDate":"2023-02-01","validFrom":"2023-01-01"}""", "request.invalid_json")]
    [InlineData(
        """{"province":"42","documentNumber":"1","documentDate":"2023-02-01","validFrom":"2023-01-01","thresholds":[],"by":"me"}""",
        "request.invalid_json"
    )]
    [InlineData(
        """{"province":"42","documentNumber":"1","documentDate":"2023-02-01","validFrom":"2023-01-01","thresholds":[]}""",
        "request.invalid"
    )]
    [InlineData(
        """{"province":"42","documentNumber":"1","documentDate":"2023-02-01","validFrom":"2023-01-01","thresholds":[null]}""",
        "request.invalid"
    )]
    [InlineData(
        """{"province":"42","documentNumber":" ","documentDate":"2023-02-01","validFrom":"2023-01-01","thresholds":"""
            + """[{"rule":"XA_NTM_2021_2025","item":"2.1","threshold":"80"}]}""",
        "request.invalid"
    )]
    public async Task A_body_of_the_wrong_shape_is_refused(string body, string code)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        var refusal = await AssessmentPlatform.RefusalAsync(await fixture.Deciders().Officer.PostAsync(Path, content));

        Assert.Equal((400, code), (refusal.Status, refusal.Code));
    }

    private Task<HttpResponseMessage> PostAsync(string province, PrepareThresholdsRequest request) =>
        fixture.Deciders(province).DecideAsync(Path, request);

    private async Task<CriteriaSetView> SetAsync(string province) =>
        (await fixture.Province(province).GetFromJsonAsync<CriteriaSetView>("assessment/criteria-sets/XA_NTM_2021_2025?day=2023-03-01"))!;

    private async Task<SelfAssessmentView> PutAsync(Guid dossier, string unit, int percent, string code = "2.1") =>
        await AssessmentPlatform.ReadAsync<SelfAssessmentView>(
            await fixture
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
                                Value = new IndicatorValue { Numerator = percent, Denominator = 100 },
                            },
                        ],
                    }
                )
        );

    private static PrepareThresholdsRequest Request(string province, params ThresholdInput[] thresholds) =>
        new()
        {
            Province = province,
            DocumentNumber = "36/2022/QĐ-UBND",
            DocumentDate = new DateOnly(2022, 12, 9),
            ValidFrom = new DateOnly(2022, 12, 9),
            Thresholds = thresholds,
        };

    private static ThresholdInput Figure(string item, string threshold, string rule = "XA_NTM_2021_2025") =>
        new()
        {
            Rule = rule,
            Item = item,
            Threshold = threshold,
        };
}
