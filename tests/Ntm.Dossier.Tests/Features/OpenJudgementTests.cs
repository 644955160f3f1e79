using System.Net;

namespace Ntm.Dossier.Tests.Features;

/// <summary>Nothing of a review or a vote in progress leaves those who judge there, by whichever door.</summary>
public sealed class OpenJudgementTests
{
    private const string Examination = "district-examination";
    private const string Vote = "council-vote";
    private const string Reason = "Dấu hiệu: nghi số liệu đường ngõ xóm";
    private const string Draft = "du-thao-dau-hieu.pdf";

    [Fact]
    public async Task Verdicts_and_drafts_of_an_examination_are_its_reviewers_alone_until_it_is_concluded()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (await app.PutAsync("reviewer", id, Examination, "verdicts", new { acceptRest = true, items = Returning("2") })).Ok();
        (await app.UploadAsync("reviewer", id, Examination, "examination-report", name: Draft)).Ok();
        var file = await FileAsync(app, "reviewer", id);

        foreach (var person in new[] { "officer", "commune-leader", "district-leader", "province-leader", "administrator", "surveyor" })
        {
            Assert.Null(await SeenAsync(app, person, id, Examination));
            (await app.ReadAsync(person, $"/dossiers/{id}/files/{file}")).Refused(HttpStatusCode.NotFound, "dossier.file_unknown");
        }

        Assert.Equal(Draft, await SeenAsync(app, "reviewer", id, Examination));
        (await app.PostAsync("reviewer", id, Examination, "conclusion", new { outcome = "Returned" })).Ok();
        Assert.NotNull(await SeenAsync(app, "officer", id, Examination));
        Assert.Equal(HttpStatusCode.OK, (await app.ReadAsync("officer", $"/dossiers/{id}/files/{file}")).Status);
    }

    [Fact]
    public async Task What_is_accepted_in_the_round_that_goes_on_the_commune_does_not_learn_from_the_changes()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (await app.PutAsync("reviewer", id, Examination, "verdicts", new { acceptRest = true, items = Returning("2") })).Ok();
        (await app.PostAsync("reviewer", id, Examination, "conclusion", new { outcome = "Returned" })).Ok();
        await app.AssessesChangingAsync(id, "2");
        (await app.PostAsync("officer", id, "commune-dossier", "completion")).Ok();
        var before = await AcceptedAsync(app, "officer", id);

        (await app.PutAsync("reviewer", id, Examination, "verdicts", new { acceptRest = true })).Ok();

        Assert.Equal(before, await AcceptedAsync(app, "officer", id));
        Assert.Equal(before + 1, await AcceptedAsync(app, "reviewer", id));
    }

    [Fact]
    public async Task Who_prepared_it_sees_as_a_reviewer_no_more_than_before()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (await app.PutAsync("reviewer", id, Examination, "verdicts", new { acceptRest = true, items = Returning("2") })).Ok();
        using var moved = app.AsNew("clerk", $"reviewer@{DossierApp.District}");

        var seen = (await DossierApp.SendAsync(moved, HttpMethod.Get, $"/dossiers/{id}", null)).Ok();

        Assert.Equal(0, seen.Body.GetProperty("reviews").GetArrayLength());
        Assert.Equal(0, seen.Stage(Examination).GetProperty("obstacles").GetArrayLength());
        Assert.DoesNotContain(Reason, seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Papers_of_a_session_are_its_members_alone_until_it_is_closed()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAssembledAsync();
        (await app.UploadAsync("secretary", id, Vote, "council-minutes", name: Draft)).Ok();

        foreach (var person in new[] { "off-roster", "province-leader", "appraiser", "administrator", "officer" })
        {
            Assert.Null(await SeenAsync(app, person, id, Vote));
        }

        Assert.Equal(Draft, await SeenAsync(app, "member1", id, Vote));
        foreach (var member in CouncilSteps.Everyone)
        {
            (await app.CastAsync(id, member)).Ok();
        }

        (await app.CloseOnlyAsync(id)).Ok();
        Assert.Equal(Draft, await SeenAsync(app, "officer", id, Vote));
    }

    [Fact]
    public async Task Who_has_stepped_back_does_not_see_how_the_others_vote()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAssembledAsync();
        (await app.RecuseAsync(id, "member1")).Ok();
        (await app.CastAsync(id, "chair", "Against")).Ok();

        var (stepped, member) = ((await app.GetAsync("member1", id)).Ok(), (await app.GetAsync("member2", id)).Ok());

        Assert.DoesNotContain("\"Against\"", stepped.Text, StringComparison.Ordinal);
        Assert.Equal(0, stepped.Body.GetProperty("council").GetProperty("voted").GetArrayLength());
        Assert.Contains("\"Against\"", member.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_is_for_auditors_alone_while_somebody_judges_and_its_check_for_its_readers()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (await app.PutAsync("reviewer", id, Examination, "verdicts", new { items = Returning("2") })).Ok();

        Assert.Contains(Reason, (await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok().Text, StringComparison.Ordinal);
        foreach (var person in new[] { "province-leader", "administrator" })
        {
            (await app.ReadAsync(person, $"/dossiers/{id}/audit")).Refused(HttpStatusCode.Forbidden, "dossier.audit_withheld");
            Assert.True((await app.ReadAsync(person, $"/dossiers/{id}/audit/check")).Ok().Body.GetProperty("verified").GetBoolean());
        }

        (await app.PostAsync("reviewer", id, Examination, "conclusion", new { outcome = "Returned" })).Ok();
        Assert.Contains(Reason, (await app.ReadAsync("province-leader", $"/dossiers/{id}/audit")).Ok().Text, StringComparison.Ordinal);
    }

    /// <summary>The draft's name, where an answer shows it; it is in all that lists files or in none, and the reason never alone.</summary>
    private static async Task<string?> SeenAsync(DossierApp app, string person, string id, string stage)
    {
        var dossier = (await app.GetAsync(person, id)).Ok().Text;
        var shown = dossier.Contains(Draft, StringComparison.Ordinal);
        foreach (var place in new[] { "documents", "history" })
        {
            var text = (await app.ReadAsync(person, $"/dossiers/{id}/{place}")).Ok().Text;
            Assert.Equal((person, place, shown), (person, place, text.Contains(Draft, StringComparison.Ordinal)));
        }

        var diff = (await app.ReadAsync(person, $"/dossiers/{id}/stages/{stage}/diff")).Ok().Text;
        Assert.True(shown || !(dossier + diff).Contains(Reason, StringComparison.Ordinal), person);
        return shown ? Draft : null;
    }

    private static async Task<int> AcceptedAsync(DossierApp app, string person, string id) =>
        (await app.ReadAsync(person, $"/dossiers/{id}/stages/{Examination}/diff")).Ok().Body.GetProperty("stillAccepted").GetArrayLength();

    private static async Task<string?> FileAsync(DossierApp app, string person, string id) =>
        (await app.ReadAsync(person, $"/dossiers/{id}/documents"))
            .Ok()
            .Body.EnumerateArray()
            .SelectMany(item => item.GetProperty("files").EnumerateArray())
            .Single(file => file.GetProperty("name").GetString() == Draft)
            .GetProperty("id")
            .GetString();

    private static object[] Returning(string criterion) =>
        [
            new
            {
                kind = "criterion",
                key = criterion,
                accepted = false,
                reason = Reason,
            },
        ];
}
