using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Contracts.Assessment.V1;
using Ntm.Contracts.Dossier.V1;
using Ntm.Contracts.Identity.V1;
using Ntm.Dossier.Persistence;
using Ntm.Messaging;

namespace Ntm.Dossier.Tests.Features;

public sealed class ConsumerTests
{
    [Fact]
    public async Task A_failing_self_assessment_leaves_its_stage_open_and_a_passing_one_completes_it()
    {
        await using var app = await DossierApp.StartAsync();
        var id = (await app.OpenAsync()).Ok().Id;

        await app.AssessesAsync(id, "17");
        var failing = (await app.GetAsync("officer", id)).Ok();
        await app.AssessesAsync(id);
        var passing = (await app.GetAsync("officer", id)).Ok();

        Assert.Equal(["self-assessment"], failing.Open);
        Assert.Equal(
            "dossier.self_assessment_not_passed",
            failing.Stage("self-assessment").GetProperty("obstacles")[0].GetProperty("code").GetString()
        );
        Assert.Equal(["commune-dossier"], passing.Open);
        Assert.Equal("Passed", (await app.Events.WaitForAsync<StageCompleted>())[0].Outcome);
    }

    [Fact]
    public async Task An_event_that_comes_twice_or_late_has_effect_once()
    {
        await using var app = await DossierApp.StartAsync();
        var id = (await app.OpenAsync()).Ok().Id;
        await app.AssessesAsync(id, "17");
        await app.AssessesAsync(id);
        var before = (await app.GetAsync("officer", id)).Ok().ETag;
        var late = new SelfAssessmentSubmitted
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = app.Platform.Clock.GetUtcNow(),
            UnitCode = "18175",
            DossierId = Guid.Parse(id),
            AssessmentId = Guid.CreateVersion7(),
            Revision = 1,
            CriteriaSet = "XA_NTM_2021_2025",
            AllCriteriaPassed = false,
            Criteria = [],
            SubmittedBy = "officer",
        };

        await app.Platform.PublishAsync(late, late.EventId);
        await app.Platform.PublishAsync(late, late.EventId);

