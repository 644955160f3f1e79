using System.Net;

namespace Ntm.Dossier.Tests.Features;

/// <summary>Sessions of the appraisal council on a dossier.</summary>
public sealed class CouncilTests
{
    private const string Today = "2023-02-01";

    [Fact]
    public async Task Paper_ballots_are_counted_checked_and_closed_with_minutes()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAssembledAsync("Paper");
        (await app.CountAsync(id, Paper(issued: 5, returned: 3, inFavour: 3, against: 1)))
            .Refused(HttpStatusCode.BadRequest, "dossier.council_issued_differs")
            .Refused(HttpStatusCode.BadRequest, "dossier.council_count_sum");
        (await app.CountAsync(id)).Refused(HttpStatusCode.Conflict, "dossier.council_ballot_mode");
        (await app.CastAsync(id, "chair")).Refused(HttpStatusCode.Conflict, "dossier.council_ballot_mode");

        (await app.CountAsync(id, Paper(issued: 4, returned: 4, inFavour: 4))).Ok();
        var closed = (await app.CloseAsync(id)).Ok();

        Assert.Equal(["decision"], closed.Open);
        var result = closed.Body.GetProperty("council").GetProperty("result");
        Assert.Equal(
            (4, 4, true),
            (
                result.GetProperty("present").GetInt32(),
                result.GetProperty("inFavour").GetInt32(),
                result.GetProperty("carried").GetBoolean()
            )
        );
        Assert.Equal("province-council-2022", result.GetProperty("ruleKey").GetString());
    }

    [Fact]
    public async Task An_invalid_ballot_counts_among_those_present_and_the_vote_is_lost()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAssembledAsync("Paper");
        (await app.CountAsync(id, Paper(issued: 4, returned: 4, inFavour: 3, invalid: 1))).Ok();

        var closed = (await app.CloseAsync(id)).Ok();

        Assert.Equal(["commune-dossier"], closed.Open);
        Assert.False(closed.Body.GetProperty("council").GetProperty("result").GetProperty("carried").GetBoolean());
    }

    [Fact]
    public async Task Without_two_thirds_of_the_roster_nobody_votes_and_closing_loses_nothing()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        (await app.ConveneAsync(id)).Ok();
        (await app.AttendAsync(id, "chair", "secretary")).Ok();

        (await app.CastAsync(id, "chair")).Refused(HttpStatusCode.Conflict, "dossier.council_no_quorum");
        var closed = (await app.CloseAsync(id)).Ok();

        Assert.Equal(["council-vote"], closed.Open);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, closed.Body.GetProperty("council").GetProperty("result").ValueKind);
        Assert.Contains("ConveneCouncil", closed.Actions);
        Assert.DoesNotContain("CastBallot", closed.Actions);
        Assert.Equal(["decision"], (await app.VoteAsync(id, Today)).Open);
    }

    [Theory]
    [InlineData("Open")]
    [InlineData("Secret")]
    public async Task A_session_closed_after_one_ballot_decides_nothing_and_the_council_meets_again(string mode)
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAssembledAsync(mode);
        (await app.CastAsync(id, "chair", "Against")).Ok();

        var ended = (await app.CloseAsync(id)).Ok();
        (await app.CastAsync(id, "member1")).Refused(HttpStatusCode.Conflict, "dossier.council_session_closed");
        (await app.ConveneAsync(id, mode: mode)).Ok();
        (await app.AttendAsync(id, CouncilSteps.Everyone)).Ok();
        foreach (var member in CouncilSteps.Everyone)
        {
            (await app.CastAsync(id, member)).Ok();
        }

        Assert.True(mode == "Open" || (await app.CountAsync(id)).Status == HttpStatusCode.OK);
        (await app.CloseOnlyAsync(id)).Refused(HttpStatusCode.Conflict, "dossier.document_missing");
        var decided = (await app.CloseAsync(id)).Ok();

        Assert.Equal(["council-vote"], ended.Open);
        Assert.Equal(["decision"], decided.Open);
        var earlier = Assert.Single(decided.Body.GetProperty("earlierSessions").EnumerateArray());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, earlier.GetProperty("result").ValueKind);
        Assert.Equal(0, (await app.GetAsync("officer", id)).Ok().Body.GetProperty("earlierSessions").GetArrayLength());
        var audit = (await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok().Text;
        Assert.Contains("council.adjourned", audit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_votes_once_for_himself_and_an_absent_or_recused_one_never()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        (await app.ConveneAsync(id)).Ok();
        (await app.RecuseAsync(id, "member2")).Ok();
        (await app.RecuseAsync(id, "member2")).Refused(HttpStatusCode.Conflict, "dossier.council_already_recused");
        (await app.AttendAsync(id, CouncilSteps.Everyone)).Ok();
        (await app.CastAsync(id, "chair")).Ok();

        (await app.CastAsync(id, "chair")).Refused(HttpStatusCode.Conflict, "dossier.council_voted_twice");
        (await app.CastAsync(id, "member2")).Refused(HttpStatusCode.Conflict, "dossier.council_member_recused");
        (await app.CountAsync(id)).Refused(HttpStatusCode.Forbidden, "dossier.council_not_keeper");
        Assert.DoesNotContain("CastBallot", (await app.GetAsync("chair", id)).Ok().Actions);
        Assert.Contains("CastBallot", (await app.GetAsync("member1", id)).Ok().Actions);
    }

    [Fact]
    public async Task Who_steps_back_stays_so_in_the_next_session()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAssembledAsync();
        (await app.RecuseAsync(id, "member2")).Ok();
        (await app.CloseAsync(id)).Ok();
        await app.AssembleAsync(id);

        (await app.CastAsync(id, "member2")).Refused(HttpStatusCode.Conflict, "dossier.council_member_recused");
        Assert.Contains("CastBallot", (await app.GetAsync("member1", id)).Ok().Actions);
    }

    [Fact]
    public async Task When_the_chair_steps_back_a_deputy_presides_and_without_one_nobody_votes()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAssembledAsync();
        (await app.RecuseAsync(id, "chair")).Ok();
        (await app.CastAsync(id, "member1")).Refused(HttpStatusCode.Conflict, "dossier.council_no_presider");
        (await app.ConveneAsync(id)).Refused(HttpStatusCode.Conflict, "dossier.council_no_presider");

        object[] members =
        [
            CouncilSteps.Member("chair", "Chair"),
            CouncilSteps.Member("member1", "Deputy"),
            CouncilSteps.Member("secretary", "Secretary"),
            CouncilSteps.Member("member2"),
        ];
        var other = await app.SetUpCouncilAsync("2/QĐ-UBND", members);
        (await app.ConveneAsync(id, councilId: other)).Ok();
        (await app.PutAsync("member1", id, "council-vote", "council/attendance", new { present = CouncilSteps.Everyone })).Ok();
        (await app.CastAsync(id, "member1")).Ok();
    }

    [Fact]
    public async Task From_the_first_ballot_on_nothing_about_the_session_changes()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAssembledAsync();
        (await app.CastAsync(id, "chair")).Ok();
        (await app.CastAsync(id, "member1")).Ok();
        var before = (await app.GetAsync("chair", id)).Ok().ETag;

        (await app.AttendAsync(id, "chair", "member1")).Refused(HttpStatusCode.Conflict, "dossier.council_voting_began");
        (await app.RecuseAsync(id, "member2")).Refused(HttpStatusCode.Conflict, "dossier.council_voting_began");
        (await app.ConveneAsync(id, mode: "Secret")).Refused(HttpStatusCode.Conflict, "dossier.council_convened");

        Assert.Equal(before, (await app.GetAsync("chair", id)).Ok().ETag);
    }

    [Fact]
    public async Task A_count_is_neither_recorded_again_nor_wiped_out_by_another_session()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAssembledAsync("Paper");
        (await app.CountAsync(id, Paper(issued: 4, returned: 4, inFavour: 2, against: 2))).Ok();

        (await app.CountAsync(id, Paper(issued: 4, returned: 4, inFavour: 4))).Refused(
            HttpStatusCode.Conflict,
            "dossier.council_already_counted"
        );
        (await app.ConveneAsync(id, mode: "Secret")).Refused(HttpStatusCode.Conflict, "dossier.council_convened");
        (await app.AttendAsync(id, CouncilSteps.Everyone)).Refused(HttpStatusCode.Conflict, "dossier.council_voting_began");
        Assert.DoesNotContain("CountBallots", (await app.GetAsync("chair", id)).Ok().Actions);
    }

    [Fact]
    public async Task The_vote_waits_in_the_council_s_inbox_and_in_no_leader_s()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        async Task<bool> WaitsAsync(string person) =>
            (await app.ReadAsync(person, "/dossiers/inbox")).Ok().Text.Contains(id, StringComparison.Ordinal);

        Assert.Equal((false, true), (await WaitsAsync("province-leader"), await WaitsAsync("secretary")));
    }

    [Fact]
    public async Task Of_fifty_ballots_of_one_member_at_once_exactly_one_counts()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAssembledAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(number => app.CastAsync(id, "member1", number % 2 == 0 ? "InFavour" : "Against"))
        );

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(
            answers.Where(answer => answer.Status != HttpStatusCode.OK),
            answer => answer.Refused(HttpStatusCode.Conflict, "dossier.council_voted_twice")
        );
        Assert.Equal(1, (await app.GetAsync("chair", id)).Ok().Body.GetProperty("council").GetProperty("ballots").GetArrayLength());
    }

    [Theory]
    [InlineData("officer")]
    [InlineData("Officer")]
    [InlineData(" OFFICER")]
    public async Task A_member_who_prepared_the_dossier_has_stepped_back_from_the_start(string subject)
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        object[] members =
        [
            CouncilSteps.Member("chair", "Chair"),
            CouncilSteps.Member("secretary", "Secretary"),
            CouncilSteps.Member(subject.Trim()),
        ];
        await app.SetUpCouncilAsync(members: members);
        using var moved = app.AsNew(subject, $"council@{DossierApp.Province}");

        var convened = (await app.ConveneAsync(id)).Ok();

        Assert.Single(convened.Body.GetProperty("council").GetProperty("recused").EnumerateArray());
        (await app.AttendAsync(id, "chair", "secretary", subject)).Ok();
        (
            await DossierApp.SendAsync(
                moved,
                HttpMethod.Post,
                $"/dossiers/{id}/stages/council-vote/council/ballots",
                new { choice = "InFavour" }
            )
        ).Refused(HttpStatusCode.Forbidden, "dossier.separation_of_duties");
    }

    [Fact]
    public async Task A_member_of_the_commune_itself_can_only_step_back()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAssembledAsync();
        using var ofCommune = app.AsNew("member1", $"council@{DossierApp.Province}", $"leader@{DossierApp.Commune}");
        var council = $"/dossiers/{id}/stages/council-vote/council";

        (await DossierApp.SendAsync(ofCommune, HttpMethod.Post, council + "/ballots", new { choice = "InFavour" })).Refused(
            HttpStatusCode.Forbidden,
            "dossier.council_own_unit"
        );
        var view = (await DossierApp.SendAsync(ofCommune, HttpMethod.Get, $"/dossiers/{id}", null)).Ok();
        (await DossierApp.SendAsync(ofCommune, HttpMethod.Post, council + "/recusals", new { reason = "Là người của xã." })).Ok();

        Assert.Equal(["RecuseMember", "WithdrawDossier"], view.Actions);
        Assert.Equal(3, (await app.GetAsync("chair", id)).Ok().Body.GetProperty("council").GetProperty("present").GetInt32());
    }

    [Fact]
    public async Task Who_sits_is_shown_to_the_province_the_votes_to_the_council_and_to_the_commune_the_outcome_only()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAssembledAsync();
        foreach (var member in CouncilSteps.Everyone)
        {
            (await app.CastAsync(id, member)).Ok();
        }

        var council = (await app.GetAsync("chair", id)).Ok().Body.GetProperty("council");
        var province = (await app.GetAsync("province-leader", id)).Ok().Body.GetProperty("council");
        var during = (await app.GetAsync("officer", id)).Ok().Body.GetProperty("council");
        (await app.CloseAsync(id)).Ok();
        var after = (await app.GetAsync("officer", id)).Ok().Body.GetProperty("council");

        Assert.Equal((4, 4), Shown(council));
        Assert.Equal((4, 0), Shown(province));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, during.ValueKind);
        Assert.Equal((0, 0), Shown(after));
        Assert.True(after.GetProperty("result").GetProperty("carried").GetBoolean());

        static (int Members, int Ballots) Shown(System.Text.Json.JsonElement session) =>
            (session.GetProperty("members").GetArrayLength(), session.GetProperty("ballots").GetArrayLength());
    }

    [Fact]
    public async Task A_vote_on_an_older_state_is_refused_with_the_state_now()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAssembledAsync();
        var seen = (await app.GetAsync("member1", id)).Ok().ETag;
        (await app.CastAsync(id, "chair")).Ok();

        var refused = await app.PostAsync("member1", id, "council-vote", "council/ballots", new { choice = "InFavour" }, seen);

        refused.Refused(HttpStatusCode.PreconditionFailed, "request.stale");
        Assert.Equal(1, refused.Body.GetProperty("current").GetProperty("council").GetProperty("ballots").GetArrayLength());
    }

    [Fact]
    public async Task A_vote_that_has_a_result_takes_nothing_more()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        await app.VoteAsync(id, Today);

        (await app.CastAsync(id, "chair")).Refused(HttpStatusCode.Conflict, "dossier.stage_not_open");
        (await app.CloseOnlyAsync(id)).Refused(HttpStatusCode.Conflict, "dossier.stage_not_open");
    }

    private static object Paper(int issued, int returned, int inFavour, int against = 0, int invalid = 0) =>
        new
        {
            issued,
            returned,
            inFavour,
            against,
            invalid,
        };
}
