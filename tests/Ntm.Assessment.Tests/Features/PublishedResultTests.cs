using System.Net.Http.Json;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Assessment.Features;
using Ntm.Web;

namespace Ntm.Assessment.Tests.Features;

/// <summary>What of a closed survey those read who are not of the Fatherland Front, and whose sheets stand.</summary>
public sealed class PublishedResultTests(AssessmentPlatform fixture) : IClassFixture<AssessmentPlatform>
{
    private const string Reason = "Bà Nguyễn Thị Hoa nói hộ Lan số 0912 345 678 chưa có nước";
    private readonly string unit = AssessmentPlatform.NewCommune();
    private readonly Guid dossier = Guid.CreateVersion7();

    [Fact]
    public async Task Few_ballots_are_shown_to_the_Front_alone_and_reasons_without_names_to_the_commune()
    {
        await fixture.ConfirmAllAsync("42");
        var villages = new List<string>();
        foreach (var suffix in new[] { "1", "2", "3" })
        {
            villages.Add(await fixture.VillageAsync(unit, suffix));
        }

        var id = await fixture.OpenSurveyAsync(dossier, unit);
        foreach (var (village, ballots) in villages.Zip(new[] { 1, 40, 100 }))
        {
            (await PutAsync(fixture.Front(unit), id, village, Sheet(ballots))).EnsureSuccessStatusCode();
        }

        var minutes = new CloseSurveyRequest
        {
            MinutesNumber = "01/BB-MTTQ",
            MinutesDate = AssessmentPlatform.OpenedOn,
            Signatories = [new Signatory { Name = "Người ký mẫu", Position = "Chủ tịch Ủy ban MTTQ xã" }],
        };
        (await fixture.Front(unit).PostAsJsonAsync($"assessment/surveys/{id}/closure", minutes)).EnsureSuccessStatusCode();

        var whole = await ResultAsync(fixture.Front(unit), id);
        Assert.Equal((3, Reason), (whole.Villages.Count, whole.Reasons[0].Reasons[0]));
        var own = await ResultAsync(fixture.Leader(unit), id);
        Assert.Equal("… nói hộ … số … chưa có nước", own.Reasons[0].Reasons[0]);
        using var program = fixture.Platform.AsProgram("42", "assessment:read");
        foreach (var other in new[] { own, await ResultAsync(fixture.Province(), id), await ResultAsync(program, id) })
        {
            Assert.Equal(141, other.Unit.Valid);
            Assert.Equal([100], other.Villages.Select(village => village.Valid));
        }

        foreach (var other in new[] { fixture.Province(), fixture.Reviewer(unit), fixture.Platform.As("x", "council@42"), program })
        {
            Assert.Empty((await ResultAsync(other, id)).Reasons);
        }
    }

    [Fact]
    public void A_shortfall_of_a_place_that_is_not_shown_is_not_shown_either()
    {
        var result = Result(("18175-01", 4), ("18175-02", 3), ("18175-03", 60)) with
        {
            Demands =
            [
                new DemandOutcome(
                    "sample",
                    false,
                    "> 60 %",
                    null,
                    ["18175-01: 4/9 hộ, 44 %", "18175-02, câu q1: 1/3 ý kiến hài lòng, 33 %", "18175-03: 60/200 hộ, 30 %"]
                ),
            ],
        };

        var published = PublishedResult.Of(result, ofUnit: false);

        Assert.Equal(["18175-03"], published.Villages.Select(village => village.Code));
        Assert.Equal(["18175-03: 60/200 hộ, 30 %"], published.Demands[0].Shortfalls);
    }

    [Fact]
    public void Places_with_enough_ballots_are_all_shown() =>
        Assert.Equal(2, PublishedResult.Of(Result(("1", 5), ("2", 6)), ofUnit: false).Villages.Count);

    [Fact]
    public async Task A_sheet_of_the_Front_that_closes_is_not_overwritten_from_below()
    {
        var village = await fixture.VillageAsync(unit, "1");
        await fixture.PublishAsync(fixture.Opened(dossier, unit, "survey", "Survey") with { ActorUnitPath = "42/439" });
        var list = await fixture.Front(unit).GetFromJsonAsync<Page<SurveySummary>>($"assessment/surveys?dossierId={dossier}");
        var id = Assert.Single(list!.Items).Id;
        var below = fixture.Platform.As("front-of-commune", $"surveyor@{unit}");
        (await PutAsync(below, id, village, Sheet(10))).EnsureSuccessStatusCode();
        (await PutAsync(below, id, village, Sheet(11))).EnsureSuccessStatusCode();

        (await PutAsync(fixture.Front(unit), id, village, Sheet(12))).EnsureSuccessStatusCode();

        Assert.Equal(
            (403, "assessment.sheet_of_others", null),
            await AssessmentPlatform.RefusalAsync(await PutAsync(below, id, village, Sheet(13)))
        );
        (await PutAsync(fixture.Front(unit), id, village, Sheet(14))).EnsureSuccessStatusCode();
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient by, Guid id, string village, VillageSheet sheet) =>
        by.PutAsJsonAsync($"assessment/surveys/{id}/villages/{village}", sheet);

    private static async Task<SurveyResult> ResultAsync(HttpClient by, Guid id) =>
        (await by.GetFromJsonAsync<SurveyView>($"assessment/surveys/{id}"))!.Result!;

    private static SurveyResult Result(params (string Code, int Valid)[] villages) =>
        new()
        {
            Met = false,
            OverallRate = 90,
            Demands = [],
            Unit = Totals("18175", villages.Sum(village => village.Valid)),
            Communes = [],
            Villages = [.. villages.Select(village => Totals(village.Code, village.Valid))],
            Reasons = [],
        };

    private static PlaceTotals Totals(string code, int valid) => new(code, valid, valid, valid, valid, 0, "100 %", []);

    private static VillageSheet Sheet(int ballots) =>
        new()
        {
            Households = ballots,
            Issued = ballots,
            Returned = ballots,
            Valid = ballots,
            Invalid = 0,
            Answers =
            [
                .. Enumerable
                    .Range(1, 10)
                    .Select(number => new QuestionCount
                    {
                        Question = $"q{number}",
                        Satisfied = ballots - 1,
                        NotSatisfied = 1,
                        Reasons = [Reason],
                    }),
            ],
        };
}
