using System.Net;
using System.Text.Json;
using Ntm.Contracts.Dossier.V1;

namespace Ntm.Dossier.Tests.Features;

public sealed class CouncilTests
{
    private const string Today = "2023-02-01";

    private static readonly string[] Everyone = ["chair", "member1", "member2"];

    private static readonly string[] BadRosters =
    [
        """{"heldOn":"2023-02-01","mode":"Maybe","members":[]}""",
        """{"heldOn":"2023-02-01","mode":1,"members":[{"subject":"a","name":"A","position":"P","department":"D","isChair":true}]}""",
        """{"heldOn":"2023-02-01","mode":"Open","members":[]}""",
        """{"heldOn":"2023-02-01","mode":"Open","members":[null]}""",
        """{"heldOn":"2023-02-01","mode":"Open","members":[{"subject":"a","name":null,"position":"P","department":"D","isChair":true}]}""",
        """{"heldOn":"2023-02-30","mode":"Open","members":[{"subject":"a","name":"A","position":"P","department":"D","isChair":true}]}""",
        """{"heldOn":"2023-02-02","mode":"Open","members":[{"subject":"a","name":"A","position":"P","department":"D","isChair":true}]}""",
        """{"heldOn":"2023-02-01","mode":"Open","members":"""
            + """[{"subject":"a","name":"A","position":"P","department":"D","isChair":true}],"extra":1}""",
        """{"mode":"Open"}""",
        """[]""",
    ];

    [Fact]
    public async Task A_secret_ballot_is_counted_checked_and_closed_with_minutes()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await ConvenedAsync(app, "Secret");
        (await CountAsync(app, id, issued: 4, returned: 3, inFavour: 3, against: 1, invalid: 0))
            .Refused(HttpStatusCode.BadRequest, "dossier.council_more_issued_than_present")
            .Refused(HttpStatusCode.BadRequest, "dossier.council_count_sum");
        (await app.PostAsync("chair", id, "council-vote", "council/ballots", new { inFavour = true })).Refused(
            HttpStatusCode.Conflict,
            "dossier.council_ballot_mode"
        );

        (await CountAsync(app, id, issued: 3, returned: 3, inFavour: 3, against: 0, invalid: 0)).Ok();
        var closed = (await CloseAsync(app, id)).Ok();

        Assert.Equal(["decision"], closed.Open);
        var result = closed.Body.GetProperty("council").GetProperty("result");
        Assert.Equal(
            (3, 3, true),
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
        var id = await ConvenedAsync(app, "Secret");
        (await CountAsync(app, id, issued: 3, returned: 3, inFavour: 2, against: 0, invalid: 1)).Ok();

        var closed = (await CloseAsync(app, id)).Ok();

        Assert.Equal(["commune-dossier"], closed.Open);
        Assert.False(closed.Body.GetProperty("council").GetProperty("result").GetProperty("carried").GetBoolean());
    }

    [Fact]
    public async Task Without_two_thirds_of_the_roster_nobody_votes_and_nothing_closes()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        (await ConveneAsync(app, id)).Ok();
        (await AttendAsync(app, id, "chair")).Ok();

