using System.Net;
using System.Text.Json;

namespace Ntm.Dossier.Tests.Features;

/// <summary>The appraisal council as numbered decisions of the province.</summary>
public sealed class CouncilDecisionTests
{
    private static readonly string[] BadRosters =
    [
        """{"subject":"a","name":null,"position":"P","department":"D","role":"Chair"}""",
        """{"subject":"a","name":"A","position":"P","department":"D","role":"Boss"}""",
        """{"subject":"a","name":"A","position":"P","department":"D","role":1}""",
        """{"subject":"a","name":"A","position":"P","department":"D","isChair":true}""",
        """{"subject":"a","name":"A","position":"P","department":"D","role":"Chair"}""",
        """null""",
        "",
    ];

    [Fact]
    public async Task A_council_is_set_up_and_its_amendment_replaces_the_members_from_its_day_on()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.SetUpCouncilAsync();
        object[] members = [CouncilSteps.Member("chair", "Chair"), CouncilSteps.Member("off-roster", "Secretary")];

        var amended = (await AmendAsync(app, id, app.Decision("2/QĐ-UBND", members, "2023-03-01"))).Ok();
        var before = (await app.ReadAsync("auditor", $"/dossiers/councils/{id}?day=2023-02-28")).Ok();
        var after = (await app.ReadAsync("auditor", $"/dossiers/councils/{id}?day=2023-03-01")).Ok();

