using System.Globalization;
using Ntm.LegalTime;
using Ntm.Planning.Domain.Difficulties;

namespace Ntm.Planning.Tests.Domain;

public sealed class DifficultyTests
{
    private static readonly PlanUnit Village = new("18175-01", "Thôn Một", "42/439/18175/18175-01", PlanLevel.Village);
    private static readonly PlanUnit Commune = new("18175", "Sơn Bằng", "42/439/18175", PlanLevel.Commune);
    private static readonly DateTimeOffset Start = VietnamTime.StartOf(new DateOnly(2023, 3, 1));

    [Theory]
    [InlineData("2023-03-01", 7, "2023-03-10")]
    [InlineData("2023-03-03", 1, "2023-03-06")] // Friday
    [InlineData("2023-03-04", 1, "2023-03-06")] // Saturday
    [InlineData("2023-01-19", 2, "2023-01-30")] // Tết 2023 lasts to 26 January
    [InlineData("2023-04-28", 1, "2023-05-04")] // Hùng Vương, 30 April and 1 May with their days in lieu
    [InlineData("2024-02-07", 1, "2024-02-15")] // Tết 2024 lasts to 14 February
    [InlineData("2024-02-07", 7, "2024-02-23")]
    [InlineData("2024-04-26", 3, "2024-05-04")] // a Saturday worked in exchange
    public void An_answer_is_late_from_the_first_tick_after_its_last_working_day(string raised, int days, string last)
    {
        var (day, end) = (Day(raised), VietnamTime.EndOf(Day(last)));
        foreach (var at in new[] { VietnamTime.StartOf(day), VietnamTime.EndOf(day).AddTicks(-1) })
        {
            var difficulty = Raised(at, days);

            Assert.Equal(end, difficulty.AnswerBefore);
            Assert.False(difficulty.IsOverdue(end.AddTicks(-1)));
            Assert.Null(difficulty.Miss(end.AddTicks(-1)));
            Assert.Equal(1, difficulty.Version);
            Assert.True(difficulty.IsOverdue(end));
            Assert.Equal(("overdue", end, ""), (difficulty.Miss(end)!.Kind, end, difficulty.Miss(end)!.ByName));
        }
    }

    [Fact]
    public void Who_takes_it_over_or_gets_it_back_has_the_whole_time_again()
    {
        var difficulty = Raised(Start, 2);
        var later = VietnamTime.EndOf(new DateOnly(2023, 3, 3)).AddTicks(-1);

        difficulty.Pass(Commune with { Path = "42/439", Code = "439" }, "Vượt thẩm quyền", 2, By(later));
        var passed = difficulty.AnswerBefore;
        difficulty.Reply("Đã xử lý", By(later.AddTicks(1)));
        Assert.False(difficulty.IsOverdue(DateTimeOffset.MaxValue));
        difficulty.Reopen("Chưa xong", 3, By(VietnamTime.StartOf(new DateOnly(2023, 3, 6))));

        Assert.Equal(VietnamTime.EndOf(new DateOnly(2023, 3, 7)), passed);
        Assert.Equal(VietnamTime.EndOf(new DateOnly(2023, 3, 9)), difficulty.AnswerBefore);
        Assert.Equal("439", difficulty.AtCode);
    }

    [Fact]
    public void Beyond_the_calendar_no_day_is_guessed()
    {
        var end = VietnamTime.StartOf(WorkingDayCalendar.VietNam.LastDay);

        Assert.Null(Raised(end, 1).AnswerBefore);
        Assert.False(Raised(end.AddYears(5), 1).IsOverdue(DateTimeOffset.MaxValue));
    }

    [Theory]
    [InlineData(null, 7)]
    [InlineData("1", 1)]
    [InlineData("60", 60)]
    [InlineData("0", 7)]
    [InlineData("61", 7)]
    [InlineData("2.5", 7)]
    [InlineData("-3", 7)]
    public void The_plans_rule_sets_the_days_where_it_names_whole_ones(string? value, int days)
    {
        var rule = new PlanRule
        {
            Key = "R-TL",
            Kind = AnswerTime.RuleKind,
            Text = "Trả lời vướng mắc",
            Value = value is null ? null : decimal.Parse(value, CultureInfo.InvariantCulture),
        };

        Assert.Equal(days, AnswerTime.Of(SmallPlan.Content() with { Rules = [rule] }));
        Assert.Equal(7, AnswerTime.Of(SmallPlan.Content() with { Rules = [rule with { Kind = "minimum" }] }));
    }

    [Theory]
    [InlineData("", "answer", null)]
    [InlineData("", "pass", null)]
    [InlineData("", "close", null)]
    [InlineData("", "reopen", "planning.difficulty_not_answered")]
    [InlineData("answer", "answer", "planning.difficulty_not_open")]
    [InlineData("answer", "pass", "planning.difficulty_not_open")]
    [InlineData("answer", "reopen", null)]
    [InlineData("answer", "close", null)]
    [InlineData("close", "answer", "planning.difficulty_not_open")]
    [InlineData("close", "pass", "planning.difficulty_not_open")]
    [InlineData("close", "reopen", null)]
    [InlineData("close", "close", "planning.difficulty_closed")]
    [InlineData("answer reopen", "answer", null)]
    [InlineData("answer reopen", "reopen", "planning.difficulty_not_answered")]
    [InlineData("answer reopen answer", "reopen", "planning.difficulty_reopened_before")]
    [InlineData("answer reopen answer close", "reopen", "planning.difficulty_reopened_before")]
    [InlineData("close reopen close", "reopen", "planning.difficulty_reopened_before")]
    public void An_act_fits_the_state_or_is_refused_and_changes_nothing(string before, string act, string? code)
    {
        var difficulty = Raised(Start, 7);
        foreach (var step in before.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.False(Do(difficulty, step).Refused);
        }

        var state = StateOf(difficulty);
        var result = Do(difficulty, act);

        Assert.Equal(code, result.Refused ? result.Errors.Single().Code : null);
        Assert.Equal(code is not null, state == StateOf(difficulty));
    }

    private static Ntm.Web.Result<Ntm.Planning.Domain.Records.RecordStep> Do(Difficulty difficulty, string act)
    {
        var by = By(Start.AddHours(difficulty.Version));
        return act switch
        {
            "answer" => difficulty.Reply("Đã xử lý", by),
            "pass" => difficulty.Pass(Commune, "Vượt thẩm quyền", 7, by),
            "reopen" => difficulty.Reopen("Chưa xong", 7, by),
            _ => difficulty.Close(by),
        };
    }

    private static (DifficultyState, string, DateTimeOffset?, string?, bool, int) StateOf(Difficulty row) =>
        (row.State, row.AtCode, row.AnswerBefore, row.Answer, row.Reopened, row.Version);

    private static Difficulty Raised(DateTimeOffset at, int days)
    {
        var difficulty = new Difficulty
        {
            Id = Guid.CreateVersion7(),
            PlanId = Guid.CreateVersion7(),
            UnitCode = Village.Code,
            UnitName = Village.Name,
            UnitPath = Village.Path,
            Level = Village.Level,
            Text = "Một hộ thôn chưa hiến đất",
            Hash = "",
            SortKey = "",
            RaisedAt = at,
        };
        difficulty.Raise(Commune, days, By(at));
        return difficulty;
    }

    private static Act By(DateTimeOffset at) => new("reporter-1", "Người báo cáo", at, null);

    private static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);
}
