using System.Net;
using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Persistence;
using Ntm.Contracts.Dossier.V1;
using Ntm.Testing;

namespace Ntm.Dossier.Tests.Features;

/// <summary>A review concludes that the commune does not qualify (không đạt), while the survey runs beside it.</summary>
public sealed class RejectionTests
{
    private const string Appraisal = "province-appraisal";

    private static readonly object Rejected = new { outcome = "Rejected", reason = "Tiêu chí 17 không đạt" };

    [Fact]
    public async Task A_rejection_by_the_province_cancels_the_survey_and_leads_to_the_refusal()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();

        var rejected = (await app.PostAsync("appraiser", id, Appraisal, "conclusion", Rejected)).Ok();

        Assert.Equal(["refused"], rejected.Open);
        Assert.Equal(0, (await app.ReadAsync("surveyor", "/dossiers/inbox")).Ok().Body.GetProperty("items").GetArrayLength());
        var survey = await app.Events.WaitForAsync<StageCompleted>(completed => completed.Kind == "Survey");
        Assert.Equal(("satisfaction-survey", 1, "Cancelled"), (survey.Stage, survey.Round, survey.Outcome));
        await app.SurveyClosesAsync(id, 1, met: true);
        await app.ActedAsync(id, "survey.too_late");
        var closed = (await app.PostAsync("province-leader", id, "refused", "completion")).Ok();
        Assert.Equal("Refused", closed.Body.GetProperty("status").GetString());
        (await app.OpenAsync()).Ok();
    }

    [Fact]
    public async Task A_rejection_takes_along_what_waits_at_the_join_or_is_being_remedied()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();
        await app.SurveyClosesAsync(id, 1, met: true);
        Assert.Equal(["refused"], (await app.PostAsync("appraiser", id, Appraisal, "conclusion", Rejected)).Ok().Open);
        (await app.PostAsync("province-leader", id, "refused", "completion")).Ok();

        var second = await app.ToAppraisalAsync();
        await app.SurveyClosesAsync(second, 1, met: false);
        Assert.Equal(["refused"], (await app.PostAsync("appraiser", second, Appraisal, "conclusion", Rejected)).Ok().Open);
        (await app.PostAsync("province-leader", second, "refused", "completion")).Ok();
    }

    [Fact]
    public async Task A_rejection_by_the_province_needs_its_reason_and_the_consolidating_office()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();

        (await app.PostAsync("appraiser", id, Appraisal, "conclusion", new { outcome = "Rejected" })).Refused(
            HttpStatusCode.BadRequest,
            "dossier.reason_needed"
        );
        (await app.PostAsync("transport", id, Appraisal, "conclusion", Rejected)).Refused(HttpStatusCode.Forbidden, "dossier.not_actor");
    }

    [Fact]
    public async Task The_survey_in_the_assessment_service_ends_with_the_rejection()
    {
        await using var app = await ReconciliationApp.StartAsync();
        var id = await app.ToAppraisalAsync();
        await app.DeliveredAsync();

        (await app.PostAsync("appraiser", id, Appraisal, "conclusion", Rejected)).Ok();

        await Eventually.TrueAsync(
            () => app.LookAsync<AssessmentDbContext, bool>(db => db.Surveys.AnyAsync(survey => survey.Ended && survey.Minutes == null)),
            "the survey has ended"
        );
    }
}
