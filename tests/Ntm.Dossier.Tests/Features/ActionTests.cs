using System.Net;

namespace Ntm.Dossier.Tests.Features;

/// <summary>Every answer lists what is lawful now for the caller: what is listed works, what is not is refused.</summary>
public sealed class ActionTests
{
    [Fact]
    public async Task A_preparation_can_be_completed_once_its_documents_are_there_and_by_nobody_else()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();

        var before = (await app.GetAsync("officer", id)).Ok();
        foreach (
            var document in new[] { "result-report", "opinions-summary", "commune-meeting-minutes", "commune-proposal", "illustrations" }
        )
        {
            (await app.UploadAsync("officer", id, "commune-dossier", document)).Ok();
        }

        Assert.Equal(["AddFile"], before.Actions);
        Assert.Equal(5, before.Stage("commune-dossier").GetProperty("obstacles").GetArrayLength());
        Assert.Equal(["AddFile", "CompleteStage"], (await app.GetAsync("officer", id)).Ok().Actions);
        Assert.Empty((await app.GetAsync("reviewer", id)).Ok().Actions);
        Assert.Equal(["ExtendSubmission"], (await app.GetAsync("province-leader", id)).Ok().Actions);
    }

    [Fact]
    public async Task A_review_lists_approval_only_when_every_item_is_accepted_and_the_report_is_there()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();

        var open = (await app.GetAsync("reviewer", id)).Ok();
        (await app.PutAsync("reviewer", id, "district-examination", "verdicts", new { acceptRest = true })).Ok();
        var ready = (await app.UploadAsync("reviewer", id, "district-examination", "examination-report")).Ok();

        Assert.Equal(["AddFile", "GiveVerdicts", "ConcludeReview"], open.Actions);
        Assert.Equal(["Returned", "Rejected"], OutcomesOf(open, "ConcludeReview"));
        Assert.Equal(["Approved", "Returned", "Rejected"], OutcomesOf(ready, "ConcludeReview"));
        Assert.Empty((await app.GetAsync("officer", id)).Ok().Actions);
    }

    [Fact]
    public async Task A_stage_with_departments_names_the_office_that_concludes_it()
    {
        await using var app = await DossierApp.StartAsync();
        var stages = (await app.OpenAsync()).Ok().Body.GetProperty("stages").EnumerateArray().ToList();

        string? OfficeOf(string key) =>
            stages.Single(stage => stage.GetProperty("key").GetString() == key).GetProperty("office").GetString();

        Assert.Equal("Văn phòng Điều phối nông thôn mới tỉnh", OfficeOf("province-appraisal"));
        Assert.Null(OfficeOf("commune-dossier"));
    }

    [Fact]
    public async Task Parallel_branches_list_to_each_actor_only_his_own_work()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();

        var transport = (await app.GetAsync("transport", id)).Ok();
        var surveyor = (await app.GetAsync("surveyor", id)).Ok();

        Assert.Equal(["AddFile", "GiveVerdicts"], transport.Actions);
        Assert.Equal(["criterion/2"], ItemsOf(transport, "GiveVerdicts"));
        Assert.Equal(["AddFile"], surveyor.Actions);
        Assert.Equal(["front-survey-report"], ItemsOf(surveyor, "AddFile"));
    }

    [Fact]
    public async Task A_decision_to_recognise_is_listed_once_its_document_is_there()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        await app.VoteAsync(id, "2023-02-01");

        var before = (await app.GetAsync("province-leader", id)).Ok();
        (await app.UploadAsync("province-leader", id, "decision", "recognition-decision")).Ok();
        var after = (await app.GetAsync("province-leader", id)).Ok();

        Assert.Equal(["Refused"], OutcomesOf(before, "DecideRecognition"));
        Assert.Equal(["Recognised", "Refused"], OutcomesOf(after, "DecideRecognition"));
    }

    [Fact]
    public async Task Council_actions_are_listed_when_possible_and_a_vote_only_to_its_member()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();

        var before = (await app.GetAsync("secretary", id)).Ok();
        await app.SetUpCouncilAsync();
        var first = (await app.GetAsync("secretary", id)).Ok();
        (await app.ConveneAsync(id)).Ok();
        var convened = (await app.GetAsync("chair", id)).Ok();
        (await app.AttendAsync(id, "chair", "secretary", "member1")).Ok();

        Assert.Empty(before.Actions);
        Assert.Equal(["ConveneCouncil"], first.Actions);
        Assert.Equal(["ExtendSubmission"], (await app.GetAsync("province-leader", id)).Ok().Actions);
        Assert.Equal(["ConveneCouncil", "RecordAttendance", "RecuseMember", "AddFile"], convened.Actions);
        Assert.Equal(["RecuseMember", "AddFile"], (await app.GetAsync("member2", id)).Ok().Actions);
        Assert.Contains("CastBallot", (await app.GetAsync("chair", id)).Ok().Actions);
        Assert.DoesNotContain("CastBallot", (await app.GetAsync("member2", id)).Ok().Actions);
        Assert.Empty((await app.GetAsync("off-roster", id)).Ok().Actions);
        (await app.CastAsync(id, "member2")).Refused(HttpStatusCode.Conflict, "dossier.council_member_absent");
    }

    [Fact]
    public async Task The_address_of_a_listed_action_is_the_one_that_takes_it()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        await app.ExamineAsync(id);
        (await app.UploadAsync("district-leader", id, "district-submission", "district-meeting-minutes")).Ok();
        var ready = (await app.UploadAsync("district-leader", id, "district-submission", "district-proposal")).Ok();
        var submit = ready
            .Body.GetProperty("actions")
            .EnumerateArray()
            .Single(action => action.GetProperty("name").GetString() == "SubmitDossier");

        var answer = await app.SendAsync(
            "district-leader",
            new HttpMethod(submit.GetProperty("method").GetString()!),
            submit.GetProperty("href").GetString()!,
            null,
            ready.ETag
        );

        Assert.Equal(["province-appraisal", "satisfaction-survey"], answer.Ok().Open);
    }

    private static IEnumerable<string?> OutcomesOf(Answer answer, string action) => ListOf(answer, action, "outcomes");

    private static IEnumerable<string?> ItemsOf(Answer answer, string action) => ListOf(answer, action, "items");

    private static IEnumerable<string?> ListOf(Answer answer, string action, string list) =>
        answer
            .Body.GetProperty("actions")
            .EnumerateArray()
            .Single(listed => listed.GetProperty("name").GetString() == action)
            .GetProperty(list)
            .EnumerateArray()
            .Select(item => item.GetString());
}
