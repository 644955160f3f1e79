using System.Net;
using System.Text.Json;
using Ntm.Contracts.Dossier.V1;

namespace Ntm.Dossier.Tests.Features;

public sealed class ReviewTests
{
    private const string Examination = "district-examination";
    private const string Appraisal = "province-appraisal";

    [Fact]
    public async Task Two_returned_criteria_are_answered_and_only_they_are_judged_again()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (
            await app.PutAsync(
                "reviewer",
                id,
                Examination,
                "verdicts",
                new
                {
                    acceptRest = true,
                    items = new[]
                    {
                        Verdict("criterion", "11", false, "Thiếu danh sách hộ nghèo"),
                        Verdict("criterion", "17", false, "Chưa có kết quả thu gom"),
                    },
                }
            )
        ).Ok();
        var returned = (await app.PostAsync("reviewer", id, Examination, "conclusion", new { outcome = "Returned" })).Ok();

        var unanswered = await app.PostAsync("officer", id, "commune-dossier", "completion");
        await app.AssessesAsync(id);
        (await app.PostAsync("officer", id, "commune-dossier", "completion")).Ok();
        var diff = (await app.ReadAsync("reviewer", $"/dossiers/{id}/stages/{Examination}/diff")).Ok().Body;
        var again = await app.PutAsync(
            "reviewer",
            id,
            Examination,
            "verdicts",
            new { items = new[] { Verdict("criterion", "2", false, "Xem lại") } }
        );
        (await app.UploadAsync("reviewer", id, Examination, "examination-report")).Ok();
        var tooEarly = await app.PostAsync("reviewer", id, Examination, "conclusion", new { outcome = "Approved" });
        (
            await app.PutAsync(
                "reviewer",
                id,
                Examination,
                "verdicts",
                new { items = new[] { Verdict("criterion", "11", true), Verdict("criterion", "17", true) } }
            )
        ).Ok();
        var approved = (await app.PostAsync("reviewer", id, Examination, "conclusion", new { outcome = "Approved" })).Ok();

