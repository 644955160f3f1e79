using System.Text;
using System.Text.Json;
using Ntm.Commands;
using Ntm.Dossier.Domain.Councils;
using Ntm.Web;

namespace Ntm.Dossier.Tests.Domain.Councils;

public sealed class CouncilSessionTests
{
    private static readonly DateOnly Day = new(2023, 6, 28);
    private static readonly VoteRules Rules = VoteRules.Load();
    private static readonly CouncilMinutes Minutes = new("12/BB-HĐTĐ", Day);

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

    [Fact]
    public void A_member_present_who_does_not_vote_counts_among_those_present()
    {
        var result = OpenVote(members: 10, present: 10, inFavour: 8, against: 0).Result!;

        Assert.False(result.Carried);
        Assert.Equal(2, result.NotCast);
    }

    [Fact]
    public void Two_thirds_of_the_roster_are_a_quorum_and_one_less_is_none()
    {
        Assert.False(Attended(members: 22, present: 15).Cast("m1", true).Refused);

        var refused = Attended(members: 22, present: 14).Cast("m1", true);
        Assert.Equal(["dossier.council_no_quorum"], Codes(refused));
        Assert.Contains("cần ít nhất 15", refused.Errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_without_quorum_cannot_be_closed()
    {
        var refused = Attended(members: 9, present: 5).Close(Minutes, Day);

        Assert.Equal(["dossier.council_no_quorum", "dossier.council_nothing_voted"], Codes(refused));
    }

    [Fact]
    public void A_recused_member_does_not_count_as_present_and_may_not_vote()
    {
        var session = Attended(members: 10, present: 10).Recuse("m10", "Là người của xã").Value!;

        Assert.Equal(9, session.Present);
        Assert.Equal(["dossier.council_member_recused"], Codes(session.Cast("m10", true)));
        var result = Vote(session, 9, 0).Close(Minutes, Day).Value!.Result!;
        Assert.True(result.Carried);
        Assert.Equal((9, 1, 9), (result.Present, result.Recused, result.InFavourNeeded));
    }

    [Fact]
    public void A_recusal_can_cost_the_quorum()
    {
        var session = Attended(members: 9, present: 6).Recuse("m6", "Là người của xã").Value!;

        Assert.Equal(["dossier.council_no_quorum"], Codes(session.Cast("m1", true)));
    }

    [Fact]
    public void From_the_first_ballot_on_nobody_steps_back_comes_or_goes()
    {
        var session = Attended(members: 3, present: 2).Cast("m1", true).Value!;

        Assert.Equal(["dossier.council_voting_began"], Codes(session.Recuse("m1", "Muộn")));
        Assert.Equal(["dossier.council_voting_began"], Codes(session.Recuse("m2", "Muộn")));
        Assert.Equal(["dossier.council_voting_began"], Codes(session.RecordAttendance(["m1"])));
        Assert.Equal(["dossier.council_voting_began"], Codes(session.RecordAttendance(["m1", "m2", "m3"])));
    }

    [Fact]
    public void Nobody_votes_twice()
    {
        var session = Attended(members: 3, present: 3).Cast("m1", true).Value!;

        Assert.Equal(["dossier.council_voted_twice"], Codes(session.Cast("m1", false)));
        Assert.Single(session.Ballots);
    }

    [Fact]
    public void Neither_a_stranger_nor_an_absent_member_votes()
    {
        var session = Attended(members: 4, present: 3);

        Assert.Equal(["dossier.council_not_member"], Codes(session.Cast("stranger", true)));
        Assert.Equal(["dossier.council_member_absent"], Codes(session.Cast("m4", true)));
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
        var session = Attended(members: 20, present: 20, BallotMode.Secret).RecordCount(new SecretBallotCount(20, 20, 17, 0, 3)).Value!;

        var result = session.Close(Minutes, Day).Value!.Result!;
        Assert.False(result.Carried);
        Assert.Equal((17, 0, 3, 0), (result.InFavour, result.Against, result.Invalid, result.NotCast));
    }

    [Fact]
    public void A_secret_ballot_of_exactly_90_percent_carries_with_ballots_not_returned()
    {
        var session = Attended(members: 20, present: 20, BallotMode.Secret).RecordCount(new SecretBallotCount(20, 18, 18, 0, 0)).Value!;

        var result = session.Close(Minutes, Day).Value!.Result!;
        Assert.True(result.Carried);
        Assert.Equal(2, result.NotCast);
    }

    [Theory]
    [InlineData(11, 10, 9, 1, 0, "dossier.council_more_issued_than_present")]
    [InlineData(9, 10, 9, 1, 0, "dossier.council_more_returned_than_issued")]
    [InlineData(10, 10, 9, 0, 0, "dossier.council_count_sum")]
    [InlineData(10, 9, 10, -1, 0, "dossier.council_count_negative")]
    [InlineData(10, -2, int.MaxValue, int.MaxValue, 0, "dossier.council_count_negative,dossier.council_count_sum")]
    public void The_arithmetic_of_a_secret_ballot_is_checked(int issued, int returned, int inFavour, int against, int invalid, string codes)
    {
        var refused = Attended(members: 10, present: 10, BallotMode.Secret)
            .RecordCount(new SecretBallotCount(issued, returned, inFavour, against, invalid));

        Assert.Equal(codes.Split(','), Codes(refused));
    }

    [Fact]
    public void A_count_is_recorded_once_and_shuts_the_session()
    {
        var session = Attended(members: 10, present: 9, BallotMode.Secret).RecordCount(new SecretBallotCount(9, 9, 8, 1, 0)).Value!;

        Assert.Equal(["dossier.council_already_counted"], Codes(session.RecordCount(new SecretBallotCount(9, 9, 9, 0, 0))));
        Assert.Equal(["dossier.council_voting_began"], Codes(session.Recuse("m1", "Muộn")));
        Assert.Equal(["dossier.council_voting_began"], Codes(session.RecordAttendance(["m1"])));
    }

    [Fact]
    public void One_account_is_one_member_however_its_id_is_written()
    {
        var id = Guid.CreateVersion7();
        CouncilMember[] twice =
        [
            new(id.ToString(), "An", "Phó Chủ tịch", "UBND tỉnh", true),
            new(id.ToString("B").ToUpperInvariant(), "An", "Giám đốc", "Sở"),
        ];

        Assert.Equal(["dossier.council_member_twice"], Codes(Open(twice)));
        var session = Open([twice[0]]).Value!;
        Assert.Equal(["dossier.council_attendance_twice"], Codes(session.RecordAttendance([id.ToString(), id.ToString("N")])));
        var voted = session.RecordAttendance([id.ToString("N")]).Value!.Cast(id.ToString(), true).Value!;
        Assert.Equal(["dossier.council_voted_twice"], Codes(voted.Cast(id.ToString().ToUpperInvariant(), true)));
    }

    [Fact]
    public void Who_has_stepped_back_does_not_chair_and_does_not_count_as_present()
    {
        Recusal[] recusals = [new("M1", "Là người của xã")];

        Assert.Equal(["dossier.council_chair_recused"], Codes(Open(Roster(3), recusals)));
    }

    [Fact]
    public void The_two_ways_of_voting_do_not_mix()
    {
        var secret = Attended(members: 3, present: 3, BallotMode.Secret);
        var open = Attended(members: 3, present: 3);

        Assert.Equal(["dossier.council_ballot_mode"], Codes(secret.Cast("m1", true)));
        Assert.Equal(["dossier.council_ballot_mode"], Codes(open.RecordCount(new SecretBallotCount(3, 3, 3, 0, 0))));
    }

    [Fact]
    public void Minutes_need_a_number_and_a_day_between_session_and_today()
    {
        var session = Vote(Attended(members: 3, present: 3), 3, 0);

        Assert.Equal(
            ["dossier.council_text_invalid", "dossier.council_minutes_date"],
            Codes(session.Close(new CouncilMinutes(" ", Day.AddDays(-1)), Day))
        );
        Assert.Equal(["dossier.council_minutes_date"], Codes(session.Close(new CouncilMinutes("1/BB", Day.AddDays(2)), Day.AddDays(1))));
        Assert.False(session.Close(new CouncilMinutes("1/BB", Day.AddDays(1)), Day.AddDays(1)).Refused);
    }

    [Fact]
    public void A_closed_session_changes_no_more()
    {
        var closed = OpenVote(members: 3, present: 3, inFavour: 3, against: 0);

        Assert.Contains("dossier.council_session_closed", Codes(closed.RecordAttendance(["m1", "m2", "m3"])));
        Assert.Contains("dossier.council_session_closed", Codes(closed.Recuse("m1", "Muộn")));
        Assert.Contains("dossier.council_session_closed", Codes(closed.Cast("m1", false)));
        Assert.Contains("dossier.council_session_closed", Codes(closed.Close(Minutes, Day)));
    }

    [Fact]
    public void A_roster_names_all_its_faults_at_once()
    {
        CouncilMember[] members =
        [
            new("a", "An", "Phó Chủ tịch", "UBND tỉnh", true),
            new("a", "An", "Giám đốc", "Sở", true),
            new("b", "Bình\n", "Giám đốc", "Sở"),
            new("c", "Chi", "", "Sở"),
        ];

        var refused = CouncilSession.Open(Day, BallotMode.Open, members, new HashSet<string> { "C" }, Rules, []);

        Assert.Equal(
            ["members[2].name", "members[3].position"],
            refused.Errors.Where(fault => fault.Code == "dossier.council_text_invalid").Select(fault => fault.Field)
        );
        Assert.Equal(
            ["dossier.council_member_twice", "dossier.council_member_prepared", "dossier.council_one_chair"],
            Codes(refused).Where(code => code != "dossier.council_text_invalid")
        );
    }

    [Fact]
    public void An_empty_roster_or_a_day_without_a_rule_is_refused()
    {
        Assert.Equal(["dossier.council_roster_empty"], Codes(Open([])));
        Assert.Equal(
            ["dossier.vote_rule_missing"],
            Codes(CouncilSession.Open(new DateOnly(2010, 1, 1), BallotMode.Open, Roster(3), new HashSet<string>(), Rules, []))
        );
    }

    [Fact]
    public void A_blank_line_in_a_list_is_refused_and_never_throws()
    {
        Assert.Equal(["dossier.council_member_blank"], Codes(Open([.. Roster(2), null!])));
        Assert.Equal(["dossier.council_not_member"], Codes(Session(3).RecordAttendance(["m1", null!])));
    }

    [Fact]
    public void A_rule_whose_source_is_unconfirmed_never_decides()
    {
        var unconfirmed = VoteRules.Parse(
            new MemoryStream(
                Encoding.UTF8.GetBytes(
                    """
                    {"rules":[{"key":"r","title":"t","validFrom":"2020-01-01",
                    "quorum":{"numerator":1,"denominator":2,"source":"s","mark":"M?"},
                    "majority":{"numerator":9,"denominator":10,"source":"s","mark":"V1"}}]}
                    """
                )
            )
        );

        Assert.Equal(
            ["dossier.vote_rule_unconfirmed"],
            Codes(CouncilSession.Open(Day, BallotMode.Open, Roster(3), new HashSet<string>(), unconfirmed, []))
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
        Vote(Attended(members, present), inFavour, against).Close(Minutes, Day).Value!;

    private static CouncilSession Vote(CouncilSession session, int inFavour, int against) =>
        Enumerable.Range(1, inFavour + against).Aggregate(session, (open, number) => open.Cast($"m{number}", number <= inFavour).Value!);

    private static CouncilSession Attended(int members, int present, BallotMode mode = BallotMode.Open) =>
        Session(members, mode).RecordAttendance([.. Enumerable.Range(1, present).Select(number => $"m{number}")]).Value!;

    private static CouncilSession Session(int members, BallotMode mode = BallotMode.Open) =>
        CouncilSession.Open(Day, mode, Roster(members), new HashSet<string>(), Rules, []).Value!;

    private static Result<CouncilSession> Open(CouncilMember[] members, Recusal[]? recusals = null) =>
        CouncilSession.Open(Day, BallotMode.Open, members, new HashSet<string>(), Rules, recusals ?? []);

    private static CouncilMember[] Roster(int members) =>
        [
            .. Enumerable
                .Range(1, members)
                .Select(number => new CouncilMember($"m{number}", $"Thành viên {number}", "Giám đốc", $"Sở {number}", number == 1)),
        ];

    private static IEnumerable<string> Codes(Result<CouncilSession> answer) => answer.Errors.Select(fault => fault.Code);
}
