using System.Net;
using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Persistence;
using Ntm.Contracts.Dossier.V1;
using Ntm.Testing;

namespace Ntm.Dossier.Tests.Features;

public sealed class WithdrawDossierTests
{
    private const string Day = "2023-02-01";

    private static readonly object Reason = new { reason = "Xã rà soát lại tiêu chí 17" };

    [Fact]
    public async Task The_communes_leader_withdraws_it_with_a_reason_and_all_open_work_ends()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();
        Assert.Equal(["WithdrawDossier"], (await app.GetAsync("commune-leader", id)).Ok().Actions);

        var withdrawn = (await WithdrawAsync(app, id)).Ok();

        Assert.Equal("Withdrawn", withdrawn.Body.GetProperty("status").GetString());
        Assert.Equal("Xã rà soát lại tiêu chí 17", withdrawn.Body.GetProperty("withdrawal").GetProperty("reason").GetString());
        Assert.Empty(withdrawn.Open);
        Assert.Empty(withdrawn.Actions);
        Assert.Equal(0, (await app.ReadAsync("appraiser", "/dossiers/inbox")).Ok().Body.GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await app.ReadAsync("surveyor", "/dossiers/inbox")).Ok().Body.GetProperty("items").GetArrayLength());
        Assert.Equal("Withdrawn", (await app.Events.WaitForAsync<DossierClosed>())[0].Outcome);
        var @event = app.Events.Of<DossierWithdrawn>().Single();
        Assert.Equal(("Xã rà soát lại tiêu chí 17", "commune-leader"), (@event.Reason, @event.WithdrawnBy));
        Assert.Equal(
            [("province-appraisal", "appraiser", "42"), ("satisfaction-survey", "surveyor", "42/439")],
            @event.EndedWork.Select(work => (work.Stage, work.ActorRole, work.ActorUnitPath)).Order()
        );
        Assert.Equal(
            ["province-appraisal", "satisfaction-survey"],
            app.Events.Of<StageCompleted>()
                .Where(completed => completed.Outcome == "Withdrawn")
                .Select(completed => completed.Stage)
                .Order()
        );
        await app.ActedAsync(id, "dossier.withdrawn");
    }

    [Fact]
    public async Task A_withdrawal_by_letter_names_both()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();
        using var deputy = app.AsNew("deputy", $"leader@{DossierApp.Commune}~commune-leader");

        (await DossierApp.SendAsync(deputy, HttpMethod.Post, $"/dossiers/{id}/withdrawal", Reason)).Ok();

        var audit = (await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok().Body.GetProperty("entries").EnumerateArray();
        var entry = audit.Single(one => one.GetProperty("action").GetString() == "dossier.withdrawn");
        Assert.Equal("deputy", entry.GetProperty("actor").GetString());
        Assert.Equal("commune-leader", entry.GetProperty("onBehalfOf").GetString());
    }

    [Fact]
    public async Task A_new_dossier_of_the_same_year_may_follow()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();
        (await WithdrawAsync(app, id)).Ok();

        var next = (await app.OpenAsync()).Ok();

        Assert.NotEqual(id, next.Id);
        Assert.Equal(["self-assessment"], next.Open);
    }

    [Theory]
    [InlineData("officer", HttpStatusCode.Forbidden, "dossier.not_actor")]
    [InlineData("district-leader", HttpStatusCode.Forbidden, "dossier.not_actor")]
    [InlineData("province-leader", HttpStatusCode.Forbidden, "dossier.not_actor")]
    [InlineData("commune-leader2", HttpStatusCode.NotFound, "dossier.not_found")]
    public async Task Nobody_else_withdraws_it(string person, HttpStatusCode status, string code)
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();

        (await WithdrawAsync(app, id, person)).Refused(status, code);
    }

    [Fact]
    public async Task A_withdrawal_without_a_reason_is_refused()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();

        (await app.SendAsync("commune-leader", HttpMethod.Post, $"/dossiers/{id}/withdrawal", new { reason = " " })).Refused(
            HttpStatusCode.BadRequest,
            "request.invalid"
        );
    }

    [Fact]
    public async Task It_can_be_withdrawn_until_the_first_ballot_and_no_more_from_then_on()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        (await app.ConveneAsync(id)).Ok();
        Assert.Contains("WithdrawDossier", (await app.GetAsync("commune-leader", id)).Ok().Actions);
        (
            await app.PutAsync("chair", id, "council-vote", "council/attendance", new { present = new[] { "chair", "member1", "member2" } })
        ).Ok();
        (await app.PostAsync("chair", id, "council-vote", "council/ballots", new { choice = "InFavour" })).Ok();

        (await WithdrawAsync(app, id)).Refused(HttpStatusCode.Conflict, "dossier.withdrawal_too_late");
        Assert.Empty((await app.GetAsync("commune-leader", id)).Ok().Actions);
    }

    [Fact]
    public async Task A_convened_session_ends_with_the_withdrawal()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        (await app.ConveneAsync(id)).Ok();

        (await WithdrawAsync(app, id)).Ok();

        (
            await app.PutAsync("chair", id, "council-vote", "council/attendance", new { present = new[] { "chair", "member1", "member2" } })
        ).Refused(HttpStatusCode.Conflict, "dossier.stage_not_open");
    }

    [Fact]
    public async Task After_a_carried_vote_and_after_the_end_it_is_too_late_and_after_a_lost_one_it_is_not()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        await app.VoteAsync(id, Day, against: 3);
        Assert.Contains("WithdrawDossier", (await app.GetAsync("commune-leader", id)).Ok().Actions);
        await app.PrepareAsync(id);
        await app.ExamineAsync(id);
        await app.ProposeAsync(id);
        (await app.PostAsync("district-leader", id, "district-submission", "submission")).Ok();
        await app.AppraiseAsync(id);
        await app.SurveyClosesAsync(id, 2, met: true);

        await app.VoteAsync(id, Day);
        (await WithdrawAsync(app, id)).Refused(HttpStatusCode.Conflict, "dossier.withdrawal_too_late");
        await app.RecogniseAsync(id, Day);
        (await WithdrawAsync(app, id)).Refused(HttpStatusCode.Conflict, "dossier.withdrawal_too_late");
    }

    [Fact]
    public async Task A_result_that_comes_after_the_withdrawal_changes_nothing_and_nobody_is_reminded()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();
        (await WithdrawAsync(app, id)).Ok();

        await app.SurveyClosesAsync(id, 1, met: true);
        await app.AssessesAsync(id);
        app.Platform.Clock.SetTo(DossierApp.At("2023-06-01T00:00:00"));
        await app.NothingIsScheduledAsync();

        Assert.Equal("Withdrawn", (await app.GetAsync("officer", id)).Ok().Body.GetProperty("status").GetString());
        Assert.Empty(app.Events.Of<DeadlineMissed>());
        await app.ActedAsync(id, "survey.too_late", "assessment.too_late");
    }

    [Fact]
    public async Task The_open_survey_ends_and_the_self_assessment_locks_with_the_withdrawal()
    {
        await using var app = await ReconciliationApp.StartAsync();
        var id = await app.ToAppraisalAsync();
        await app.DeliveredAsync();
        (await WithdrawAsync(app, id)).Ok();

        await app.DeliveredAsync();
        await Eventually.TrueAsync(
            () => app.LookAsync<AssessmentDbContext, bool>(db => db.Surveys.AnyAsync(survey => survey.Ended)),
            "the survey has ended"
        );

        Assert.True(await app.LookAsync<AssessmentDbContext, bool>(db => db.Stages.AllAsync(stage => stage.Completed)));
        Assert.Empty(await app.AskAsync());
        Assert.Empty(await app.DifferencesAsync());
    }

    private static Task<Answer> WithdrawAsync(DossierApp app, string id, string person = "commune-leader") =>
        app.SendAsync(person, HttpMethod.Post, $"/dossiers/{id}/withdrawal", Reason);
}
