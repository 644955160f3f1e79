using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Contracts.Dossier.V1;
using Ntm.Dossier.Domain.Submissions;

namespace Ntm.Dossier.Tests.Features;

public sealed class SubmitDossierTests
{
    private static readonly DateTimeOffset CutOff = DossierApp.At("2023-04-10T00:00:00");

    [Fact]
    public async Task Submission_one_tick_before_10_April_is_accepted_with_a_receipt_that_verifies()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToSubmissionAsync();
        app.Platform.Clock.SetTo(CutOff.AddTicks(-1));

        var submitted = (await app.PostAsync("district-leader", id, "district-submission", "submission")).Ok();

        var receipt = submitted.Body.GetProperty("receipts")[0].Deserialize<SubmissionReceipt>(JsonSerializerOptions.Web)!;
        Assert.True(app.Platform.Services.GetRequiredService<ReceiptSigner>().Verify(receipt));
        Assert.False(app.Platform.Services.GetRequiredService<ReceiptSigner>().Verify(receipt with { ContentHash = new string('0', 64) }));
        Assert.Equal(["province-appraisal", "satisfaction-survey"], submitted.Open);
        var @event = (await app.Events.WaitForAsync<DossierSubmitted>())[0];
        Assert.Equal((receipt.Number, receipt.ContentHash), (@event.ReceiptNumber, @event.ContentHash));
    }

    [Fact]
    public async Task Submission_at_10_April_00_00_is_refused_and_the_draft_stays()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToSubmissionAsync();
        app.Platform.Clock.SetTo(CutOff);

        var refused = await app.PostAsync("district-leader", id, "district-submission", "submission");
        var after = (await app.GetAsync("district-leader", id)).Ok();

        refused.Refused(HttpStatusCode.Conflict, "dossier.submission_closed");
        Assert.Contains("gia hạn", refused.Body.GetProperty("detail").GetString());
        Assert.Equal(["district-submission"], after.Open);
        Assert.DoesNotContain("SubmitDossier", after.Actions);
        Assert.Contains("AddFile", after.Actions);
        Assert.Equal(
            2,
            after
                .Body.GetProperty("checklist")
                .EnumerateArray()
                .Count(item =>
                    item.GetProperty("key").GetString()!.StartsWith("district", StringComparison.Ordinal)
                    && item.GetProperty("files").GetArrayLength() == 1
                )
        );
        Assert.Empty(app.Events.Of<DossierSubmitted>());
    }

    [Fact]
    public async Task An_extension_accepts_submissions_up_to_the_last_tick_before_the_new_day()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToSubmissionAsync();
        app.Platform.Clock.SetTo(CutOff.AddDays(2));

        var extended = (await app.PostAsync("province-leader", id, "district-submission", "extensions", Extension("2023-04-20"))).Ok();
        app.Platform.Clock.SetTo(DossierApp.At("2023-04-20T00:00:00"));
        (await app.PostAsync("district-leader", id, "district-submission", "submission")).Refused(
            HttpStatusCode.Conflict,
            "dossier.submission_closed"
        );
        (await app.PostAsync("province-leader", id, "district-submission", "extensions", Extension("2023-04-21"))).Ok();
        app.Platform.Clock.SetTo(DossierApp.At("2023-04-20T23:59:59.9999999"));
        var submitted = await app.PostAsync("district-leader", id, "district-submission", "submission");

        Assert.Equal(DossierApp.At("2023-04-20T00:00:00"), extended.Stage("district-submission").GetProperty("dueAt").GetDateTimeOffset());
        submitted.Ok();
        var @event = (await app.Events.WaitForAsync<SubmissionExtended>(2))[0];
        Assert.Equal((DossierApp.At("2023-04-20T00:00:00"), "456/UBND-NL"), (@event.Until, @event.DocumentNumber));
    }

    [Fact]
    public async Task A_mistyped_extension_is_corrected_by_a_document_with_its_reason()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToSubmissionAsync();
        (await app.PostAsync("province-leader", id, "district-submission", "extensions", Extension("2023-12-20"))).Ok();

        (await app.PostAsync("province-leader", id, "district-submission", "extensions", Extension("2023-04-20"))).Refused(
            HttpStatusCode.BadRequest,
            "dossier.extension_too_early"
        );
        var corrected = (
            await app.PostAsync("province-leader", id, "district-submission", "extensions", Extension("2023-04-20", correction: "Ghi nhầm"))
        ).Ok();

        Assert.Equal(DossierApp.At("2023-04-20T00:00:00"), corrected.Stage("district-submission").GetProperty("dueAt").GetDateTimeOffset());
        Assert.Equal(
            [null, "Ghi nhầm"],
            corrected.Body.GetProperty("extensions").EnumerateArray().Select(entry => entry.GetProperty("correction").GetString())
        );
        var @event = (await app.Events.WaitForAsync<SubmissionExtended>(2))[1];
        Assert.Equal((DossierApp.At("2023-04-20T00:00:00"), "Ghi nhầm"), (@event.Until, @event.Correction));
        await app.ActedAsync(id, "submission.extension_corrected");
        app.Platform.Clock.SetTo(DossierApp.At("2023-04-20T00:00:00"));
        (await app.PostAsync("district-leader", id, "district-submission", "submission")).Refused(
            HttpStatusCode.Conflict,
            "dossier.submission_closed"
        );
    }

    [Theory]
    [InlineData("2024-01-01", null)]
    [InlineData("2024-01-02", "dossier.extension_beyond_campaign")]
    [InlineData("2203-04-20", "dossier.extension_beyond_campaign")]
    [InlineData("9999-12-31", "dossier.extension_beyond_campaign")]
    public async Task An_extension_ends_with_the_campaign_of_its_year(string before, string? code)
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToSubmissionAsync();

        var answer = await app.PostAsync("province-leader", id, "district-submission", "extensions", Extension(before));

        if (code is null)
        {
            answer.Ok();
        }
        else
        {
            answer.Refused(HttpStatusCode.BadRequest, code);
        }
    }

    [Fact]
    public async Task A_correction_needs_an_extension_to_correct_and_never_closes_a_day_that_has_begun()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToSubmissionAsync();
        Task<Answer> CorrectAsync(string before) =>
            app.PostAsync("province-leader", id, "district-submission", "extensions", Extension(before, correction: "Ghi nhầm"));

        (await CorrectAsync("2023-04-20")).Refused(HttpStatusCode.Conflict, "dossier.no_extension_to_correct");
        (await app.PostAsync("province-leader", id, "district-submission", "extensions", Extension("2023-06-20"))).Ok();
        (await CorrectAsync("2023-04-10")).Refused(HttpStatusCode.BadRequest, "dossier.extension_too_early");
        app.Platform.Clock.SetTo(DossierApp.At("2023-04-25T00:00:00"));
        (await CorrectAsync("2023-04-25")).Refused(HttpStatusCode.BadRequest, "dossier.extension_too_early");
        (await CorrectAsync("2023-04-26")).Ok();
    }

    [Theory]
    [InlineData("district-leader", "2023-04-20", "2023-02-01", HttpStatusCode.Forbidden, "dossier.not_actor")]
    [InlineData("province-leader", "2023-04-10", "2023-02-01", HttpStatusCode.BadRequest, "dossier.extension_too_early")]
    [InlineData("province-leader", "2023-04-20", "2023-02-02", HttpStatusCode.BadRequest, "dossier.date_in_future")]
    public async Task An_extension_by_the_wrong_person_or_with_wrong_dates_is_refused(
        string person,
        string before,
        string documentDate,
        HttpStatusCode status,
        string code
    )
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToSubmissionAsync();

        (await app.PostAsync(person, id, "district-submission", "extensions", Extension(before, documentDate))).Refused(status, code);
    }

    [Fact]
    public async Task Only_a_submission_with_a_legal_cut_off_can_be_extended()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToSubmissionAsync();

        (await app.PostAsync("province-leader", id, "commune-dossier", "extensions", Extension("2023-04-20"))).Refused(
            HttpStatusCode.Conflict,
            "dossier.no_cut_off"
        );
        (await app.PostAsync("province-leader", id, "no-such-stage", "extensions", Extension("2023-04-20"))).Refused(
            HttpStatusCode.NotFound,
            "dossier.stage_unknown"
        );
    }

    [Fact]
    public async Task Everything_that_is_missing_is_named_at_once_and_nobody_else_may_submit()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        await app.ExamineAsync(id);

        var missing = await app.PostAsync("district-leader", id, "district-submission", "submission");
        var other = await app.PostAsync("reviewer", id, "district-submission", "submission");

        Assert.Equal(["dossier.document_missing", "dossier.document_missing"], missing.Codes);
        other.Refused(HttpStatusCode.Forbidden, "dossier.not_actor");
    }

    [Fact]
    public async Task A_failing_self_assessment_keeps_the_dossier_from_being_submitted()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (
            await app.PostAsync(
                "reviewer",
                id,
                "district-examination",
                "conclusion",
                new
                {
                    outcome = "Returned",
                    items = new[]
                    {
                        new
                        {
                            kind = "criterion",
                            key = "17",
                            reason = "Thiếu biên bản",
                        },
                    },
                }
            )
        ).Ok();
        await app.AssessesAsync(id, "17");
        (await app.PostAsync("officer", id, "commune-dossier", "completion")).Ok();
        await app.ExamineAsync(id);

        var refused = await app.PostAsync("district-leader", id, "district-submission", "submission");

        refused.Refused(HttpStatusCode.Conflict, "dossier.self_assessment_not_passed");
    }

    private static object Extension(string before, string documentDate = "2023-02-01", string? correction = null) =>
        new
        {
            before,
            documentNumber = "456/UBND-NL",
            documentDate,
            correction,
        };
}
