using System.Net.Http.Json;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Assessment.Features;
using Ntm.Contracts.Identity.V1;

namespace Ntm.Assessment.Tests.Features;

/// <summary>Villages that are merged, divided or registered while a round is open: every household counts once.</summary>
public sealed class SurveyPlacesTests(AssessmentPlatform fixture) : IClassFixture<AssessmentPlatform>
{
    private readonly string unit = AssessmentPlatform.NewCommune();
    private readonly Guid dossier = Guid.CreateVersion7();

    private DateOnly Today => DateOnly.FromDateTime(fixture.Platform.Clock.GetUtcNow().AddHours(7).Date);

    [Fact]
    public async Task Merged_villages_count_once_whether_their_sheets_came_before_or_after()
    {
        var (id, a, b) = await TwoVillagesAsync();
        await fixture.ConfirmAllAsync("42");
        await PutAsync(id, a, 100);
        await PutAsync(id, b, 80);
        var merged = await MergeAsync("9", a, b);

        var before = await GetAsync(id);
        Assert.Empty(before.MissingVillages);
        Assert.Equal(180, before.Result!.Unit.Households);
        Assert.Equal([a, b], before.Villages.Single(village => village.Code == merged).Covers);

        await PutAsync(id, merged, 185);
        var after = await GetAsync(id);
        Assert.Equal(185, after.Result!.Unit.Households);
        Assert.Equal([(a, false), (b, false), (merged, true)], after.Villages.Select(village => (village.Code, village.Counted)));
        var closed = await AssessmentPlatform.ReadAsync<SurveyView>(
            await fixture
                .Front(unit)
                .PostAsJsonAsync(
                    $"assessment/surveys/{id}/closure",
                    new CloseSurveyRequest
                    {
                        MinutesNumber = "02/BB-MTTQ",
                        MinutesDate = Today,
                        Signatories = [new Signatory { Name = "Người ký mẫu", Position = "Trưởng ban" }],
                    }
                )
        );
        Assert.Equal([merged], closed.Result!.Villages.Select(village => village.Code));
        Assert.Equal(185, closed.Result.Unit.Households);
    }

    [Fact]
    public async Task A_sheet_of_the_merged_village_stands_for_one_that_never_came()
    {
        var (id, a, b) = await TwoVillagesAsync();
        await PutAsync(id, a, 100);
        var merged = await MergeAsync("9", a, b);

        Assert.Equal([b], (await GetAsync(id)).MissingVillages);
        await PutAsync(id, merged, 190);

        var survey = await GetAsync(id);
        Assert.Empty(survey.MissingVillages);
        Assert.Equal(190, survey.Result!.Unit.Households);
    }

    [Fact]
    public async Task A_later_sheet_of_one_old_village_takes_the_place_of_the_merged_count_wholly()
    {
        var (id, a, b) = await TwoVillagesAsync();
        var merged = await MergeAsync("9", a, b);
        await PutAsync(id, merged, 190);
        await PutAsync(id, b, 80);

        var survey = await GetAsync(id);
        Assert.Equal([a], survey.MissingVillages);
        Assert.Equal(80, survey.Result!.Unit.Households);
    }

    [Fact]
    public async Task A_village_that_keeps_its_code_counts_for_a_merged_one_only_from_the_merger_on()
    {
        var (id, a, b) = await TwoVillagesAsync();
        await PutAsync(id, a, 100);
        await PutAsync(id, b, 80);
        await MergeAsync(null, a, b);
        Assert.Equal(180, (await GetAsync(id)).Result!.Unit.Households);

        await PutAsync(id, a, 182);

        Assert.Equal(182, (await GetAsync(id)).Result!.Unit.Households);
    }

