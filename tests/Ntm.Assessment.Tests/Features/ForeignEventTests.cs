using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ntm.Assessment.Features;
using Ntm.Contracts.Identity.V1;
using Ntm.Messaging;

namespace Ntm.Assessment.Tests.Features;

/// <summary>Events for a unit that what they would change does not belong to, and events of a later version.</summary>
public sealed class ForeignEventTests(AssessmentPlatform fixture) : IClassFixture<AssessmentPlatform>
{
    private readonly string unit = AssessmentPlatform.NewCommune();
    private readonly string foreign = AssessmentPlatform.NewCommune();

    [Fact]
    public async Task An_opening_for_another_unit_than_the_dossiers_is_refused_and_opens_no_criteria()
    {
        var dossier = await fixture.OpenAsync(unit);
        await fixture.PublishAsync(fixture.Completed(dossier, unit, "self-assessment", "SelfAssessment"));

        var refused = await Assert.ThrowsAsync<RefusedEventException>(() => fixture.ReturnAsync(dossier, foreign, 2, "17"));
        await Assert.ThrowsAsync<RefusedEventException>(() => fixture.PublishAsync(fixture.Opened(dossier, foreign, "survey", "Survey")));

        Assert.Equal($"Bản tin ghi đơn vị {Code(foreign)}, nhưng nội dung mà nó thay đổi thuộc đơn vị {Code(unit)}.", refused.Message);
        Assert.Empty(
            (await fixture.Officer(unit).GetFromJsonAsync<SelfAssessmentView>(AssessmentPlatform.Draft(dossier)))!.EditableCriteria
        );
    }

    [Fact]
    public async Task An_opening_whose_path_leads_to_another_unit_is_refused_and_begins_nothing()
    {
        var dossier = Guid.CreateVersion7();
        var opened = fixture.Opened(dossier, unit, "self-assessment", "SelfAssessment") with { UnitPath = foreign };

        await Assert.ThrowsAsync<RefusedEventException>(() => fixture.PublishAsync(opened));

        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Officer(foreign).GetAsync(AssessmentPlatform.Draft(dossier))).StatusCode);
    }

    [Theory]
    [InlineData("self-assessment", "SelfAssessment")]
    [InlineData("survey", "Survey")]
    public async Task A_completion_for_another_unit_than_the_dossiers_is_refused_and_closes_nothing(string stage, string kind)
    {
        var dossier = await fixture.OpenAsync(unit);
        await fixture.OpenSurveyAsync(dossier, unit);

        await Assert.ThrowsAsync<RefusedEventException>(() => fixture.PublishAsync(fixture.Completed(dossier, foreign, stage, kind)));

        await fixture.FillAsync(dossier, unit);
        var surveys = await fixture.Front(unit).GetFromJsonAsync<JsonElement>($"assessment/surveys?dossierId={dossier}");
        Assert.Equal("open", surveys.GetProperty("items")[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_period_that_leads_to_another_unit_is_refused()
    {
        var @event = new AdministrativeUnitChanged
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = AssessmentPlatform.Start,
            UnitCode = Code(unit),
            UnitPath = foreign,
            Version = 1,
            Name = "Xã lạ",
            Level = "commune",
            ParentCode = "439",
            ValidFrom = new DateOnly(2000, 1, 1),
            Periods = [new AdministrativeUnitPeriod(new DateOnly(2000, 1, 1), null, "Xã lạ", "439", foreign)],
        };

        await Assert.ThrowsAsync<RefusedEventException>(() => fixture.Platform.PublishAsync(@event, @event.EventId));
    }

    /// <summary>To ignore it would lose what a later version must do with it.</summary>
    [Fact]
    public async Task A_kind_of_stage_of_a_later_version_fails_with_its_name_and_is_not_passed_over()
    {
        var opened = fixture.Opened(Guid.CreateVersion7(), unit, "hearing", "Hearing");

        var failed = await Assert.ThrowsAsync<InvalidOperationException>(() => fixture.PublishAsync(opened));

        Assert.Equal("Phiên bản này chưa biết loại giai đoạn “Hearing”.", failed.Message);
    }

    private static string Code(string path) => path.Split('/')[^1];
}
