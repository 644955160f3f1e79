using System.Net;
using System.Net.Http.Json;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Features;
using Ntm.Assessment.Features.Entries;
using Ntm.Contracts.Identity.V1;
using Ntm.Web;

namespace Ntm.Assessment.Tests.Features;

public sealed class UnitGroupTests(AssessmentPlatform fixture) : IClassFixture<AssessmentPlatform>
{
    private static readonly DateOnly Day = new(2023, 3, 1);

    [Fact]
    public async Task The_level_of_the_group_on_the_day_decides_and_without_a_group_nothing_does()
    {
        var unit = await CommuneAsync("72/720");
        await PublishSetAsync("72");
        var before = await fixture.OpenAsync(unit, openedOn: Day);
        var after = await fixture.OpenAsync(unit, openedOn: Day.AddDays(10));

        Assert.Equal(["20.1"], (await FiftyAsync(after, unit)).Undecidable);
        (await PutAsync(unit, Request(3) with { ValidFrom = Day.AddDays(10) })).EnsureSuccessStatusCode();

        Assert.Empty((await FiftyAsync(after, unit)).Undecidable);
        var open = await FiftyAsync(before, unit);
        Assert.Equal(["20.1"], open.Undecidable);
        Assert.Contains("nhóm", open.Criteria.Single(criterion => criterion.Code == "20").Indicators[0].Reason, StringComparison.Ordinal);
        (await PutAsync(unit, Request(1) with { ValidFrom = Day.AddDays(10) })).EnsureSuccessStatusCode();
        Assert.Equal(["20.1"], (await FiftyAsync(after, unit)).Failing);
        var list = await fixture.Officer(unit).GetFromJsonAsync<Page<UnitGroupView>>("assessment/unit-groups?province=72");
        Assert.Equal([3, 1], list!.Items.Select(item => item.Group));
    }

    [Theory]
    [InlineData(0, "01/2023/QĐ-THU", "2023-03-01", "2023-03-01", "request.invalid")]
    [InlineData(4, "01/2023/QĐ-THU", "2023-03-01", "2023-03-01", "request.invalid")]
    [InlineData(1, " ", "2023-03-01", "2023-03-01", "request.invalid")]
    [InlineData(1, "01/2023/QĐ-THU", "2023-03-02", "2023-03-02", "assessment.document_in_future")]
    [InlineData(1, "01/2023/QĐ-THU", "1999-03-01", "1999-03-01", "assessment.valid_from_range")]
    [InlineData(1, "01/2023/QĐ-THU", "2023-03-01", "2023-02-28", "assessment.valid_before_document")]
    public async Task A_group_or_document_that_cannot_be_is_refused(int group, string number, string date, string from, string code)
    {
        var unit = await CommuneAsync("74/740");

        var answer = await PutAsync(
            unit,
            new PrepareUnitGroupRequest
            {
                Group = group,
                DocumentNumber = number,
                DocumentDate = DateOnly.Parse(date, null),
                ValidFrom = DateOnly.Parse(from, null),
            }
        );

        Assert.Equal((400, code), ((await AssessmentPlatform.RefusalAsync(answer)) is var (status, found, _) ? (status, found) : default));
    }

    [Theory]
    [InlineData("leader@74")]
    [InlineData("leader@74/740")]
    [InlineData("officer@75")]
    [InlineData("administrator@74")]
    public async Task Nobody_but_officer_or_appraiser_of_the_province_prepares_a_group(string grant)
    {
        var unit = await CommuneAsync("74/740");

        var answer = await fixture.Platform.As("someone", grant).PostAsJsonAsync(Address(unit), Request(1));

        Assert.Equal((403, "entry.preparers_only", null), await AssessmentPlatform.RefusalAsync(answer));
    }

    [Fact]
    public async Task An_unknown_commune_has_no_group_and_people_elsewhere_do_not_list()
    {
        Assert.Equal((404, "assessment.unit_unknown", null), await AssessmentPlatform.RefusalAsync(await PutAsync("74/740/1", Request(1))));
        Assert.Equal(HttpStatusCode.Forbidden, (await fixture.Province("42").GetAsync("assessment/unit-groups?province=74")).StatusCode);
    }

    private static string Address(string unit) => $"assessment/unit-groups/{unit.Split('/')[^1]}";

    private static PrepareUnitGroupRequest Request(int group) =>
        new()
        {
            Group = group,
            DocumentNumber = "02/2023/QĐ-THU",
            DocumentDate = Day,
            ValidFrom = Day,
        };

    private Task<HttpResponseMessage> PutAsync(string unit, PrepareUnitGroupRequest request) =>
        fixture.Deciders(unit.Split('/')[0]).DecideAsync(Address(unit), request);

    private async Task<SelfAssessmentView> FiftyAsync(Guid dossier, string unit) =>
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
                                Code = "20.1",
                                Value = new IndicatorValue { Numerator = 50, Denominator = 100 },
                            },
                        ],
                    }
                )
        );

    private async Task PublishSetAsync(string province)
    {
        var request = new PrepareCriteriaSetRequest
        {
            Code = $"T{province}_GROUP",
            Province = province,
            Title = "xa-ntm",
            Name = "Bộ tiêu chí thử",
            DocumentNumber = "01/2023/QĐ-THU",
            DocumentDate = Day,
            ValidFrom = Day,
            ValidTo = null,
            Extends = null,
            File = Sheets.Csv(Sheets.Good),
        };
        var answer = await fixture.Platform.As("officer-p", $"officer@{province}").PostAsJsonAsync("assessment/criteria-sets", request);
        answer.EnsureSuccessStatusCode();
        (await fixture.PublishSetAsync(request.Code, province)).EnsureSuccessStatusCode();
    }

    private async Task<string> CommuneAsync(string above)
    {
        var path = AssessmentPlatform.NewCommune(above);
        var codes = path.Split('/');
        var @event = new AdministrativeUnitChanged
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = fixture.Platform.Clock.GetUtcNow(),
            UnitCode = codes[^1],
            UnitPath = path,
            Version = 1,
            Name = "Xã thử",
            Level = "commune",
            ParentCode = codes[^2],
            ValidFrom = new DateOnly(2000, 1, 1),
            Periods = [new AdministrativeUnitPeriod(new DateOnly(2000, 1, 1), null, "Xã thử", codes[^2], path)],
        };
        await fixture.Platform.PublishAsync(@event, @event.EventId);
        return path;
    }
}
