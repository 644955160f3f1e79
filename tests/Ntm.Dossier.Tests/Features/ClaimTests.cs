using System.Net;
using System.Text.Json;

namespace Ntm.Dossier.Tests.Features;

/// <summary>Who works on an open stage: claims, handovers, and what others see of them.</summary>
public sealed class ClaimTests
{
    private const string Examination = "district-examination";
    private const string Appraisal = "province-appraisal";
    private const string Colleague = $"reviewer@{DossierApp.District}";

    [Fact]
    public async Task Claimed_work_shows_its_holder_by_name_to_the_unit_and_to_nobody_else()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();

        var claimed = (await app.PutAsync("reviewer", id, Examination, "claim", new { })).Ok();
        var inbox = Assert.Single(await InboxAsync(app.AsNew("dung", Colleague)));

        var claim = Assert.Single(claimed.Stage(Examination).GetProperty("claims").EnumerateArray());
        Assert.Equal("Người dùng reviewer", claim.GetProperty("name").GetString());
        Assert.Equal(claim.GetRawText(), inbox.GetProperty("claim").GetRawText());
        Assert.Equal(["HandOverStage", "ReleaseStage"], claimed.ClaimActions);
        Assert.Equal(0, (await app.GetAsync("officer", id)).Ok().Stage(Examination).GetProperty("claims").GetArrayLength());
        Assert.Empty((await app.GetAsync("officer", id)).Ok().ClaimActions);
    }

    [Fact]
    public async Task Of_two_claims_the_second_is_refused_with_the_name_of_the_first()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        using var other = app.AsNew("dung", Colleague);

        var both = await Task.WhenAll(
            app.PutAsync("reviewer", id, Examination, "claim", new { }),
            DossierApp.SendAsync(other, HttpMethod.Put, Claim(id), null)
        );

        var winner = Assert.Single(both, answer => answer.Status == HttpStatusCode.OK);
        var holder = winner.Stage(Examination).GetProperty("claims")[0].GetProperty("name").GetString()!;
        var refused = Assert.Single(both, answer => answer.Status != HttpStatusCode.OK);
        refused.Refused(HttpStatusCode.Conflict, "dossier.stage_claimed");
        Assert.StartsWith(holder, refused.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_again_by_its_holder_and_a_release_of_nothing_change_nothing()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();

        (await app.SendAsync("reviewer", HttpMethod.Delete, Claim(id), null)).Ok();
        (await app.PutAsync("reviewer", id, Examination, "claim", new { })).Ok();
        app.Platform.Clock.Advance(TimeSpan.FromHours(1));
        var again = (await app.PutAsync("reviewer", id, Examination, "claim", new { })).Ok();

        Assert.Equal(
            DossierApp.At("2023-02-01T08:00:00"),
            again.Stage(Examination).GetProperty("claims")[0].GetProperty("at").GetDateTimeOffset()
        );
        Assert.Equal(["stage.claimed"], await ClaimEntriesAsync(app, id));
    }

    [Fact]
    public async Task A_claim_locks_nothing_and_ends_with_the_stage()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        using var other = app.AsNew("dung", Colleague);
        (await DossierApp.SendAsync(other, HttpMethod.Put, Claim(id), null)).Ok();

        (await app.PostAsync("reviewer", id, Examination, "conclusion", new { outcome = "Returned", items = new[] { Returned } })).Ok();
        await app.AssessesAsync(id);
        var back = (await app.PostAsync("officer", id, "commune-dossier", "completion")).Ok();

        Assert.Equal([Examination], back.Open);
        Assert.Equal(JsonValueKind.Null, Assert.Single(await InboxAsync(other)).GetProperty("claim").ValueKind);
        (await app.PutAsync("reviewer", id, Examination, "claim", new { })).Ok();
    }

    [Fact]
    public async Task Who_does_not_hold_the_role_or_prepared_the_dossier_cannot_claim()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        using var preparer = app.AsNew("officer", Colleague);

        var officer = await app.PutAsync("officer", id, Examination, "claim", new { });
        var leader = await app.PutAsync("district-leader", id, Examination, "claim", new { });
        var prepared = await DossierApp.SendAsync(preparer, HttpMethod.Put, Claim(id), null);
        var closed = await app.PutAsync("officer", id, "commune-dossier", "claim", new { });

        officer.Refused(HttpStatusCode.Forbidden, "dossier.not_actor");
        leader.Refused(HttpStatusCode.Forbidden, "dossier.not_actor");
        prepared.Refused(HttpStatusCode.Forbidden, "dossier.separation_of_duties");
        closed.Refused(HttpStatusCode.Conflict, "dossier.stage_not_open");
    }

    [Fact]
    public async Task Work_is_handed_over_to_a_colleague_found_by_name_with_a_word_to_him()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        using var other = app.AsNew("dung", Colleague);
        await InboxAsync(other);
        (await app.PutAsync("reviewer", id, Examination, "claim", new { })).Ok();

        var colleague = Assert.Single((await app.ReadAsync("reviewer", Colleagues(id))).Ok().Body.EnumerateArray());
        var over = new { to = colleague.GetProperty("account").GetString(), note = "Xem giúp tiêu chí 17" };
        (await app.PostAsync("reviewer", id, Examination, "claim/handover", over)).Ok();
        (await app.PostAsync("reviewer", id, Examination, "claim/handover", over)).Ok();
        var mine = Assert.Single(await InboxAsync(other, "?mine=true"));

        Assert.Equal("Người dùng dung", colleague.GetProperty("name").GetString());
        Assert.Equal("Xem giúp tiêu chí 17", mine.GetProperty("claim").GetProperty("note").GetString());
        Assert.Empty(await InboxAsync(app.As("reviewer"), "?mine=true"));
        (await app.SendAsync("reviewer", HttpMethod.Delete, Claim(id), null)).Refused(HttpStatusCode.Conflict, "dossier.stage_claimed");
        (await DossierApp.SendAsync(other, HttpMethod.Delete, Claim(id), null)).Ok();
        Assert.Equal(["stage.claimed", "stage.handed_over", "stage.released"], await ClaimEntriesAsync(app, id));
        Assert.DoesNotContain("Người dùng", (await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiver_who_may_not_act_or_was_not_seen_is_refused_with_the_reason()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        using var preparer = app.AsNew("officer", Colleague);
        await InboxAsync(preparer);
        await InboxAsync(app.As("district-leader"));
        (await app.PutAsync("reviewer", id, Examination, "claim", new { })).Ok();

        Task<Answer> OverAsync(string to) => app.PostAsync("reviewer", id, Examination, "claim/handover", new { to });

        (await OverAsync("dung")).Refused(HttpStatusCode.Conflict, "dossier.receiver_unknown");
        (await OverAsync("district-leader")).Refused(HttpStatusCode.Conflict, "dossier.receiver_not_actor");
        (await OverAsync("officer")).Refused(HttpStatusCode.Conflict, "dossier.receiver_not_actor");
        Assert.Empty((await app.ReadAsync("reviewer", Colleagues(id))).Ok().Body.EnumerateArray());
    }

    [Fact]
    public async Task A_colleague_is_known_up_to_the_last_tick_of_thirty_days_since_he_read_his_inbox()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        await InboxAsync(app.AsNew("dung", Colleague));
        (await app.PutAsync("reviewer", id, Examination, "claim", new { })).Ok();

        app.Platform.Clock.SetTo(DossierApp.At("2023-03-03T08:00:00").AddTicks(-1));
        Assert.Equal(1, (await app.ReadAsync("reviewer", Colleagues(id))).Ok().Body.GetArrayLength());
        app.Platform.Clock.SetTo(DossierApp.At("2023-03-03T08:00:00"));
        Assert.Equal(0, (await app.ReadAsync("reviewer", Colleagues(id))).Ok().Body.GetArrayLength());

        (await app.PostAsync("reviewer", id, Examination, "claim/handover", new { to = "dung" })).Refused(
            HttpStatusCode.Conflict,
            "dossier.receiver_unknown"
        );
        await InboxAsync(app.AsNew("dung", Colleague));
        (await app.PostAsync("reviewer", id, Examination, "claim/handover", new { to = "dung" })).Ok();
    }

    [Fact]
    public async Task A_grant_that_is_gone_when_the_inbox_is_read_next_ends_what_could_be_handed_over()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        await InboxAsync(app.AsNew("dung", Colleague));
        await InboxAsync(app.AsNew("dung", $"leader@{DossierApp.Province}"));
        (await app.PutAsync("reviewer", id, Examination, "claim", new { })).Ok();

        (await app.PostAsync("reviewer", id, Examination, "claim/handover", new { to = "dung" })).Refused(
            HttpStatusCode.Conflict,
            "dossier.receiver_not_actor"
        );
    }

    [Fact]
    public async Task The_leader_of_the_unit_reassigns_and_gives_back_what_others_claimed()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        await InboxAsync(app.AsNew("dung", Colleague));
        (await app.PostAsync("reviewer", id, Examination, "claim/handover", new { to = "dung" })).Refused(
            HttpStatusCode.Conflict,
            "dossier.stage_not_claimed"
        );
        (await app.PutAsync("reviewer", id, Examination, "claim", new { })).Ok();

        var over = (await app.PostAsync("district-leader", id, Examination, "claim/handover", new { to = "dung" })).Ok();
        var released = (await app.SendAsync("district-leader", HttpMethod.Delete, Claim(id), null)).Ok();

        Assert.Equal("dung", over.Stage(Examination).GetProperty("claims")[0].GetProperty("account").GetString());
        Assert.Equal(["HandOverStage", "ReleaseStage"], over.ClaimActions);
        Assert.Equal(0, released.Stage(Examination).GetProperty("claims").GetArrayLength());
        (await app.SendAsync("province-leader", HttpMethod.Delete, Claim(id), null)).Refused(HttpStatusCode.Forbidden, "dossier.not_actor");
    }

    [Fact]
    public async Task Each_department_claims_its_own_share_of_a_review()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();

        (await app.PutAsync("transport", id, Appraisal, "claim", new { })).Ok();
        (await app.PutAsync("construction", id, Appraisal, "claim", new { })).Ok();
        var seen = (await app.PutAsync("appraiser", id, Appraisal, "claim", new { })).Ok();
        using var two = app.AsNew("hai", $"appraiser@{DossierApp.Province}#SCT", $"appraiser@{DossierApp.Province}#SYT");
        var which = await DossierApp.SendAsync(two, HttpMethod.Put, Claim(id, Appraisal), null);
        var chosen = (await DossierApp.SendAsync(two, HttpMethod.Put, Claim(id, Appraisal) + "?department=SYT", null)).Ok();
        var foreign = await DossierApp.SendAsync(two, HttpMethod.Put, Claim(id, Appraisal) + "?department=SXD", null);

        Assert.Equal(
            ["SGTVT", "SXD", "VPDP"],
            seen.Stage(Appraisal)
                .GetProperty("claims")
                .EnumerateArray()
                .Select(claim => claim.GetProperty("department").GetString())
                .Order(StringComparer.Ordinal)
        );
        which.Refused(HttpStatusCode.BadRequest, "dossier.claim_department_needed");
        Assert.Equal(4, chosen.Stage(Appraisal).GetProperty("claims").GetArrayLength());
        foreign.Refused(HttpStatusCode.Conflict, "dossier.share_done");
    }

    [Fact]
    public async Task The_inbox_is_narrowed_to_what_is_mine_and_what_nobody_has_claimed()
    {
        await using var app = await DossierApp.StartAsync();
        var first = await app.ToExaminationAsync();
        app.Platform.Clock.Advance(DossierApp.At("2024-01-02T08:00:00") - app.Platform.Clock.GetUtcNow());
        var second = await app.ToPreparationAsync(year: 2024);
        await app.PrepareAsync(second);
        (await app.PutAsync("reviewer", first, Examination, "claim", new { })).Ok();

        Assert.Equal(2, (await InboxAsync(app.As("reviewer"))).Count);
        Assert.Equal([first], await IdsAsync(app, "?mine=true"));
        Assert.Equal([second], await IdsAsync(app, "?unclaimed=true"));
        Assert.Empty(await IdsAsync(app, "?mine=true&unclaimed=true"));
        Assert.Equal([second], await IdsAsync(app, "?unclaimed=true&q=son%20bang"));
    }

    private static readonly object Returned = new
    {
        kind = "criterion",
        key = "3",
        reason = "Thiếu bản đồ",
    };

    private static string Claim(string id, string stage = Examination) => $"/dossiers/{id}/stages/{stage}/claim";

    private static string Colleagues(string id) => $"/dossiers/{id}/stages/{Examination}/colleagues";

    private static async Task<List<string?>> IdsAsync(DossierApp app, string query) =>
        (await InboxAsync(app.As("reviewer"), query)).ConvertAll(item => item.GetProperty("dossierId").GetString());

    private static async Task<List<JsonElement>> InboxAsync(HttpClient client, string query = "") =>
        [
            .. (await DossierApp.SendAsync(client, HttpMethod.Get, "/dossiers/inbox" + query, null))
                .Ok()
                .Body.GetProperty("items")
                .EnumerateArray(),
        ];

    private static async Task<List<string>> ClaimEntriesAsync(DossierApp app, string id) =>
        [
            .. (await app.ReadAsync("auditor", $"/dossiers/{id}/audit"))
                .Ok()
                .Body.GetProperty("entries")
                .EnumerateArray()
                .Select(entry => entry.GetProperty("action").GetString()!)
                .Where(action => action is "stage.claimed" or "stage.handed_over" or "stage.released"),
        ];
}