    [Fact]
    public async Task A_village_merged_with_an_outside_one_or_divided_or_new_is_no_place_of_the_round()
    {
        var (id, a, b) = await TwoVillagesAsync();
        var outside = await fixture.VillageAsync(AssessmentPlatform.NewCommune(), "1");
        var mixed = await MergeAsync("9", a, outside);
        fixture.Platform.Clock.Advance(TimeSpan.FromDays(1));
        await EndAsync(b, $"{b}1", $"{b}2");
        await RegisterAsync($"{b}1", Today);
        var added = await RegisterAsync(unit.Split('/')[^1] + "-7", Today);

        var survey = await GetAsync(id);
        Assert.Equal([a, b], survey.Villages.Select(village => village.Code));
        Assert.Equal([a, b], survey.MissingVillages);
        foreach (var code in new[] { mixed, $"{b}1", added })
        {
            Assert.Equal((404, "assessment.village_unknown", null), await AssessmentPlatform.RefusalAsync(await TryPutAsync(id, code, 10)));
        }
    }

    [Fact]
    public void A_merger_of_merged_villages_counts_for_all_of_them()
    {
        SurveyPlace[] opening = [new("a", "A", "c1"), new("b", "B", "c1"), new("d", "D", "c2")];

        var standing = SurveyPlaces.Standing(opening, [new("a", "x", "X"), new("b", "x", "X"), new("x", "y", "Y"), new("d", "y", "Y")]);

        Assert.Equal(
            ["a", "b", "d", "x:a,b", "y:a,b,d"],
            standing.Select(place => place.Covers.Count == 1 ? place.Code : $"{place.Code}:{string.Join(',', place.Covers)}")
        );
    }

    private async Task<(Guid Id, string First, string Second)> TwoVillagesAsync()
    {
        var (a, b) = (await fixture.VillageAsync(unit, "1"), await fixture.VillageAsync(unit, "2"));
        return (await fixture.OpenSurveyAsync(dossier, unit), a, b);
    }

    /// <summary>From tomorrow, to which the clock goes; into a new village or, without a suffix, into the first one.</summary>
    private async Task<string> MergeAsync(string? suffix, params string[] villages)
    {
        fixture.Platform.Clock.Advance(TimeSpan.FromDays(1));
        var into = suffix is null ? villages[0] : $"{unit.Split('/')[^1]}-{suffix}";
        if (suffix is not null)
        {
            await RegisterAsync(into, Today);
        }

        foreach (var village in villages.Where(village => village != into))
        {
            await EndAsync(village, into);
        }

        return into;
    }

    private Task EndAsync(string village, params string[] successors) =>
        PublishAsync(village, new DateOnly(2000, 1, 1), Today.AddDays(-1), successors);

    private Task<string> RegisterAsync(string village, DateOnly from) => PublishAsync(village, from, null, []);

    private async Task<string> PublishAsync(string village, DateOnly from, DateOnly? to, string[] successors)
    {
        var @event = new AdministrativeUnitChanged
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = fixture.Platform.Clock.GetUtcNow(),
            UnitCode = village,
            UnitPath = $"{unit}/{village}",
            Version = 5,
            Name = $"Thôn {village}",
            Level = "village",
            ParentCode = unit.Split('/')[^1],
            ValidFrom = from,
            ValidTo = to,
            Successors = successors,
            Periods = [new AdministrativeUnitPeriod(from, to, $"Thôn {village}", unit.Split('/')[^1], $"{unit}/{village}")],
        };
        await fixture.Platform.PublishAsync(@event, @event.EventId);
        return village;
    }

    private Task<HttpResponseMessage> TryPutAsync(Guid id, string village, int households) =>
        fixture
            .Front(unit)
            .PutAsJsonAsync(
                $"assessment/surveys/{id}/villages/{village}",
                new VillageSheet
                {
                    Households = households,
                    Issued = households,
                    Returned = households,
                    Valid = households,
                    Invalid = 0,
                    Answers =
                    [
                        .. Enumerable
                            .Range(1, 10)
                            .Select(number => new QuestionCount
                            {
                                Question = $"q{number}",
                                Satisfied = households,
                                NotSatisfied = 0,
                            }),
                    ],
                }
            );

    private async Task PutAsync(Guid id, string village, int households) =>
        (await TryPutAsync(id, village, households)).EnsureSuccessStatusCode();

    private async Task<SurveyView> GetAsync(Guid id) =>
        await AssessmentPlatform.ReadAsync<SurveyView>(await fixture.Front(unit).GetAsync($"assessment/surveys/{id}"));
}