        Assert.Equal(before, (await app.GetAsync("officer", id)).Ok().ETag);
    }

    [Fact]
    public async Task A_self_assessment_of_another_unit_is_refused_and_leaves_its_stage_open()
    {
        await using var app = await DossierApp.StartAsync();
        var id = (await app.OpenAsync()).Ok().Id;
        var foreign = new SelfAssessmentSubmitted
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = app.Platform.Clock.GetUtcNow(),
            UnitCode = "18178",
            DossierId = Guid.Parse(id),
            AssessmentId = Guid.CreateVersion7(),
            Revision = 1,
            CriteriaSet = "XA_NTM_2021_2025",
            AllCriteriaPassed = true,
            Criteria = [],
            SubmittedBy = "officer",
        };

        var refused = await Assert.ThrowsAsync<RefusedEventException>(() => app.Platform.PublishAsync(foreign, foreign.EventId));

        Assert.Equal("Bản tin ghi đơn vị 18178, nhưng nội dung mà nó thay đổi thuộc đơn vị 18175.", refused.Message);
        Assert.Equal(["self-assessment"], (await app.GetAsync("officer", id)).Ok().Open);
    }

    [Fact]
    public async Task A_survey_of_another_unit_is_refused_and_leaves_its_stage_open()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();
        var foreign = new SurveyClosed
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = app.Platform.Clock.GetUtcNow(),
            UnitCode = "18178",
            DossierId = Guid.Parse(id),
            SurveyId = Guid.CreateVersion7(),
            Round = 1,
            Met = true,
            OverallRate = 95,
            MinutesNumber = "01/BB-MTTQ",
            ClosedBy = "front",
        };

        await Assert.ThrowsAsync<RefusedEventException>(() => app.Platform.PublishAsync(foreign, foreign.EventId));

        Assert.Contains("satisfaction-survey", (await app.GetAsync("officer", id)).Ok().Open);
    }

    [Fact]
    public async Task A_period_that_leads_to_another_unit_is_refused_and_the_copies_stay()
    {
        await using var app = await DossierApp.StartAsync();
        var @event = new AdministrativeUnitChanged
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = app.Platform.Clock.GetUtcNow(),
            UnitCode = "18175",
            UnitPath = "42/439/18178",
            Version = 99,
            Name = "Xã lạ",
            Level = "commune",
            ParentCode = "439",
            ValidFrom = new DateOnly(2000, 1, 1),
            Periods = [new AdministrativeUnitPeriod(new DateOnly(2000, 1, 1), null, "Xã lạ", "439", "42/439/18178")],
        };

        await Assert.ThrowsAsync<RefusedEventException>(() => app.Platform.PublishAsync(@event, @event.EventId));

        await using var scope = app.Platform.Services.CreateAsyncScope();
        Assert.False(await scope.ServiceProvider.GetRequiredService<DossierDbContext>().Units.AnyAsync(unit => unit.Name == "Xã lạ"));
    }

    [Fact]
    public async Task A_failed_survey_is_held_again_and_a_result_of_the_old_round_changes_nothing()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();
        await app.AppraiseAsync(id);

        await app.SurveyClosesAsync(id, 1, met: false);
        await app.RemedyAsync(id);
        await app.SurveyClosesAsync(id, 1, met: true);
        var still = (await app.GetAsync("officer", id)).Ok();
        await app.SurveyClosesAsync(id, 2, met: true);
        var after = (await app.GetAsync("officer", id)).Ok();

        Assert.Equal(["satisfaction-survey"], still.Open);
        Assert.Equal(["council-vote"], after.Open);
        Assert.Equal(2, (await app.Events.WaitForAsync<StageOpened>(opened => opened is { Stage: "satisfaction-survey", Round: 2 })).Round);
    }

    [Fact]
    public async Task Both_parallel_branches_loop_in_any_order_and_meet_before_the_vote()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();
        await app.DepartmentsAcceptAsync(id);
        (
            await app.PostAsync(
                "appraiser",
                id,
                "province-appraisal",
                "conclusion",
                new
                {
                    outcome = "Returned",
                    items = new[]
                    {
                        new
                        {
                            kind = "criterion",
                            key = "20",
                            reason = "x",
                        },
                    },
                }
            )
        ).Refused(System.Net.HttpStatusCode.BadRequest, "dossier.review_item_unknown");
        (
            await app.PostAsync(
                "appraiser",
                id,
                "province-appraisal",
                "conclusion",
                new
                {
                    outcome = "Returned",
                    items = new[]
                    {
                        new
                        {
                            kind = "document",
                            key = "illustrations",
                            reason = "Ảnh mờ",
                        },
                    },
                }
            )
        ).Ok();
        await app.SurveyClosesAsync(id, 1, met: false);
        (await app.UploadAsync("officer", id, "commune-supplement", "illustrations")).Ok();
        (await app.PostAsync("officer", id, "commune-supplement", "completion")).Ok();
        await app.RemedyAsync(id);
        await app.SurveyClosesAsync(id, 2, met: true);

        await app.AppraiseAsync(id);

        Assert.Equal(["council-vote"], (await app.GetAsync("chair", id)).Ok().Open);
    }

    [Fact]
    public async Task A_two_tier_commune_of_2026_submits_itself_and_is_recognised()
    {
        await using var app = await DossierApp.StartAsync("2026-02-02T08:00:00");
        var id = await app.ToTwoTierSubmissionAsync();
        var submitted = (await app.PostAsync("commune-leader2", id, "commune-submission", "submission")).Ok();
        await app.AppraiseAsync(id);
        await app.SurveyClosesAsync(id, 1, met: true);
        await app.VoteAsync(id, "2026-02-02");
        var end = await app.RecogniseAsync(id, "2026-02-02");

        Assert.Equal("xa-ntm-2-cap", end.Body.GetProperty("pathId").GetString());
        Assert.Equal(["province-appraisal", "satisfaction-survey"], submitted.Open);
        Assert.Equal(
            DossierApp.Province,
            (await app.Events.WaitForAsync<StageOpened>(opened => opened.Stage == "satisfaction-survey")).ActorUnitPath
        );
        Assert.Equal("Recognised", end.Body.GetProperty("status").GetString());
    }
}
