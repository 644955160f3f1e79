using System.Net;
using System.Text.Json;
using Ntm.Testing;

namespace Ntm.Dossier.Tests.Features;

/// <summary>What answers a return: a new version, a changed value or proof, or an explanation; never that something was touched.</summary>
public sealed class ReturnAnswerTests
{
    private const string Stage = "commune-supplement";
    private const string Proposal = "commune-proposal";

    [Fact]
    public async Task A_required_document_taken_out_is_no_answer_to_its_return()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await ReturnedAsync(app, Proposal);

        await RemoveAsync(app, id, Proposal);

        Assert.Equal(["dossier.document_missing", "dossier.returned_item_unanswered"], (await CompleteAsync(app, id)).Codes);
        Assert.Null(AnswerTo(await app.GetAsync("officer", id), Proposal));
    }

    [Fact]
    public async Task An_explanation_does_not_stand_in_for_a_required_document()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await ReturnedAsync(app, Proposal);
        await RemoveAsync(app, id, Proposal);

        await ExplainAsync(app, id, Proposal);

        Assert.Equal(["dossier.document_missing"], (await CompleteAsync(app, id)).Codes);
    }

    [Fact]
    public async Task The_same_bytes_again_are_no_answer_and_a_new_version_is()
    {
        await using var app = await DossierApp.StartAsync();
        var (id, bytes) = (await app.ToPreparationAsync(), SampleFiles.Pdf(text: "tờ trình"));
        (await app.UploadAsync("officer", id, "commune-dossier", Proposal, bytes)).Ok();
        await app.PrepareAsync(id);
        (await app.ReturnAsync(id, "document", Proposal)).Ok();
        await RemoveAsync(app, id, Proposal, "commune-dossier");
        await RemoveAsync(app, id, Proposal, "commune-dossier");

        (await app.UploadAsync("officer", id, "commune-dossier", Proposal, bytes, "khác tên.pdf")).Ok();
        Assert.Null(AnswerTo(await app.GetAsync("officer", id), Proposal));
        (await app.UploadAsync("officer", id, "commune-dossier", Proposal)).Ok();

        Assert.Equal("document", AnswerTo(await app.GetAsync("officer", id), Proposal));
        (await app.PostAsync("officer", id, "commune-dossier", "completion")).Ok();
    }

    [Fact]
    public async Task A_new_version_that_is_taken_out_again_answers_no_more()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await ReturnedAsync(app, Proposal);
        (await app.UploadAsync("officer", id, Stage, Proposal)).Ok();

        await RemoveAsync(app, id, Proposal, last: true);

        (await CompleteAsync(app, id)).Refused(HttpStatusCode.Conflict, "dossier.returned_item_unanswered");
    }

    [Fact]
    public async Task An_optional_document_that_was_returned_may_go_with_an_explanation()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();
        (await app.UploadAsync("officer", id, "commune-dossier", "front-opinions")).Ok();
        await app.PrepareAsync(id);
        (await app.ReturnAsync(id, "document", "front-opinions")).Ok();
        await RemoveAsync(app, id, "front-opinions", "commune-dossier");

        (await app.PostAsync("officer", id, "commune-dossier", "completion")).Refused(
            HttpStatusCode.Conflict,
            "dossier.returned_item_unanswered"
        );
        await ExplainAsync(app, id, "front-opinions", "commune-dossier");
        (await app.PostAsync("officer", id, "commune-dossier", "completion")).Ok();
    }

    [Fact]
    public async Task A_review_does_not_end_well_while_a_required_document_is_absent()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();
        await app.DepartmentsAcceptAsync(id);

        (await app.PostAsync("appraiser", id, "province-appraisal", "conclusion", new { outcome = "Approved" })).Refused(
            HttpStatusCode.Conflict,
            "dossier.document_missing"
        );
    }

    [Fact]
    public async Task A_new_revision_answers_the_criteria_that_changed_in_it_and_no_others()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await CriteriaReturnedAsync(app, "11", "17");

        await app.AssessesChangingAsync(id);
        Assert.Equal([null, null], Answers(await app.GetAsync("officer", id)));
        await app.AssessesChangingAsync(id, "17", "2");
        Assert.Equal([null, "assessment"], Answers(await app.GetAsync("officer", id)));

        (await app.PostAsync("officer", id, "commune-dossier", "completion")).Refused(
            HttpStatusCode.Conflict,
            "dossier.returned_item_unanswered"
        );
        await app.AssessesChangingAsync(id, "11", "17");
        (await app.PostAsync("officer", id, "commune-dossier", "completion")).Ok();
    }

    [Fact]
    public async Task A_criterion_that_is_back_as_it_was_returned_is_unanswered_again()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await CriteriaReturnedAsync(app, "11", "17");
        await app.AssessesChangingAsync(id, "11", "17");
        await ExplainAsync(app, id, "11", "commune-dossier", "criterion");

        await app.AssessesChangingAsync(id);

        Assert.Equal(["explanation", null], Answers(await app.GetAsync("officer", id)));
    }

    [Fact]
    public async Task A_criterion_that_fails_by_the_communes_own_account_is_not_approved()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();
        (await app.ReturnAsync(id, "criterion", "17", "appraiser", "province-appraisal")).Refused(
            HttpStatusCode.Forbidden,
            "dossier.not_your_item"
        );
        using var department = app.AsNew("of-STNMT", "appraiser@42#STNMT");
        var verdict = new
        {
            kind = "criterion",
            key = "17",
            accepted = false,
            reason = "Thiếu biên bản",
        };
        var place = $"/dossiers/{id}/stages/province-appraisal/verdicts";
        (await DossierApp.SendAsync(department, HttpMethod.Put, place, new { items = new[] { verdict } })).Ok();
        (await app.PostAsync("appraiser", id, "province-appraisal", "conclusion", new { outcome = "Returned" })).Ok();
        await app.AssessesAsync(id, "17");
        (await CompleteAsync(app, id)).Ok();
        await app.DepartmentsAcceptAsync(id);
        (await app.UploadAsync("appraiser", id, "province-appraisal", "appraisal-report")).Ok();

        (await app.PostAsync("appraiser", id, "province-appraisal", "conclusion", new { outcome = "Approved" })).Refused(
            HttpStatusCode.Conflict,
            "dossier.self_assessment_not_passed"
        );
    }

    private static async Task<string> ReturnedAsync(DossierApp app, string document)
    {
        var id = await app.ToAppraisalAsync();
        (await app.ReturnAsync(id, "document", document, "appraiser", "province-appraisal")).Ok();
        return id;
    }

    private static async Task<string> CriteriaReturnedAsync(DossierApp app, params string[] criteria)
    {
        var id = await app.ToExaminationAsync();
        var items = criteria.Select(key => new
        {
            kind = "criterion",
            key,
            accepted = false,
            reason = "Thiếu số liệu",
        });
        (await app.PutAsync("reviewer", id, "district-examination", "verdicts", new { acceptRest = true, items })).Ok();
        (await app.PostAsync("reviewer", id, "district-examination", "conclusion", new { outcome = "Returned" })).Ok();
        return id;
    }

    private static Task<Answer> CompleteAsync(DossierApp app, string id) => app.PostAsync("officer", id, Stage, "completion");

    private static async Task ExplainAsync(DossierApp app, string id, string key, string stage = Stage, string kind = "document")
    {
        var explanation = new
        {
            kind,
            key,
            text = "Đã thống nhất với các thôn.",
        };
        (await app.PostAsync("officer", id, stage, "explanations", explanation)).Ok();
    }

    private static async Task RemoveAsync(DossierApp app, string id, string document, string stage = Stage, bool last = false)
    {
        var files = Item(await app.GetAsync("officer", id), document).GetProperty("files").EnumerateArray().ToList();
        var file = (last ? files[^1] : files[0]).GetProperty("id").GetString();
        var place = $"/dossiers/{id}/stages/{stage}/documents/{document}/files/{file}";
        (await app.SendAsync("officer", HttpMethod.Delete, place, null)).Ok();
    }

    private static JsonElement Item(Answer dossier, string document) =>
        dossier.Ok().Body.GetProperty("checklist").EnumerateArray().Single(item => item.GetProperty("key").GetString() == document);

    private static string? AnswerTo(Answer dossier, string key) =>
        dossier
            .Ok()
            .Body.GetProperty("returned")
            .EnumerateArray()
            .Single(item => item.GetProperty("key").GetString() == key)
            .GetProperty("answeredBy")
            .GetString();

    private static List<string?> Answers(Answer dossier) =>
        [
            .. dossier
                .Ok()
                .Body.GetProperty("returned")
                .EnumerateArray()
                .OrderBy(item => item.GetProperty("key").GetString())
                .Select(item => item.GetProperty("answeredBy").GetString()),
        ];
}
