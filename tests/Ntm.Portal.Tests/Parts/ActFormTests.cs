using Ntm.Portal.Acts;
using Ntm.Portal.Api;

namespace Ntm.Portal.Tests.Parts;

/// <summary>What a form says before it is sent: what is missing, what cannot be chosen and why, what a vote needs.</summary>
public sealed class ActFormTests
{
    private static readonly ActChoices None = new([], []);

    [Theory]
    [InlineData("", "startedOn,places")]
    [InlineData("2026-02-31", "startedOn,places")]
    [InlineData("2026-02-28", "places")]
    [InlineData("28/2/2026", "places")]
    public void What_is_empty_or_cannot_be_read_is_named_at_its_field(string day, string fields)
    {
        var form = ActForms.Of(Action("StartNotice"), new DossierRecord(), None)!;

        var problem = form.Unreadable(Typed(("startedOn", day), ("places", " ")));

        Assert.Equal(fields, string.Join(',', problem!.Faults.Select(fault => fault.Field)));
    }

    [Fact]
    public void A_day_that_cannot_be_read_keeps_even_an_optional_field_from_being_sent()
    {
        var input = Typed(("validFrom", "31/02/2026"), ("validTo", ""), ("on", "28/02/2026"));

        Assert.Equal(new DateOnly(2026, 2, 28), input.Date("on"));
        Assert.Null(input.Date("validTo"));
        Assert.Null(input.Unreadable);
        Assert.Null(input.Date("validFrom"));
        Assert.Null(input.Date("validFrom"));
        var fault = Assert.Single(input.Unreadable!.Faults);
        Assert.Equal("validFrom", fault.Field);
        Assert.Contains("31/02/2026", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_and_a_time_are_one_instant_of_a_clock_in_Viet_Nam()
    {
        var form = ActForms.Of(Action("RecordBroadcast"), new DossierRecord(), None)!;
        var input = Typed(("at", "05/09/2026"), ("at.time", "17h30"), ("place", "Loa"));

        Assert.Null(form.Unreadable(input));
        Assert.Equal(new DateTimeOffset(2026, 9, 5, 10, 30, 0, TimeSpan.Zero), input.Moment("at", "at.time"));
        Assert.Equal("at.time", form.Unreadable(Typed(("at", "05/09/2026"), ("at.time", "25:00"), ("place", "Loa")))!.Faults[0].Field);
    }

    [Fact]
    public void What_is_all_there_is_sent()
    {
        var form = ActForms.Of(Action("StartNotice"), new DossierRecord(), None)!;

        Assert.Null(form.Unreadable(Typed(("startedOn", "2026-02-28"), ("places", "Trụ sở"))));
    }

    [Fact]
    public void An_outcome_that_waits_for_something_is_shown_with_what_it_waits_for()
    {
        var action = Action("ConcludeReview") with { Outcomes = ["Returned", "Rejected"] };
        var dossier = new DossierRecord { Open = [Open(new ObstacleRecord("a.b", "Chưa có ý kiến về tiêu chí 2.", "2"))] };

        var options = ActForms.Of(action, dossier, None)!.Fields[0].Options;

        Assert.Equal(["Approved", "Returned", "Rejected"], options.Select(option => option.Value));
        Assert.Equal("Chưa có ý kiến về tiêu chí 2.", options[0].Closed);
        Assert.Contains("Chưa mục nào", options[1].Closed, StringComparison.Ordinal);
        Assert.Null(options[2].Closed);
    }

    [Fact]
    public void With_a_returning_verdict_the_return_is_open()
    {
        var item = new ReviewItemRecord("criterion", "2", null, false, "Thiếu.", null, null);
        var dossier = new DossierRecord { Open = [Open()], Reviews = [new ReviewRecord("s", [item])] };

        var options = ActForms.Of(Action("ConcludeReview") with { Outcomes = ["Returned"] }, dossier, None)!.Fields[0].Options;

        Assert.Null(Assert.Single(options).Closed);
    }

    [Fact]
    public void What_a_vote_needs_is_said_before_it()
    {
        var figures = new[] { Figure("quorum", "2/3"), Figure("majority", "9/10"), Figure("meetingShare", "90/100") };
        var dossier = new DossierRecord
        {
            Procedure = new ProcedureRecord(1, "1/QĐ", new DateOnly(2026, 1, 2), new DateOnly(2026, 1, 2), figures, false),
        };

        Assert.Equal("Cần ít nhất 2/3 số thành viên có mặt và 9/10 số có mặt đồng ý, theo 1/QĐ.", CouncilForms.Rules(dossier));
        var meeting = ActForms.Of(Action("HoldMeeting"), dossier, None)!.Fields.Single(field => field.Name == "inFavour");
        Assert.Equal("Cần ít nhất 90/100 số người có mặt tán thành, theo 1/QĐ.", meeting.Hint);
        Assert.Null(CouncilForms.Rules(new DossierRecord()));
    }

    [Theory]
    [InlineData("45", "41", null)]
    [InlineData("45", "40", "40/45 người có mặt tán thành, cần 41")]
    [InlineData("1", "0", "0/1 người có mặt tán thành, cần 1")]
    [InlineData("", "40", null)]
    [InlineData("45", "bốn mươi", null)]
    public void Votes_that_do_not_reach_the_share_are_doubted_before_they_are_recorded(string present, string votes, string? doubt)
    {
        var dossier = new DossierRecord
        {
            Procedure = new ProcedureRecord(
                1,
                "1/QĐ",
                new DateOnly(2026, 1, 2),
                new DateOnly(2026, 1, 2),
                [Figure("meetingShare", "90/100")],
                false
            ),
        };

        var said = ActForms.Of(Action("HoldMeeting"), dossier, None)!.Doubt(Typed(("present", present), ("inFavour", votes)));

        Assert.Equal(doubt is null, said is null);
        Assert.StartsWith(doubt ?? "", said ?? "", StringComparison.Ordinal);
        Assert.Null(ActForms.Of(Action("HoldMeeting"), new DossierRecord(), None)!.Doubt(Typed(("present", present), ("inFavour", votes))));
    }

    [Fact]
    public void A_return_names_what_goes_back_and_what_waits()
    {
        ReviewItemRecord[] items =
        [
            new("criterion", "2", null, false, "Thiếu.", null, null),
            new("criterion", "8", null, false, "Thiếu.", null, null),
            new("criterion", "9", null, null, null, null, null),
            new("criterion", "10", null, true, null, null, null),
        ];
        var dossier = new DossierRecord { Open = [Open()], Reviews = [new ReviewRecord("s", items)] };
        var action = Action("ConcludeReview") with { Outcomes = ["Returned", "Rejected"] };

        var form = ActForms.Of(action, dossier, None)!;

        Assert.Contains("Trả lại: tiêu chí 2, 8 về xã", form.Consequence, StringComparison.Ordinal);
        Assert.Contains("1 mục chưa kết luận", form.Consequence, StringComparison.Ordinal);
        Assert.Equal("Kết luận: trả lại tiêu chí 2, 8", ActForms.NameOf(action, dossier));
        Assert.True(form.Fields.Single(field => field.Name == "reason").Sometimes);
    }

    [Fact]
    public void Whom_to_ask_is_said_by_role_level_and_department()
    {
        var dossier = new DossierRecord { UnitPath = "42/439/18175" };
        string[] parties = ["appraiser@42#SYT", "leader@42/439", "surveyor@42/439/18175"];

        var form = ActForms.Of(Action("AskOpinion") with { Items = parties }, dossier, None)!;

        Assert.Equal(
            ["Thẩm định cấp tỉnh, SYT", "Lãnh đạo cấp huyện", "Mặt trận Tổ quốc cấp xã"],
            form.Fields[0].Options.Select(option => option.Text)
        );
        Assert.Equal(parties, form.Fields[0].Options.Select(option => option.Value));
        Assert.Equal("5", form.Fields.Single(field => field.Name == "workingDays").Value);
    }

    [Fact]
    public void The_question_stands_at_the_field_of_its_answer()
    {
        var dossier = new DossierRecord { Opinions = [Opinion(1, "Câu đầu?"), Opinion(11, "Câu sau?")] };
        var action = Action("AnswerOpinion") with { Href = "/dossiers/x/opinions/11/answer" };

        var form = ActForms.Of(action, dossier, None)!;

        Assert.Equal("Trả lời xin ý kiến, câu hỏi số 11", form.Title);
        Assert.Equal("Câu hỏi: Câu sau?", Assert.Single(form.Fields).Hint);
    }

    private static OpinionRecord Opinion(int number, string question) =>
        new(number, "s", 1, "leader@42", question, null, default, default, "waiting", null, null, null, false, null, null);

    private static FigureRecord Figure(string key, string value) => new(key, key, value, "1/QĐ", "", true);

    private static OpenStageRecord Open(params ObstacleRecord[] obstacles) =>
        new("s", "S", "Review", 1, "province", "appraiser", "42", DateTimeOffset.UnixEpoch, null, null, obstacles, false, []);

    private static ActionRecord Action(string name) => new(name, "s", "POST", "/x", null, null);

    private static ActInput Typed(params (string Name, string Text)[] typed) => new(typed.ToDictionary(one => one.Name, one => one.Text));
}