        Assert.Equal(["1/QĐ-UBND", "2/QĐ-UBND"], Numbers(amended.Body.GetProperty("decisions")));
        Assert.Equal(
            ("1/QĐ-UBND", "2/QĐ-UBND"),
            (
                before.Body.GetProperty("inForce").GetProperty("number").GetString(),
                after.Body.GetProperty("inForce").GetProperty("number").GetString()
            )
        );
        Assert.Equal(4, amended.Body.GetProperty("decisions")[0].GetProperty("members").GetArrayLength());
        Assert.Equal("province-leader", amended.Body.GetProperty("decisions")[1].GetProperty("recordedBy").GetString());
    }

    [Fact]
    public async Task A_session_keeps_its_members_when_the_council_is_amended()
    {
        await using var app = await DossierApp.StartAsync();
        var council = await app.SetUpCouncilAsync();
        var id = await app.ToAssembledAsync();
        object[] members = [CouncilSteps.Member("off-roster", "Chair"), CouncilSteps.Member("member1", "Secretary")];
        app.Platform.Clock.Advance(TimeSpan.FromDays(1));
        (await AmendAsync(app, council, app.Decision("2/QĐ-UBND", members))).Ok();

        (await app.CastAsync(id, "chair")).Ok();
        (await app.CastAsync(id, "off-roster")).Refused(HttpStatusCode.Forbidden, "dossier.council_not_on_roster");
        (await app.CloseAsync(id)).Ok();

        (await app.ConveneAsync(id, "chair", councilId: council)).Refused(HttpStatusCode.Forbidden, "dossier.council_not_on_roster");
        var next = (await app.ConveneAsync(id, "off-roster", councilId: council)).Ok().Body.GetProperty("council");
        Assert.Equal("2/QĐ-UBND", next.GetProperty("decisionNumber").GetString());
        Assert.Equal(2, next.GetProperty("members").GetArrayLength());
    }

    [Fact]
    public async Task A_session_is_convened_out_of_a_council_in_force_on_its_day_and_of_its_own_province()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        var (officer, leader) = (app.AsNew("officer-44", "officer@44"), app.AsNew("leader-44", "leader@44"));
        var foreign = (await app.DecideAsync("/dossiers/councils", app.Decision("1/QĐ-UBND"), officer, leader)).Ok().Id;
        var later = (await app.DecideAsync("/dossiers/councils", app.Decision("3/QĐ-UBND", validFrom: "2023-02-02"))).Ok().Id;

        foreach (var council in new[] { foreign, later, Guid.CreateVersion7().ToString() })
        {
            (await app.ConveneAsync(id, councilId: council)).Refused(HttpStatusCode.Conflict, "dossier.council_not_in_force");
        }

        app.Platform.Clock.Advance(TimeSpan.FromDays(1));
        (await app.ConveneAsync(id, councilId: later)).Ok();
    }

    [Theory]
    [InlineData("province-officer", HttpStatusCode.Created, "")]
    [InlineData("appraiser", HttpStatusCode.Created, "")]
    [InlineData("province-leader", HttpStatusCode.Forbidden, "entry.preparers_only")]
    [InlineData("officer", HttpStatusCode.Forbidden, "entry.preparers_only")]
    [InlineData("district-leader", HttpStatusCode.Forbidden, "entry.preparers_only")]
    [InlineData("chair", HttpStatusCode.Forbidden, "entry.preparers_only")]
    [InlineData("administrator", HttpStatusCode.Forbidden, "entry.preparers_only")]
    public async Task Only_a_province_s_officers_and_appraisers_prepare_its_councils(string person, HttpStatusCode status, string code)
    {
        await using var app = await DossierApp.StartAsync();
        var council = await app.SetUpCouncilAsync();

        var setUp = await app.SendAsync(person, HttpMethod.Post, "/dossiers/councils", app.Decision("5/QĐ-UBND"));
        var amended = await app.SendAsync(
            person,
            HttpMethod.Post,
            $"/dossiers/councils/{council}/decisions",
            app.Decision("6/QĐ-UBND", validFrom: "2023-02-02")
        );

        Assert.Equal(status, setUp.Status);
        Assert.True(code.Length == 0 || setUp.Code == code);
        Assert.Equal(person is "officer" or "district-leader" ? HttpStatusCode.NotFound : status, amended.Status);
    }

    [Fact]
    public async Task Councils_are_seen_by_the_accounts_of_their_own_province_only()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.SetUpCouncilAsync();
        using var other = app.AsNew("other", "leader@44");

        foreach (var person in new[] { "officer", "district-leader", "surveyor" })
        {
            Assert.Equal(0, (await app.ReadAsync(person, "/dossiers/councils")).Ok().Body.GetProperty("items").GetArrayLength());
            (await app.ReadAsync(person, $"/dossiers/councils/{id}")).Refused(HttpStatusCode.NotFound, "dossier.council_unknown");
        }

        (await DossierApp.SendAsync(other, HttpMethod.Get, $"/dossiers/councils/{id}", null)).Refused(
            HttpStatusCode.NotFound,
            "dossier.council_unknown"
        );
        Assert.Equal(1, (await app.ReadAsync("appraiser", "/dossiers/councils")).Ok().Body.GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("2023-02-02", "2023-02-02", null, "dossier.date_in_future")]
    [InlineData("2023-02-01", "2023-01-31", null, "dossier.date_too_early")]
    [InlineData("2023-02-01", "2023-02-01", "2023-01-31", "dossier.date_too_early")]
    [InlineData("2010-01-01", "2010-01-01", null, "dossier.vote_rule_missing")]
    public async Task A_decision_with_wrong_days_is_refused(string date, string validFrom, string? validTo, string code)
    {
        await using var app = await DossierApp.StartAsync();

        var refused = await app.DecideAsync(
            "/dossiers/councils",
            new
            {
                name = "Hội đồng",
                number = "1/QĐ",
                date,
                issuer = "Chủ tịch UBND tỉnh",
                validFrom,
                validTo,
                members = new[] { CouncilSteps.Member("chair", "Chair"), CouncilSteps.Member("secretary", "Secretary") },
            }
        );

        Assert.Contains(code, refused.Codes);
    }

    [Fact]
    public async Task A_decision_is_recorded_once_and_an_amendment_begins_after_what_it_amends()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.SetUpCouncilAsync();

        (await app.DecideAsync("/dossiers/councils", app.Decision("1/QĐ-UBND"))).Refused(
            HttpStatusCode.Conflict,
            "dossier.council_decision_twice"
        );
        (await AmendAsync(app, id, app.Decision("2/QĐ-UBND"))).Refused(HttpStatusCode.BadRequest, "dossier.date_too_early");
        (await AmendAsync(app, id, app.Decision("1/QĐ-UBND", validFrom: "2023-02-02"))).Refused(
            HttpStatusCode.Conflict,
            "dossier.council_decision_twice"
        );
    }

    [Fact]
    public async Task Of_two_amendments_at_once_the_second_is_decided_on_the_first()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.SetUpCouncilAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(2, 8).Select(number => AmendAsync(app, id, app.Decision($"{number}/QĐ-UBND", validFrom: "2023-02-02")))
        );

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(
            answers.Where(answer => answer.Status != HttpStatusCode.OK),
            answer => answer.Refused(HttpStatusCode.BadRequest, "dossier.date_too_early")
        );
    }

    [Fact]
    public async Task A_bad_roster_is_refused_and_nothing_is_set_up()
    {
        await using var app = await DossierApp.StartAsync();
        foreach (var member in BadRosters)
        {
            var body = $$"""
                {"name":"H","number":"1","date":"2023-02-01","issuer":"U","validFrom":"2023-02-01","members":[{{member}}]}
                """;
            var refused = await app.DecideAsync("/dossiers/councils", JsonSerializer.Deserialize<JsonElement>(body));
            Assert.True(refused.Status == HttpStatusCode.BadRequest, $"{member}: {refused.Status}");
            Assert.False(string.IsNullOrEmpty(refused.Code));
        }

        Assert.Equal(0, (await app.ReadAsync("auditor", "/dossiers/councils")).Ok().Body.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Members_are_accounts_however_their_ids_are_written_and_no_mere_names()
    {
        await using var app = await DossierApp.StartAsync();
        var chair = Guid.CreateVersion7();
        var secretary = Guid.CreateVersion7().ToString();
        using var officer = app.AsNew(Guid.CreateVersion7().ToString(), $"officer@{DossierApp.Province}");
        Task<Answer> NameAsync(params object[] members) =>
            app.DecideAsync("/dossiers/councils", app.Decision("1/QĐ-UBND", members), officer);

        (
            await NameAsync(
                CouncilSteps.Member(chair.ToString(), "Chair"),
                CouncilSteps.Member(chair.ToString().ToUpperInvariant(), "Secretary")
            )
        ).Refused(HttpStatusCode.BadRequest, "dossier.council_member_twice");
        (await NameAsync(CouncilSteps.Member(chair.ToString(), "Chair"), CouncilSteps.Member("Nguyễn Văn A", "Secretary"))).Refused(
            HttpStatusCode.BadRequest,
            "dossier.council_member_not_account"
        );
        var council = (
            await NameAsync(
                CouncilSteps.Member(chair.ToString("B").ToUpperInvariant(), "Chair"),
                CouncilSteps.Member(secretary, "Secretary")
            )
        ).Ok();

        using var chairing = app.AsNew(chair.ToString(), $"council@{DossierApp.Province}");
        var id = await app.ToCouncilAsync();
        var session = $"/dossiers/{id}/stages/council-vote/council";
        object convocation = new
        {
            councilId = council.Id,
            heldOn = app.Today,
            mode = "Open",
        };
        string[] present = [chair.ToString("N"), secretary];
        (await DossierApp.SendAsync(chairing, HttpMethod.Put, session, convocation)).Ok();
        (await DossierApp.SendAsync(chairing, HttpMethod.Put, session + "/attendance", new { present })).Ok();
        (await DossierApp.SendAsync(chairing, HttpMethod.Post, session + "/ballots", new { choice = "InFavour" })).Ok();
    }

    [Fact]
    public async Task What_no_confirmed_source_asks_for_is_shown_and_refuses_nothing()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.SetUpCouncilAsync();

        var decision = (await app.ReadAsync("auditor", $"/dossiers/councils/{id}")).Ok().Body.GetProperty("inForce");

        Assert.Equal(3, decision.GetProperty("quorumNeeded").GetInt32());
        Assert.Contains("cần ít nhất 5", Assert.Single(decision.GetProperty("notices").EnumerateArray()).GetString());
    }

    private static Task<Answer> AmendAsync(DossierApp app, string id, object decision) =>
        app.DecideAsync($"/dossiers/councils/{id}/decisions", decision);

    private static IEnumerable<string?> Numbers(JsonElement decisions) =>
        decisions.EnumerateArray().Select(decision => decision.GetProperty("number").GetString());
}