        Assert.Equal(["commune-dossier"], returned.Open);
        Assert.Equal(["dossier.returned_item_unanswered", "dossier.returned_item_unanswered"], unanswered.Codes);
        Assert.Equal(["11", "17"], diff.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("key").GetString()));
        var indicator = diff.GetProperty("items")[0].GetProperty("indicators")[0];
        Assert.Equal("1,0 %", indicator.GetProperty("before").GetProperty("value").GetString());
        Assert.Equal("2,0 %", indicator.GetProperty("now").GetProperty("value").GetString());
        Assert.Equal("assessment", diff.GetProperty("items")[0].GetProperty("answeredBy").GetString());
        Assert.Equal(17 + 5, diff.GetProperty("stillAccepted").GetArrayLength());
        again.Refused(HttpStatusCode.Conflict, "dossier.item_already_accepted");
        Assert.Equal(["dossier.verdict_missing", "dossier.verdict_missing"], tooEarly.Codes);
        Assert.Equal(["district-submission"], approved.Open);
        var @event = (await app.Events.WaitForAsync<ItemsReturned>())[0];
        Assert.Equal([("criterion", "11"), ("criterion", "17")], @event.Items.Select(item => (item.Kind, item.Key)));
        Assert.Equal(
            ["11", "17"],
            (await app.Events.WaitForAsync<StageOpened>(opened => opened is { Stage: "commune-dossier", Round: 2 })).EditableCriteria
        );
        Assert.Equal(
            [],
            (await app.Events.WaitForAsync<StageOpened>(opened => opened is { Stage: "commune-dossier", Round: 1 })).EditableCriteria
        );
    }

    [Fact]
    public async Task A_returned_document_may_be_replaced_and_the_diff_shows_both_files()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (
            await app.PutAsync(
                "reviewer",
                id,
                Examination,
                "verdicts",
                new { acceptRest = true, items = new[] { Verdict("document", "commune-proposal", false, "Thiếu chữ ký") } }
            )
        ).Ok();
        (await app.PostAsync("reviewer", id, Examination, "conclusion", new { outcome = "Returned" })).Ok();
        var old = FileOf(await app.GetAsync("officer", id), "commune-proposal");

        var accepted = await app.UploadAsync("officer", id, "commune-dossier", "result-report");
        (await app.UploadAsync("officer", id, "commune-dossier", "commune-proposal", name: "tờ trình mới.pdf")).Ok();
        (
            await app.SendAsync(
                "officer",
                HttpMethod.Delete,
                $"/dossiers/{id}/stages/commune-dossier/documents/commune-proposal/files/{old}",
                null
            )
        ).Ok();
        (await app.PostAsync("officer", id, "commune-dossier", "completion")).Ok();
        var item = (await app.ReadAsync("reviewer", $"/dossiers/{id}/stages/{Examination}/diff")).Ok().Body.GetProperty("items")[0];

        accepted.Refused(HttpStatusCode.Conflict, "dossier.document_accepted");
        Assert.Equal("document", item.GetProperty("answeredBy").GetString());
        Assert.Equal("tờ trình mới.pdf", item.GetProperty("added")[0].GetProperty("name").GetString());
        Assert.Equal(old, item.GetProperty("removed")[0].GetProperty("id").GetString());
        using var client = app.As("reviewer");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/dossiers/{id}/files/{old}")).StatusCode);
    }

    [Fact]
    public async Task A_returned_item_may_be_explained_and_is_answered_at_the_supplement()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();
        await app.DepartmentsAcceptAsync(id);
        (
            await app.PostAsync(
                "appraiser",
                id,
                Appraisal,
                "conclusion",
                new
                {
                    outcome = "Returned",
                    items = new[]
                    {
                        new
                        {
                            kind = "document",
                            key = "result-report",
                            reason = "Chưa rõ nguồn vốn",
                        },
                    },
                }
            )
        ).Ok();

        var unknown = await app.PostAsync("officer", id, "commune-supplement", "explanations", Explanation("criterion", "5"));
        (await app.PostAsync("officer", id, "commune-supplement", "explanations", Explanation("document", "result-report"))).Ok();
        var back = (await app.PostAsync("officer", id, "commune-supplement", "completion")).Ok();
        var diff = (await app.ReadAsync("appraiser", $"/dossiers/{id}/stages/{Appraisal}/diff")).Ok().Body;

        unknown.Refused(HttpStatusCode.NotFound, "dossier.returned_item_unknown");
        Assert.Equal([Appraisal, "satisfaction-survey"], back.Open);
        Assert.Equal("Đã bổ sung nguồn vốn.", diff.GetProperty("items")[0].GetProperty("explanation").GetString());
        Assert.Equal([], (await app.Events.WaitForAsync<StageOpened>(opened => opened.Stage == "commune-supplement")).EditableCriteria);
    }

    [Fact]
    public async Task Departments_judge_their_own_criteria_in_parallel_and_one_office_concludes()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();

        var foreign = await app.PutAsync(
            "transport",
            id,
            Appraisal,
            "verdicts",
            new { items = new[] { Verdict("criterion", "2", true), Verdict("criterion", "1", true) } }
        );
        var document = await app.PutAsync(
            "transport",
            id,
            Appraisal,
            "verdicts",
            new { items = new[] { Verdict("document", "result-report", true) } }
        );
        var conclude = await app.PostAsync("transport", id, Appraisal, "conclusion", new { outcome = "Approved" });
        var both = await Task.WhenAll(
            app.PutAsync("transport", id, Appraisal, "verdicts", new { items = new[] { Verdict("criterion", "2", true) } }),
            app.PutAsync("construction", id, Appraisal, "verdicts", new { acceptRest = true })
        );
        var items = (await app.GetAsync("appraiser", id))
            .Ok()
            .Body.GetProperty("reviews")
            .EnumerateArray()
            .Single(review => review.GetProperty("stage").GetString() == Appraisal)
            .GetProperty("items")
            .EnumerateArray()
            .Where(item => item.GetProperty("accepted").ValueKind == JsonValueKind.True)
            .Select(item => item.GetProperty("key").GetString());

        foreign.Refused(HttpStatusCode.Forbidden, "dossier.not_your_item");
        document.Refused(HttpStatusCode.Forbidden, "dossier.not_your_item");
        conclude.Refused(HttpStatusCode.Forbidden, "dossier.not_actor");
        Assert.All(both, answer => answer.Ok());
        Assert.Equal(["1", "2", "9"], items.Order());
    }

    [Fact]
    public async Task Who_prepared_a_dossier_may_neither_judge_nor_conclude_it_whatever_roles_he_holds()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        using var both = app.AsNew("officer", $"reviewer@{DossierApp.District}");

        var verdict = await DossierApp.SendAsync(
            both,
            HttpMethod.Put,
            $"/dossiers/{id}/stages/{Examination}/verdicts",
            new { acceptRest = true }
        );
        var conclusion = await DossierApp.SendAsync(
            both,
            HttpMethod.Post,
            $"/dossiers/{id}/stages/{Examination}/conclusion",
            new { outcome = "Approved" }
        );
        var seen = await DossierApp.SendAsync(both, HttpMethod.Get, $"/dossiers/{id}", null);

        verdict.Refused(HttpStatusCode.Forbidden, "dossier.separation_of_duties");
        conclusion.Refused(HttpStatusCode.Forbidden, "dossier.separation_of_duties");
        Assert.Empty(seen.Ok().Actions);
    }

    [Theory]
    [InlineData("Returned", null, "dossier.return_needs_items")]
    [InlineData("Rejected", null, "dossier.reason_needed")]
    [InlineData("Carried", "vì sao", "dossier.outcome_unknown")]
    public async Task A_conclusion_without_what_it_needs_is_refused(string outcome, string? reason, string code)
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();

        (await app.PostAsync("reviewer", id, Examination, "conclusion", new { outcome, reason })).Refused(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task Verdicts_with_faults_are_refused_as_a_whole_and_every_fault_is_named()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();

        var empty = await app.PutAsync("reviewer", id, Examination, "verdicts", new { });
        var faulty = await app.PutAsync(
            "reviewer",
            id,
            Examination,
            "verdicts",
            new { items = new[] { Verdict("criterion", "1", true), Verdict("criterion", "99", true), Verdict("criterion", "2", false) } }
        );
        var reviews = (await app.GetAsync("reviewer", id)).Ok().Body.GetProperty("reviews")[0].GetProperty("items").EnumerateArray();

        empty.Refused(HttpStatusCode.BadRequest, "dossier.nothing_given");
        Assert.Equal(["dossier.review_item_unknown", "dossier.reason_needed"], faulty.Codes);
        Assert.All(reviews, item => Assert.Equal(JsonValueKind.Null, item.GetProperty("accepted").ValueKind));
    }

    [Fact]
    public async Task A_rejected_dossier_is_closed_as_refused()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (await app.PostAsync("reviewer", id, Examination, "conclusion", new { outcome = "Rejected", reason = "Chưa đủ điều kiện" })).Ok();

        var closed = (await app.PostAsync("province-leader", id, "refused", "completion", new { note = "Đã trả lời bằng văn bản" })).Ok();

        Assert.Equal("Refused", closed.Body.GetProperty("status").GetString());
        Assert.Equal("Refused", (await app.Events.WaitForAsync<DossierClosed>())[0].Outcome);
        Assert.Empty(closed.Actions);
    }

    [Fact]
    public async Task The_clock_of_a_review_stands_still_between_return_and_re_entry()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        var first = (await app.GetAsync("reviewer", id)).Ok().Stage(Examination).GetProperty("dueAt").GetDateTimeOffset();
        app.Platform.Clock.SetTo(DossierApp.At("2023-02-08T09:00:00"));
        (
            await app.PostAsync(
                "reviewer",
                id,
                Examination,
                "conclusion",
                new
                {
                    outcome = "Returned",
                    items = new[]
                    {
                        new
                        {
                            kind = "criterion",
                            key = "3",
                            reason = "Thiếu bản đồ",
                        },
                    },
                }
            )
        ).Ok();
        app.Platform.Clock.SetTo(DossierApp.At("2023-03-06T09:00:00"));
        await app.AssessesAsync(id);

        var back = (await app.PostAsync("officer", id, "commune-dossier", "completion")).Ok();

        // 15 working days from 1 February; 5 were used (2, 3, 6, 7, 8 February), 10 are left from 6 March on.
        Assert.Equal(DossierApp.At("2023-02-23T00:00:00"), first);
        Assert.Equal(DossierApp.At("2023-03-21T00:00:00"), back.Stage(Examination).GetProperty("dueAt").GetDateTimeOffset());
        var suspension = back.Body.GetProperty("suspensions")[0];
        Assert.Equal(5, suspension.GetProperty("workingDaysUsed").GetInt32());
        Assert.Equal(DossierApp.At("2023-02-08T09:00:00"), suspension.GetProperty("from").GetDateTimeOffset());
        Assert.Equal(DossierApp.At("2023-03-06T09:00:00"), suspension.GetProperty("to").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_review_in_progress_is_not_shown_to_the_commune()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (await app.PutAsync("reviewer", id, Examination, "verdicts", new { acceptRest = true })).Ok();

        var commune = (await app.GetAsync("officer", id)).Ok();
        Assert.Equal(0, commune.Body.GetProperty("reviews").GetArrayLength());
        Assert.Equal(0, commune.Stage(Examination).GetProperty("obstacles").GetArrayLength());
        Assert.Equal(1, (await app.GetAsync("reviewer", id)).Ok().Stage(Examination).GetProperty("obstacles").GetArrayLength());
        Assert.Equal(1, (await app.GetAsync("reviewer", id)).Ok().Body.GetProperty("reviews").GetArrayLength());
    }

    private static object Verdict(string kind, string key, bool accepted, string? reason = null) =>
        new
        {
            kind,
            key,
            accepted,
            reason,
        };

    private static object Explanation(string kind, string key) =>
        new
        {
            kind,
            key,
            text = "Đã bổ sung nguồn vốn.",
        };

    private static string FileOf(Answer dossier, string document) =>
        dossier
            .Ok()
            .Body.GetProperty("checklist")
            .EnumerateArray()
            .Single(item => item.GetProperty("key").GetString() == document)
            .GetProperty("files")[0]
            .GetProperty("id")
            .GetString()!;
}