        (await CastAsync(app, id, "chair")).Refused(HttpStatusCode.Conflict, "dossier.council_no_quorum");
        (await app.PostAsync("chair", id, "council-vote", "council/closing", new { number = "1/BB", date = Today }))
            .Refused(HttpStatusCode.Conflict, "dossier.council_no_quorum")
            .Refused(HttpStatusCode.Conflict, "dossier.council_nothing_voted")
            .Refused(HttpStatusCode.Conflict, "dossier.document_missing");
    }

    [Fact]
    public async Task A_member_votes_once_for_himself_and_a_recused_or_foreign_one_never()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await ConvenedAsync(app);
        (await CastAsync(app, id, "chair")).Ok();
        (await CastAsync(app, id, "chair")).Refused(HttpStatusCode.Conflict, "dossier.council_voted_twice");
        (await CastAsync(app, id, "secretary")).Refused(HttpStatusCode.Forbidden, "dossier.council_not_on_roster");
        (await CastAsync(app, id, "appraiser")).Refused(HttpStatusCode.Forbidden, "dossier.not_actor");

        Assert.DoesNotContain("CastBallot", (await app.GetAsync("chair", id)).Ok().Actions);
        Assert.Contains("CastBallot", (await app.GetAsync("member1", id)).Ok().Actions);
    }

    [Fact]
    public async Task Who_steps_back_does_not_vote_even_on_a_mended_roster()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await ConvenedAsync(app);
        (await app.PostAsync("member2", id, "council-vote", "council/recusals", new { reason = "Quê ở xã này" })).Ok();
        (await ConveneAsync(app, id)).Ok();
        (await AttendAsync(app, id, Everyone)).Ok();

        (await CastAsync(app, id, "member2")).Refused(HttpStatusCode.Conflict, "dossier.council_member_recused");
        Assert.DoesNotContain("CastBallot", (await app.GetAsync("member2", id)).Ok().Actions);
        Assert.Contains("CastBallot", (await app.GetAsync("member1", id)).Ok().Actions);
    }

    [Fact]
    public async Task Only_the_leader_convenes_and_only_the_chair_records_counts_and_closes()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        foreach (var other in new[] { "secretary", "chair", "district-leader", "appraiser" })
        {
            (await ConveneAsync(app, id, other)).Refused(HttpStatusCode.Forbidden, "dossier.not_actor");
        }

        (await app.UploadAsync("chair", id, "council-vote", "council-minutes")).Refused(
            HttpStatusCode.Conflict,
            "dossier.council_not_convened"
        );
        (await ConveneAsync(app, id, mode: "Secret")).Ok();
        foreach (
            var (other, status, code) in new[]
            {
                ("secretary", HttpStatusCode.Forbidden, "dossier.council_not_on_roster"),
                ("member1", HttpStatusCode.Forbidden, "dossier.council_not_chair"),
                ("province-leader", HttpStatusCode.Forbidden, "dossier.not_actor"),
            }
        )
        {
            (await app.PutAsync(other, id, "council-vote", "council/attendance", new { present = Everyone })).Refused(status, code);
            (await CountAsync(app, id, issued: 0, returned: 0, inFavour: 0, against: 0, invalid: 0, by: other)).Refused(status, code);
            (await app.PostAsync(other, id, "council-vote", "council/closing", new { number = "1/BB", date = Today })).Refused(
                status,
                code
            );
        }

        (await app.UploadAsync("secretary", id, "council-vote", "council-minutes")).Refused(
            HttpStatusCode.Forbidden,
            "dossier.council_not_on_roster"
        );
        (await app.UploadAsync("member1", id, "council-vote", "council-minutes")).Ok();
        (await AttendAsync(app, id, Everyone)).Ok();
    }

    [Fact]
    public async Task From_the_first_ballot_on_nothing_about_the_session_changes()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await ConvenedAsync(app);
        (await CastAsync(app, id, "chair")).Ok();
        (await CastAsync(app, id, "member1")).Ok();
        var before = (await app.GetAsync("chair", id)).Ok().ETag;

        (await AttendAsync(app, id, "chair", "member1")).Refused(HttpStatusCode.Conflict, "dossier.council_voting_began");
        (await app.PostAsync("member2", id, "council-vote", "council/recusals", new { reason = "Muộn" })).Refused(
            HttpStatusCode.Conflict,
            "dossier.council_voting_began"
        );
        (await ConveneAsync(app, id, mode: "Secret")).Refused(HttpStatusCode.Conflict, "dossier.council_convened");

        Assert.Equal(before, (await app.GetAsync("chair", id)).Ok().ETag);
        Assert.False(
            (await CloseAsync(app, id)).Ok().Body.GetProperty("council").GetProperty("result").GetProperty("carried").GetBoolean()
        );
    }

    [Fact]
    public async Task A_count_is_neither_recorded_again_nor_wiped_out_by_another_session()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await ConvenedAsync(app, "Secret");
        (await CountAsync(app, id, issued: 3, returned: 3, inFavour: 1, against: 2, invalid: 0)).Ok();

        (await CountAsync(app, id, issued: 3, returned: 3, inFavour: 3, against: 0, invalid: 0)).Refused(
            HttpStatusCode.Conflict,
            "dossier.council_already_counted"
        );
        (await ConveneAsync(app, id, mode: "Secret")).Refused(HttpStatusCode.Conflict, "dossier.council_convened");
        (await AttendAsync(app, id, Everyone)).Refused(HttpStatusCode.Conflict, "dossier.council_voting_began");
        Assert.DoesNotContain("CountBallots", (await app.GetAsync("chair", id)).Ok().Actions);
    }

    [Fact]
    public async Task Members_are_accounts_however_their_ids_are_written_and_no_mere_names()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        var (leader, chair) = (Guid.CreateVersion7().ToString(), Guid.CreateVersion7());
        using var convener = app.AsNew(leader, $"leader@{DossierApp.Province}");
        using var chairing = app.AsNew(chair.ToString(), $"council@{DossierApp.Province}");
        var council = $"/dossiers/{id}/stages/council-vote/council";
        Task<Answer> NameAsync(params string[] subjects) =>
            DossierApp.SendAsync(
                convener,
                HttpMethod.Put,
                council,
                new
                {
                    heldOn = Today,
                    mode = "Open",
                    members = subjects.Select(
                        (subject, place) =>
                            new
                            {
                                subject,
                                name = "Ủy viên",
                                position = "Giám đốc",
                                department = "Sở",
                                isChair = place == 0,
                            }
                    ),
                }
            );

        (await NameAsync(chair.ToString(), chair.ToString().ToUpperInvariant())).Refused(
            HttpStatusCode.BadRequest,
            "dossier.council_member_twice"
        );
        (await NameAsync(chair.ToString(), "Nguyễn Văn A")).Refused(HttpStatusCode.BadRequest, "dossier.council_member_not_account");
        (await NameAsync(chair.ToString("B").ToUpperInvariant())).Ok();

        string[] present = [chair.ToString("N")];
        (await DossierApp.SendAsync(chairing, HttpMethod.Put, council + "/attendance", new { present })).Ok();
        (await DossierApp.SendAsync(chairing, HttpMethod.Post, council + "/ballots", new { inFavour = true })).Ok();
    }

    [Fact]
    public async Task The_council_s_work_waits_for_the_leader_until_it_is_convened()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        async Task<bool> WaitsAsync(string person) =>
            (await app.ReadAsync(person, "/dossiers/inbox")).Ok().Text.Contains(id, StringComparison.Ordinal);

        Assert.Equal((true, false), (await WaitsAsync("province-leader"), await WaitsAsync("member1")));
        (await ConveneAsync(app, id)).Ok();

        Assert.Equal((false, true), (await WaitsAsync("province-leader"), await WaitsAsync("member1")));
        Assert.Equal("leader", (await app.Events.WaitForAsync<StageOpened>(opened => opened.Stage == "council-vote")).ActorRole);
    }

    [Fact]
    public async Task Of_fifty_ballots_of_one_member_at_once_exactly_one_counts()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await ConvenedAsync(app);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(number => app.PostAsync("member1", id, "council-vote", "council/ballots", new { inFavour = number % 2 == 0 }))
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
    public async Task Who_prepared_the_dossier_may_not_sit_in_the_council(string subject)
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        var roster = new
        {
            heldOn = Today,
            mode = "Open",
            members = new[]
            {
                new
                {
                    subject,
                    name = "Cán bộ xã",
                    position = "Chuyên viên",
                    department = "UBND xã",
                    isChair = true,
                },
            },
        };

        (await app.PutAsync("province-leader", id, "council-vote", "council", roster)).Refused(
            HttpStatusCode.Conflict,
            "dossier.council_member_prepared"
        );
    }

    [Fact]
    public async Task A_roster_is_mended_until_somebody_votes()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        (await AttendAsync(app, id, "chair")).Refused(HttpStatusCode.Conflict, "dossier.council_not_convened");
        (await ConveneAsync(app, id, mode: "Secret")).Ok();
        (await ConveneAsync(app, id)).Ok();
        (await AttendAsync(app, id, "chair", "member1", "nobody")).Refused(HttpStatusCode.BadRequest, "dossier.council_not_member");
        (await AttendAsync(app, id, Everyone)).Ok();
        var mended = (await ConveneAsync(app, id)).Ok();

        Assert.Equal(0, mended.Body.GetProperty("council").GetProperty("attending").GetArrayLength());
        (await AttendAsync(app, id, Everyone)).Ok();
        (await CastAsync(app, id, "chair")).Ok();
        (await ConveneAsync(app, id)).Refused(HttpStatusCode.Conflict, "dossier.council_convened");
    }

    [Fact]
    public async Task A_bad_roster_is_refused_and_nothing_changes()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        var before = await app.GetAsync("province-leader", id);

        foreach (var body in BadRosters)
        {
            var refused = await app.PutAsync(
                "province-leader",
                id,
                "council-vote",
                "council",
                JsonSerializer.Deserialize<JsonElement>(body)
            );
            Assert.True(refused.Status == HttpStatusCode.BadRequest, $"{body}: {refused.Status}");
            Assert.False(string.IsNullOrEmpty(refused.Code));
        }

        Assert.Equal(before.Text, (await app.GetAsync("province-leader", id)).Text);
    }

    [Fact]
    public async Task Roster_and_ballots_are_the_councils_affair_and_the_result_everyones()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await ConvenedAsync(app);
        foreach (var member in Everyone)
        {
            (await CastAsync(app, id, member)).Ok();
        }

        var during = (await app.GetAsync("officer", id)).Ok().Body.GetProperty("council");
        Assert.Equal(0, during.GetProperty("members").GetArrayLength());
        Assert.Equal(0, during.GetProperty("ballots").GetArrayLength());
        (await CloseAsync(app, id)).Ok();

        var after = (await app.GetAsync("officer", id)).Ok().Body.GetProperty("council");
        Assert.True(after.GetProperty("result").GetProperty("carried").GetBoolean());
        Assert.Equal(0, after.GetProperty("ballots").GetArrayLength());
    }

    [Fact]
    public async Task A_decision_on_an_older_state_is_refused_with_the_state_now()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await ConvenedAsync(app);
        var seen = (await app.GetAsync("member1", id)).Ok().ETag;
        (await CastAsync(app, id, "chair")).Ok();

        var refused = await app.PostAsync("member1", id, "council-vote", "council/ballots", new { inFavour = true }, seen);

        refused.Refused(HttpStatusCode.PreconditionFailed, "request.stale");
        Assert.Equal(1, refused.Body.GetProperty("current").GetProperty("council").GetProperty("ballots").GetArrayLength());
    }

    [Fact]
    public async Task A_closed_session_takes_nothing_more()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        await app.VoteAsync(id, Today);

        (await CastAsync(app, id, "chair")).Refused(HttpStatusCode.Conflict, "dossier.stage_not_open");
        (await app.PostAsync("chair", id, "council-vote", "council/closing", new { number = "2/BB", date = Today })).Refused(
            HttpStatusCode.Conflict,
            "dossier.stage_not_open"
        );
    }

    private static async Task<string> ConvenedAsync(DossierApp app, string mode = "Open")
    {
        var id = await app.ToCouncilAsync();
        (await app.PutAsync("province-leader", id, "council-vote", "council", DossierSteps.Roster(Today, mode))).Ok();
        (await AttendAsync(app, id, Everyone)).Ok();
        return id;
    }

    private static Task<Answer> ConveneAsync(DossierApp app, string id, string by = "province-leader", string mode = "Open") =>
        app.PutAsync(by, id, "council-vote", "council", DossierSteps.Roster(Today, mode));

    private static Task<Answer> AttendAsync(DossierApp app, string id, params string[] present) =>
        app.PutAsync("chair", id, "council-vote", "council/attendance", new { present });

    private static Task<Answer> CastAsync(DossierApp app, string id, string member) =>
        app.PostAsync(member, id, "council-vote", "council/ballots", new { inFavour = true });

    private static Task<Answer> CountAsync(
        DossierApp app,
        string id,
        int issued,
        int returned,
        int inFavour,
        int against,
        int invalid,
        string by = "chair"
    ) =>
        app.PutAsync(
            by,
            id,
            "council-vote",
            "council/count",
            new
            {
                issued,
                returned,
                inFavour,
                against,
                invalid,
            }
        );

    private static async Task<Answer> CloseAsync(DossierApp app, string id)
    {
        (await app.UploadAsync("chair", id, "council-vote", "council-minutes")).Ok();
        return await app.PostAsync("chair", id, "council-vote", "council/closing", new { number = "12/BB-HĐTĐ", date = Today });
    }
}
