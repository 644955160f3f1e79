using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Features;
using Ntm.Assessment.Persistence;
using Ntm.Contracts.Dossier.V1;

namespace Ntm.Assessment.Tests.Features;

/// <summary>A running dossier keeps its criteria set; only its province moves it, by two people and a document, after a look.</summary>
public sealed class SetMoveTests(AssessmentPlatform fixture) : IClassFixture<AssessmentPlatform>
{
    private static readonly DateOnly Day = new(2023, 3, 1);
    private static int codes;

    [Fact]
    public async Task A_move_shows_first_what_it_drops_and_then_keeps_what_fits()
    {
        var unit = AssessmentPlatform.NewCommune("91/910");
        var dossier = await fixture.OpenAsync(unit);
        await PutAsync(
            dossier,
            unit,
            ("1.1", new IndicatorValue { Met = true }),
            ("3.1", new IndicatorValue { Numerator = 8, Denominator = 9 })
        );
        var set = await PublishedAsync("91");

        var preview = await AssessmentPlatform.ReadAsync<SetMoveView>(
            await fixture.Province("91").GetAsync($"{AssessmentPlatform.Draft(dossier)}/criteria-set/{set}")
        );

        Assert.Equal(("XA_NTM_2021_2025", set), (preview.From, preview.To));
        Assert.Contains("20.1", preview.Added);
        Assert.Equal(["3.1"], preview.Dropped);
        Assert.Equal("XA_NTM_2021_2025", (await DraftAsync(dossier, unit)).CriteriaSet);

        (await MoveAsync(dossier, set, "91")).EnsureSuccessStatusCode();
        var moved = await DraftAsync(dossier, unit);
        Assert.Equal(set, moved.CriteriaSet);
        var values = moved.Criteria.SelectMany(criterion => criterion.Indicators).ToDictionary(one => one.Code, one => one.Value);
        Assert.Equal((true, null), (values["1.1"]?.Met, values["3.1"]));
        Assert.Equal((409, "assessment.set_move_same", "code"), await AssessmentPlatform.RefusalAsync(await MoveAsync(dossier, set, "91")));
        Assert.Equal(1, await CountAsync(db => db.AuditEntries.CountAsync(row => row.Payload.Contains("set-move/"))));
    }

    [Fact]
    public async Task What_was_handed_on_keeps_its_set()
    {
        var unit = AssessmentPlatform.NewCommune("92/920");
        var dossier = await fixture.OpenAsync(unit);
        await fixture.PublishAsync(fixture.Completed(dossier, unit, "self-assessment", "SelfAssessment"));
        var set = await PublishedAsync("92");

        Assert.Equal(
            (409, "assessment.set_move_too_late", null),
            await AssessmentPlatform.RefusalAsync(await MoveAsync(dossier, set, "92"))
        );
    }

    [Theory]
    [InlineData("officer@93/930", 404)]
    [InlineData("leader@94", 404)]
    [InlineData("officer@94", 404)]
    [InlineData("leader@93", 404)]
    public async Task Nobody_but_officer_or_appraiser_of_the_province_prepares_a_move(string grant, int status)
    {
        var unit = AssessmentPlatform.NewCommune("93/930");
        var dossier = await fixture.OpenAsync(unit);

        var answer = await fixture
            .Platform.As("someone", grant)
            .PostAsJsonAsync($"{AssessmentPlatform.Draft(dossier)}/criteria-set", Request("X1"));

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_set_of_another_province_or_none_is_unknown()
    {
        var unit = AssessmentPlatform.NewCommune("95/950");
        var dossier = await fixture.OpenAsync(unit);
        var foreign = await PublishedAsync("96");

        foreach (var code in new[] { foreign, "XA_2050" })
        {
            Assert.Equal(
                (404, "assessment.criteria_set_not_found", null),
                await AssessmentPlatform.RefusalAsync(await MoveAsync(dossier, code, "95"))
            );
        }
    }

    [Fact]
    public async Task A_dossier_that_follows_its_unit_takes_its_draft_and_surveys_along()
    {
        var (before, after) = (AssessmentPlatform.NewCommune("97/970"), AssessmentPlatform.NewCommune("97"));
        var dossier = await fixture.OpenAsync(before);
        var survey = await fixture.OpenSurveyAsync(dossier, before);

        var @event = new DossierUnitChanged
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = fixture.Platform.Clock.GetUtcNow(),
            DossierId = dossier,
            Sequence = 9,
            UnitCode = after.Split('/')[^1],
            UnitPath = after,
            UnitName = "Xã mới",
            FormerUnitCode = before.Split('/')[^1],
            FormerUnitPath = before,
            HandedOver = [],
        };
        await fixture.Platform.PublishAsync(@event, @event.EventId);

        Assert.Equal(HttpStatusCode.OK, (await fixture.Officer(after).GetAsync(AssessmentPlatform.Draft(dossier))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Officer(before).GetAsync(AssessmentPlatform.Draft(dossier))).StatusCode);
        Assert.Equal(
            HttpStatusCode.OK,
            (await fixture.Platform.As("front", "surveyor@97").GetAsync($"assessment/surveys/{survey}")).StatusCode
        );
    }

    private static object Request(string code) =>
        new
        {
            code,
            documentNumber = "45/UBND-THU",
            documentDate = Day,
        };

    private Task<HttpResponseMessage> MoveAsync(Guid dossier, string code, string province) =>
        fixture.Deciders(province).DecideAsync($"{AssessmentPlatform.Draft(dossier)}/criteria-set", Request(code));

    private async Task<SelfAssessmentView> DraftAsync(Guid dossier, string unit) =>
        (await fixture.Officer(unit).GetFromJsonAsync<SelfAssessmentView>(AssessmentPlatform.Draft(dossier)))!;

    private async Task PutAsync(Guid dossier, string unit, params (string Code, IndicatorValue Value)[] values) =>
        (
            await fixture
                .Officer(unit)
                .PutAsJsonAsync(
                    $"{AssessmentPlatform.Draft(dossier)}/values",
                    new { values = values.Select(one => new { code = one.Code, value = one.Value }) }
                )
        ).EnsureSuccessStatusCode();

    /// <summary>A set of a province, in force today.</summary>
    private async Task<string> PublishedAsync(string province)
    {
        var code = $"CHUYEN_{Interlocked.Increment(ref codes)}";
        var request = new
        {
            code,
            province,
            title = "xa-ntm",
            name = "Bộ tiêu chí thử",
            documentNumber = "MẪU-01/2023",
            documentDate = Day,
            validFrom = Day,
            validTo = (DateOnly?)null,
            extends = (string?)null,
            file = new { name = "tieu-chi.csv", content = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Sheets.Good)) },
        };
        (
            await fixture.Platform.As("officer-p", $"officer@{province}").PostAsJsonAsync("assessment/criteria-sets", request)
        ).EnsureSuccessStatusCode();
        (await fixture.PublishSetAsync(code, province)).EnsureSuccessStatusCode();
        return code;
    }

    private async Task<int> CountAsync(Func<AssessmentDbContext, Task<int>> count)
    {
        using var scope = fixture.Platform.Services.CreateScope();
        return await count(scope.ServiceProvider.GetRequiredService<AssessmentDbContext>());
    }
}
