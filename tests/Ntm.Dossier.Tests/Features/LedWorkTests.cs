using System.Net;

namespace Ntm.Dossier.Tests.Features;

/// <summary>The work of a unit, seen and assigned by who leads it.</summary>
public sealed class LedWorkTests
{
    private const string Examination = "district-examination";
    private const string Appraisal = "province-appraisal";

    [Fact]
    public async Task Who_leads_a_unit_sees_the_work_of_its_roles_and_no_other_unit()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();

        var led = Assert.Single(await app.WorkAsync("district-leader", "?led=true"));

        Assert.Equal((id, $"reviewer@{DossierApp.District}"), (led.Text("dossierId"), led.Text("actor")));
        Assert.Empty(await app.WorkAsync("district-leader"));
        foreach (var person in new[] { "province-leader", "commune-leader", "reviewer", "auditor", "stranger" })
        {
            Assert.Empty(await app.WorkAsync(person, "?led=true"));
        }
    }

    [Fact]
    public async Task Shares_of_departments_and_the_consolidation_are_work_of_the_unit_too()
    {
        await using var app = await DossierApp.StartAsync();
        await app.ToAppraisalAsync();
        var review = (await app.WorkAsync("province-leader", "?led=true&unclaimed=true")).ConvertAll(row => row.Text("department"));

        Assert.Superset(new HashSet<string?> { "SGTVT", "SXD", "VPDP" }, review.ToHashSet());
        Assert.Equal(review.Count, review.Distinct().Count());
    }

    [Fact]
    public async Task What_nobody_has_claimed_is_assigned_to_who_holds_the_role()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        using var other = app.AsNew("dung", $"reviewer@{DossierApp.District}");
        (await DossierApp.SendAsync(other, HttpMethod.Get, "/dossiers/inbox", null)).Ok();
        var before = (await app.GetAsync("district-leader", id)).Ok();
        var colleagues = (await app.ReadAsync("district-leader", $"/dossiers/{id}/stages/{Examination}/colleagues")).Ok();
        var colleague = Assert.Single(colleagues.Body.EnumerateArray());

        var assigned = (await AssignAsync(app, "district-leader", id, Examination, colleague.Text("account")!)).Ok();

        Assert.Equal(["HandOverStage"], before.ClaimActions);
        Assert.Equal(["HandOverStage", "ReleaseStage"], assigned.ClaimActions);
        var claim = Assert.Single(assigned.Stage(Examination).GetProperty("claims").EnumerateArray());
        Assert.Equal(("dung", "Anh làm giúp"), (claim.Text("account"), claim.Text("note")));
        var mine = (await DossierApp.SendAsync(other, HttpMethod.Get, "/dossiers/inbox?mine=true", null)).Ok();
        Assert.Equal(id, Assert.Single(mine.Body.GetProperty("items").EnumerateArray()).Text("dossierId"));
        await app.ActedAsync(id, "stage.handed_over");
    }

    [Fact]
    public async Task Each_share_of_a_review_is_assigned_by_itself()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();
        await app.WorkAsync("transport");
        await app.WorkAsync("construction");

        (await AssignAsync(app, "province-leader", id, Appraisal, "transport", "?department=SGTVT")).Ok();
        var wrong = await AssignAsync(app, "province-leader", id, Appraisal, "transport", "?department=SXD");

        wrong.Refused(HttpStatusCode.Conflict, "dossier.receiver_not_actor");
        Assert.Single(await app.WorkAsync("transport", "?mine=true"));
        Assert.DoesNotContain(await app.WorkAsync("province-leader", "?led=true&unclaimed=true"), row => row.Text("department") == "SGTVT");
    }

    [Fact]
    public async Task Who_leads_assigns_to_nobody_who_cannot_do_it_and_nothing_of_another_unit()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        using var preparer = app.AsNew("officer", $"reviewer@{DossierApp.District}");
        (await DossierApp.SendAsync(preparer, HttpMethod.Get, "/dossiers/inbox", null)).Ok();
        await app.WorkAsync("reviewer");

        (await AssignAsync(app, "district-leader", id, Examination, "ai-do")).Refused(HttpStatusCode.Conflict, "dossier.receiver_unknown");
        (await AssignAsync(app, "district-leader", id, Examination, "officer")).Refused(
            HttpStatusCode.Conflict,
            "dossier.receiver_not_actor"
        );
        (await AssignAsync(app, "province-leader", id, Examination, "reviewer")).Refused(HttpStatusCode.Forbidden, "dossier.not_actor");
        Assert.Equal(0, (await app.GetAsync("reviewer", id)).Ok().Stage(Examination).GetProperty("claims").GetArrayLength());
    }

    private static Task<Answer> AssignAsync(DossierApp app, string person, string id, string stage, string to, string query = "") =>
        app.PostAsync(person, id, stage, "claim/handover" + query, new { to, note = "Anh làm giúp" });
}
