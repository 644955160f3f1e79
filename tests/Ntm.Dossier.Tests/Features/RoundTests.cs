using System.Net;
using System.Text.Json;

namespace Ntm.Dossier.Tests.Features;

/// <summary>Documents belong to the round in which they were put in; where the path goes back, those of what is redone lapse.</summary>
public sealed class RoundTests
{
    private const string Day = "2023-02-01";

    [Fact]
    public async Task After_a_lost_vote_no_paper_of_the_first_lap_satisfies_the_second()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        var before = Item(await app.GetAsync("officer", id), "result-report").GetProperty("files")[0];

        await app.VoteAsync(id, Day, against: 3);

        Assert.Equal(
            Enumerable.Repeat("dossier.document_missing", 5),
            (await app.PostAsync("officer", id, "commune-dossier", "completion")).Codes
        );
        var after = Item(await app.GetAsync("officer", id), "result-report");
        Assert.Equal(0, after.GetProperty("files").GetArrayLength());
        Assert.Equal(before.GetProperty("id").GetString(), after.GetProperty("earlier")[0].GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.OK, (await app.ReadAsync("officer", $"/dossiers/{id}/files/{before.GetProperty("id")}")).Status);
        await app.PrepareAsync(id);
        await app.ExamineAsync(id);
        Assert.Equal(
            ["dossier.document_missing", "dossier.document_missing"],
            (await app.PostAsync("district-leader", id, "district-submission", "submission")).Codes
        );
    }

    [Fact]
    public async Task The_same_picture_may_be_put_in_again_in_the_next_lap()
    {
        await using var app = await DossierApp.StartAsync();
        var bytes = Ntm.Testing.SampleFiles.Pdf(text: "ảnh");
        var id = await app.ToPreparationAsync();
        (await app.UploadAsync("officer", id, "commune-dossier", "illustrations", bytes)).Ok();
        await app.PrepareAsync(id);
        await app.ExamineAsync(id);
        await app.ProposeAsync(id);
        (await app.PostAsync("district-leader", id, "district-submission", "submission")).Ok();
        await app.AppraiseAsync(id);
        await app.SurveyClosesAsync(id, 1, met: true);
        await app.VoteAsync(id, Day, against: 3);

        (await app.UploadAsync("officer", id, "commune-dossier", "illustrations", bytes)).Ok();
        var again = (await app.UploadAsync("officer", id, "commune-dossier", "illustrations", bytes));

        again.Refused(HttpStatusCode.Conflict, "dossier.file_already_there");
    }

    [Fact]
    public async Task The_examination_report_of_the_round_before_is_none_on_this_one()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (await app.UploadAsync("reviewer", id, "district-examination", "examination-report")).Ok();
        (await app.ReturnAsync(id, "document", "commune-proposal")).Ok();
        (await app.UploadAsync("officer", id, "commune-dossier", "commune-proposal")).Ok();
        (await app.PostAsync("officer", id, "commune-dossier", "completion")).Ok();
        (await app.PutAsync("reviewer", id, "district-examination", "verdicts", new { acceptRest = true })).Ok();

        var refused = await app.PostAsync("reviewer", id, "district-examination", "conclusion", new { outcome = "Approved" });
        (await app.UploadAsync("reviewer", id, "district-examination", "examination-report")).Ok();

        Assert.Equal(["dossier.document_missing"], refused.Codes);
        (await app.PostAsync("reviewer", id, "district-examination", "conclusion", new { outcome = "Approved" })).Ok();
    }

    [Fact]
    public async Task A_return_leaves_the_papers_of_the_preparation_in_force()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (await app.ReturnAsync(id, "document", "commune-proposal")).Ok();

        Assert.Equal(["dossier.returned_item_unanswered"], (await app.PostAsync("officer", id, "commune-dossier", "completion")).Codes);
    }

    [Fact]
    public async Task A_remedy_needs_a_plan_and_its_proof_in_every_round()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();
        await app.AppraiseAsync(id);
        for (var round = 1; round <= 2; round++)
        {
            await app.SurveyClosesAsync(id, round, met: false);
            Assert.Equal(
                ["dossier.document_missing", "dossier.document_missing"],
                (await app.PostAsync("officer", id, "survey-remedy", "completion")).Codes
            );
            await app.RemedyAsync(id);
        }

        Assert.Equal(["satisfaction-survey"], (await app.GetAsync("officer", id)).Ok().Open);
    }

    [Fact]
    public async Task What_a_remedy_holds_is_not_judged_by_the_appraisal_beside_it()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();
        await app.SurveyClosesAsync(id, 1, met: false);
        (await app.UploadAsync("officer", id, "survey-remedy", "remedy-plan")).Ok();

        // The commune still owes the proof of its remedy; the appraisal goes on all the same.
        await app.AppraiseAsync(id);

        Assert.Equal(["survey-remedy"], (await app.GetAsync("officer", id)).Ok().Open);
    }

    private static JsonElement Item(Answer dossier, string document) =>
        dossier.Ok().Body.GetProperty("checklist").EnumerateArray().Single(item => item.GetProperty("key").GetString() == document);
}
