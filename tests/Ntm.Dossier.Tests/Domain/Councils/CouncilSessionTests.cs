using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ntm.Dossier.Domain;
using Ntm.Dossier.Domain.Councils;
using Ntm.Web;

namespace Ntm.Dossier.Tests.Domain.Councils;

public sealed class CouncilSessionTests
{
    private static readonly DateOnly Day = new(2023, 6, 28);
    private static readonly VoteRules Rules = VoteRules.Load();
    private static readonly CouncilMinutes Minutes = new("12/BB-HĐTĐ", Day);
    private static readonly BallotSeal Seal = new(RandomNumberGenerator.GetBytes(32));
    private static readonly Act Act = new("leader", new DateTimeOffset(2023, 6, 28, 2, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Exactly_90_percent_of_those_present_carries()
    {
        var result = OpenVote(members: 20, present: 20, inFavour: 18, against: 2).Result!;

        Assert.True(result.Carried);
        Assert.Equal(90m, result.Percent);
        Assert.Equal(18, result.InFavourNeeded);
    }

    [Fact]
    public void One_ballot_below_90_percent_loses()
    {
        var result = OpenVote(members: 20, present: 20, inFavour: 17, against: 3).Result!;

        Assert.False(result.Carried);
        Assert.Equal(85m, result.Percent);
    }

    [Theory]
    [InlineData(9, 9, true)]
    [InlineData(9, 8, false)]
    [InlineData(10, 9, true)]
    [InlineData(11, 10, true)]
    [InlineData(19, 17, false)]
    [InlineData(19, 18, true)]
    [InlineData(29, 26, false)]
    public void The_share_is_compared_without_rounding(int present, int inFavour, bool carried)
    {
        var result = OpenVote(present, present, inFavour, present - inFavour).Result!;

        Assert.Equal(carried, result.Carried);
        Assert.Equal(carried, inFavour * 100 >= present * 90);
    }

    [Theory]
    [InlineData(8, 0)]
    [InlineData(1, 0)]
    [InlineData(0, 9)]
    public void A_vote_that_not_everyone_present_cast_is_not_lost_and_has_no_result(int inFavour, int against)
    {
        var closed = OpenVote(members: 10, present: 10, inFavour, against);

        Assert.Null(closed.Result);
        Assert.Equal(Minutes, closed.Minutes);
    }

    [Fact]
    public void A_vote_that_is_carried_already_does_not_need_the_last_ones()
    {
        var result = OpenVote(members: 10, present: 10, inFavour: 9, against: 0).Result!;

        Assert.True(result.Carried);
        Assert.Equal(1, result.NotCast);
    }

    [Fact]
    public void Two_thirds_of_the_roster_are_a_quorum_and_one_less_is_none()
    {
        Assert.False(Attended(members: 22, present: 15).Cast("m1", BallotChoice.InFavour, Seal).Refused);

        var refused = Attended(members: 22, present: 14).Cast("m1", BallotChoice.InFavour, Seal);
        Assert.Equal(["dossier.council_no_quorum"], Codes(refused));
        Assert.Contains("cần ít nhất 15", refused.Errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_without_quorum_is_closed_without_a_result()
    {
        Assert.Null(Close(Attended(members: 9, present: 5)).Value!.Result);
        Assert.Null(Close(Session(9)).Value!.Result);
    }

    [Fact]
    public void A_recused_member_does_not_count_as_present_and_may_not_vote()
    {
        var session = Attended(members: 10, present: 10).Recuse("m10", "Là người của xã").Value!;

        Assert.Equal(9, session.Present);
        Assert.Equal(["dossier.council_member_recused"], Codes(session.Cast("m10", BallotChoice.InFavour, Seal)));
        var result = Close(Vote(session, 9, 0)).Value!.Result!;
        Assert.True(result.Carried);
        Assert.Equal((9, 1, 9), (result.Present, result.Recused, result.InFavourNeeded));
    }

    [Fact]
    public void A_recusal_can_cost_the_quorum()
    {
        var session = Attended(members: 9, present: 6).Recuse("m6", "Là người của xã").Value!;

        Assert.Equal(["dossier.council_no_quorum"], Codes(session.Cast("m1", BallotChoice.InFavour, Seal)));
    }

    [Fact]
    public void From_the_first_ballot_on_nobody_steps_back_comes_or_goes()
    {
        var session = Attended(members: 3, present: 2).Cast("m1", BallotChoice.InFavour, Seal).Value!;

        Assert.Equal(["dossier.council_voting_began"], Codes(session.Recuse("m1", "Muộn")));
        Assert.Equal(["dossier.council_voting_began"], Codes(session.Recuse("m2", "Muộn")));
        Assert.Equal(["dossier.council_voting_began"], Codes(session.RecordAttendance(["m1"])));
        Assert.Equal(["dossier.council_voting_began"], Codes(session.RecordAttendance(["m1", "m2", "m3"])));
    }

    [Fact]
    public void Nobody_votes_twice()
    {
        var session = Attended(members: 3, present: 3).Cast("m1", BallotChoice.InFavour, Seal).Value!;

        Assert.Equal(["dossier.council_voted_twice"], Codes(session.Cast("m1", BallotChoice.Against, Seal)));
        Assert.Single(session.Ballots);
    }

    [Fact]
    public void Neither_a_stranger_nor_an_absent_member_votes()
    {
        var session = Attended(members: 4, present: 3);

        Assert.Equal(["dossier.council_not_member"], Codes(session.Cast("stranger", BallotChoice.InFavour, Seal)));
        Assert.Equal(["dossier.council_member_absent"], Codes(session.Cast("m4", BallotChoice.InFavour, Seal)));
    }

    [Fact]
    public void Attendance_names_every_stranger_and_every_repetition_at_once()
    {
        var refused = Session(3).RecordAttendance(["m1", "m1", "x", "y"]);

        Assert.Equal(["dossier.council_not_member", "dossier.council_not_member", "dossier.council_attendance_twice"], Codes(refused));
    }

    [Fact]
    public void Invalid_ballots_count_among_those_present()
    {
        var session = Attended(members: 20, present: 20, BallotMode.Paper).RecordCount(new(20, 20, 17, 0, 3), Seal).Value!;

        var result = Close(session).Value!.Result!;
        Assert.False(result.Carried);
        Assert.Equal((17, 0, 3, 0), (result.InFavour, result.Against, result.Invalid, result.NotCast));
    }

    [Fact]
    public void Paper_ballots_of_exactly_90_percent_carry_with_some_not_returned()
    {
        var session = Attended(members: 20, present: 20, BallotMode.Paper).RecordCount(new(20, 18, 18, 0, 0), Seal).Value!;

        var result = Close(session).Value!.Result!;
        Assert.True(result.Carried);
        Assert.Equal(2, result.NotCast);
    }

    [Theory]
    [InlineData(11, 10, 9, 1, 0, "dossier.council_issued_differs")]
    [InlineData(9, 9, 8, 1, 0, "dossier.council_issued_differs")]
    [InlineData(10, 11, 10, 1, 0, "dossier.council_more_returned_than_issued")]
    [InlineData(10, 10, 9, 0, 0, "dossier.council_count_sum")]
    [InlineData(10, 9, 10, -1, 0, "dossier.council_count_negative")]
    [InlineData(10, -2, int.MaxValue, int.MaxValue, 0, "dossier.council_count_negative,dossier.council_count_sum")]
    public void The_arithmetic_of_paper_ballots_is_checked(int issued, int returned, int inFavour, int against, int invalid, string codes)
    {
        var refused = Attended(members: 10, present: 10, BallotMode.Paper)
            .RecordCount(new SecretBallotCount(issued, returned, inFavour, against, invalid), Seal);

        Assert.Equal(codes.Split(','), Codes(refused));
    }

    [Fact]
    public void A_count_is_recorded_once_and_shuts_the_session()
    {
        var session = Attended(members: 10, present: 9, BallotMode.Paper).RecordCount(new(9, 9, 8, 1, 0), Seal).Value!;

        Assert.Equal(["dossier.council_already_counted"], Codes(session.RecordCount(new(9, 9, 9, 0, 0), Seal)));
        Assert.Equal(["dossier.council_voting_began"], Codes(session.Recuse("m1", "Muộn")));
        Assert.Equal(["dossier.council_voting_began"], Codes(session.RecordAttendance(["m1"])));
    }

    [Fact]
    public void One_account_is_one_member_however_its_id_is_written()
    {
        var id = Guid.CreateVersion7();
        CouncilMember[] members =
        [
            new(id.ToString(), "An", "Phó Chủ tịch", "UBND tỉnh", CouncilRole.Chair),
            new("s", "Bình", "Chuyên viên", "VPĐP", CouncilRole.Secretary),
        ];

        var session = Open(members).Value!;
        Assert.Equal(["dossier.council_attendance_twice"], Codes(session.RecordAttendance([id.ToString(), id.ToString("N")])));
        var voted = session.RecordAttendance([id.ToString("N"), "s"]).Value!.Cast(id.ToString(), BallotChoice.InFavour, Seal).Value!;
        Assert.Equal(["dossier.council_voted_twice"], Codes(voted.Cast(id.ToString().ToUpperInvariant(), BallotChoice.Against, Seal)));
    }

    [Fact]
    public void A_deputy_presides_for_a_chair_who_has_stepped_back_and_somebody_must()
    {
        Recusal[] recusals = [new("M1", "Là người của xã")];
        var members = Roster(4);
        Assert.Equal(["dossier.council_no_presider"], Codes(Open(members, recusals)));

        members[2] = members[2] with { Role = CouncilRole.Deputy };
        var session = Open(members, recusals).Value!;
        Assert.Equal(
            (false, true, true, false),
            (session.IsKeptBy("m1"), session.IsKeptBy("m2"), session.IsKeptBy("m3"), session.IsKeptBy("m4"))
        );
        Assert.False(Open(members).Value!.IsKeptBy("m3"));
        Assert.Equal(
            ["dossier.council_no_presider"],
            Codes(
                    session
                        .Recuse("m3", "Là người của xã")
                        .Value!.RecordAttendance(["m2", "m4", "m1"])
                        .Value!.Cast("m2", BallotChoice.InFavour, Seal)
                )
                .Where(code => code != "dossier.council_no_quorum")
        );
    }

    [Fact]
    public void A_secret_ballot_is_counted_when_everyone_has_voted_and_not_before()
    {
        var session = Vote(Attended(members: 4, present: 4, BallotMode.Secret), 2, 1);
        Assert.Equal(["dossier.council_ballots_outstanding"], Codes(session.RecordCount(null, Seal)));

        var voted = session.Cast("m4", BallotChoice.Blank, Seal).Value!;
        Assert.Equal(["dossier.council_not_counted"], Codes(Close(voted)));
        var counted = voted.RecordCount(null, Seal).Value!;

        Assert.Equal(new SecretBallotCount(4, 4, 2, 1, 1), counted.Count);
        Assert.Null(counted.Urn);
        Assert.Equal(["dossier.council_already_counted"], Codes(counted.RecordCount(null, Seal)));
        Assert.False(Close(counted).Value!.Result!.Carried);
    }

    [Fact]
    public void A_secret_ballot_closed_early_stays_secret_for_good()
    {
        var closed = Close(Vote(Attended(members: 4, present: 4, BallotMode.Secret), 3, 0)).Value!;

        Assert.Null(closed.Urn);
        Assert.Null(closed.Count);
        Assert.Null(closed.Result);
    }

    [Fact]
    public void An_urn_opens_only_with_its_key_for_its_session_and_untouched()
    {
        var session = Vote(Attended(members: 3, present: 3, BallotMode.Secret), 2, 1);
        var touched = session with { Urn = session.Urn![..20] + (session.Urn[20] == 'A' ? 'B' : 'A') + session.Urn[21..] };

        Assert.Equal(new BallotTotals(2, 1, 0), Seal.Open(session.Id, session.Urn));
        Assert.Null(new BallotSeal(RandomNumberGenerator.GetBytes(32)).Open(session.Id, session.Urn));
        Assert.Null(Seal.Open(Guid.CreateVersion7(), session.Urn));
        Assert.Null(Seal.Open(session.Id, "không phải"));
        Assert.Equal(["dossier.council_urn_unreadable"], Codes(touched.RecordCount(null, Seal)));
        Assert.Null(Close(touched).Value!.Result);
    }

    [Fact]
    public void The_ways_of_voting_do_not_mix()
    {
        var secret = Attended(members: 3, present: 3, BallotMode.Secret);
        var open = Attended(members: 3, present: 3);

        var paper = Attended(members: 3, present: 3, BallotMode.Paper);
        SecretBallotCount count = new(3, 3, 3, 0, 0);

        Assert.Equal(["dossier.council_ballot_mode"], Codes(paper.Cast("m1", BallotChoice.InFavour, Seal)));
        Assert.Contains("dossier.council_ballot_mode", Codes(paper.RecordCount(null, Seal)));
        Assert.Equal(["dossier.council_ballot_mode"], Codes(open.RecordCount(count, Seal)));
        Assert.Equal(["dossier.council_ballot_mode"], Codes(secret.RecordCount(count, Seal)));
    }

    [Fact]
    public void Minutes_need_a_number_and_a_day_between_session_and_today()
    {
        var session = Vote(Attended(members: 3, present: 3), 3, 0);

        Assert.Equal(
            ["dossier.council_text_invalid", "dossier.council_minutes_date"],
            Codes(session.Close(new CouncilMinutes(" ", Day.AddDays(-1)), [], Day, Seal))
        );
        Assert.Equal(
            ["dossier.council_minutes_date"],
            Codes(session.Close(new CouncilMinutes("1/BB", Day.AddDays(2)), [], Day.AddDays(1), Seal))
        );
        Assert.False(session.Close(new CouncilMinutes("1/BB", Day.AddDays(1)), [], Day.AddDays(1), Seal).Refused);
    }

    [Fact]
    public void A_closed_session_changes_no_more()
    {
        var closed = OpenVote(members: 3, present: 3, inFavour: 3, against: 0);

        Assert.Contains("dossier.council_session_closed", Codes(closed.RecordAttendance(["m1", "m2", "m3"])));
        Assert.Contains("dossier.council_session_closed", Codes(closed.Recuse("m1", "Muộn")));
        Assert.Contains("dossier.council_session_closed", Codes(closed.Cast("m1", BallotChoice.Against, Seal)));
        Assert.Contains("dossier.council_session_closed", Codes(Close(closed)));
    }

    [Fact]
    public void A_day_without_a_rule_is_refused() =>
        Assert.Equal(
            ["dossier.vote_rule_missing"],
            Codes(CouncilSession.Open(Convocation() with { HeldOn = new DateOnly(2010, 1, 1) }, Decision(Roster(3)), Act, Rules, []))
        );

    [Fact]
    public void A_blank_line_in_the_attendance_is_refused_and_never_throws() =>
        Assert.Equal(["dossier.council_not_member"], Codes(Session(3).RecordAttendance(["m1", null!])));

    [Fact]
    public void A_rule_whose_source_is_unconfirmed_never_decides()
    {
        var unconfirmed = VoteRules.Parse(
            new MemoryStream(
                Encoding.UTF8.GetBytes(
                    """
                    {"rules":[{"key":"r","title":"t","validFrom":"2020-01-01",
                    "size":{"fewest":3,"odd":false,"source":"s","mark":"M"},
                    "quorum":{"numerator":1,"denominator":2,"source":"s","mark":"M?"},
                    "majority":{"numerator":9,"denominator":10,"source":"s","mark":"V1"}}]}
                    """
                )
            )
        );

        Assert.Equal(
            ["dossier.vote_rule_unconfirmed"],
            Codes(CouncilSession.Open(Convocation(), Decision(Roster(3)), Act, unconfirmed, []))
        );
    }

    [Fact]
    public void A_session_survives_being_stored_as_JSON()
    {
        var closed = OpenVote(members: 10, present: 9, inFavour: 9, against: 0);

        var read = JsonSerializer.Deserialize<CouncilSession>(JsonSerializer.Serialize(closed))!;

        Assert.Equal(closed.Result, read.Result);
        Assert.Equal(closed.Rule, read.Rule);
        Assert.Equal(closed.Members, read.Members);
        Assert.Equal(JsonSerializer.Serialize(closed), JsonSerializer.Serialize(read));
    }

    [Fact]
    public void Faults_are_refusals_with_a_Vietnamese_text()
    {
        var fault = Assert.Single(Session(3).RecordAttendance(["x"]).Errors);

        Assert.Equal((ErrorKind.Invalid, "present"), (fault.Kind, fault.Field));
        Assert.Contains("hội đồng", fault.Message, StringComparison.Ordinal);
    }

    private static CouncilSession OpenVote(int members, int present, int inFavour, int against) =>
        Close(Vote(Attended(members, present), inFavour, against)).Value!;

    private static Result<CouncilSession> Close(CouncilSession session) => session.Close(Minutes, [], Day, Seal);

    private static CouncilSession Vote(CouncilSession session, int inFavour, int against) =>
        Enumerable
            .Range(1, inFavour + against)
            .Aggregate(
                session,
                (open, number) => open.Cast($"m{number}", number <= inFavour ? BallotChoice.InFavour : BallotChoice.Against, Seal).Value!
            );

    private static CouncilSession Attended(int members, int present, BallotMode mode = BallotMode.Open) =>
        Session(members, mode).RecordAttendance([.. Enumerable.Range(1, present).Select(number => $"m{number}")]).Value!;

    private static CouncilSession Session(int members, BallotMode mode = BallotMode.Open) =>
        CouncilSession.Open(Convocation() with { Mode = mode }, Decision(Roster(members)), Act, Rules, []).Value!;

    private static Result<CouncilSession> Open(CouncilMember[] members, Recusal[]? recusals = null) =>
        CouncilSession.Open(Convocation(), Decision(members), Act, Rules, recusals ?? []);

    private static Convocation Convocation() => new(Guid.Empty, Day, BallotMode.Open);

    private static CouncilDecision Decision(CouncilMember[] members) => CouncilDecisions.Of(members) with { ValidFrom = Day, Date = Day };

    private static CouncilMember[] Roster(int members) => CouncilDecisions.Roster(members);

    private static IEnumerable<string> Codes(Result<CouncilSession> answer) => answer.Errors.Select(fault => fault.Code);
}
