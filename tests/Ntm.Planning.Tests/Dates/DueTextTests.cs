using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Ntm.Planning.Tests.Tables;

namespace Ntm.Planning.Tests.Dates;

public sealed class DueTextTests
{
    private static readonly DueContext Peaks = new(
        2023,
        [
            Period("G0", "phong trào năm 2023", PeriodKind.Main, "2023-03-09", "2023-12-31"),
            Period("G1", "cao điểm đợt 1", PeriodKind.Peak, "2023-03-15", "2023-05-15"),
            Period("G2", "cao điểm đợt 2", PeriodKind.Peak, "2023-07-01", "2023-08-01"),
        ]
    );

    [Theory]
    [InlineData("trước ngày 30/4/2021", DueKind.BeforeDay, "2021-04-30", "2021-04-30T00:00")]
    [InlineData("trước 30/6/2022", DueKind.BeforeDay, "2022-06-30", "2022-06-30T00:00")]
    [InlineData("trước 31/3", DueKind.BeforeDay, "2023-03-31", "2023-03-31T00:00")]
    [InlineData("trước ngày 22 tháng 01 năm 2021", DueKind.BeforeDay, "2021-01-22", "2021-01-22T00:00")]
    [InlineData("chậm nhất trước ngày 10/2/2021", DueKind.BeforeDay, "2021-02-10", "2021-02-10T00:00")]
    [InlineData("đến ngày 15/5/2023", DueKind.ByEndOfDay, "2023-05-15", "2023-05-16T00:00")]
    [InlineData("đến hết ngày 31/12/2023", DueKind.ByEndOfDay, "2023-12-31", "2024-01-01T00:00")]
    [InlineData("hết ngày 28-2-2023", DueKind.ByEndOfDay, "2023-02-28", "2023-03-01T00:00")]
    [InlineData("vào ngày 02/9/2022", DueKind.ByEndOfDay, "2022-09-02", "2022-09-03T00:00")]
    [InlineData("trong tháng 3/2021", DueKind.WithinMonth, "2021-03-31", "2021-04-01T00:00")]
    [InlineData("Tháng 4", DueKind.WithinMonth, "2023-04-30", "2023-05-01T00:00")]
    [InlineData("trong tháng 12 năm 2021", DueKind.WithinMonth, "2021-12-31", "2022-01-01T00:00")]
    [InlineData("chậm nhất trong tháng 6/2021", DueKind.WithinMonth, "2021-06-30", "2021-07-01T00:00")]
    [InlineData("trong tháng 2/2024", DueKind.WithinMonth, "2024-02-29", "2024-03-01T00:00")]
    [InlineData("trong quý I năm 2021", DueKind.QuarterEnd, "2021-03-31", "2021-04-01T00:00")]
    [InlineData("trong quý I/2021", DueKind.QuarterEnd, "2021-03-31", "2021-04-01T00:00")]
    [InlineData("trong tháng quý I/2021", DueKind.QuarterEnd, "2021-03-31", "2021-04-01T00:00")]
    [InlineData("quý IV", DueKind.QuarterEnd, "2023-12-31", "2024-01-01T00:00")]
    [InlineData("trong quý 2/2021", DueKind.QuarterEnd, "2021-06-30", "2021-07-01T00:00")]
    [InlineData("Trong đợt cao điểm", DueKind.WithinPeriod, "2023-08-01", "2023-08-02T00:00")]
    [InlineData("trong đợt", DueKind.WithinPeriod, "2023-08-01", "2023-08-02T00:00")]
    [InlineData("trong cao điểm đợt 1", DueKind.WithinPeriod, "2023-05-15", "2023-05-16T00:00")]
    [InlineData("trong năm 2023", DueKind.WithinPeriod, "2023-12-31", "2024-01-01T00:00")]
    [InlineData("trong năm", DueKind.WithinPeriod, "2023-12-31", "2024-01-01T00:00")]
    [InlineData("cuối năm", DueKind.WithinPeriod, "2023-12-31", "2024-01-01T00:00")]
    [InlineData("đến cuối năm 2024", DueKind.WithinPeriod, "2024-12-31", "2025-01-01T00:00")]
    [InlineData("trước 14 giờ 30 ngày 16/3/2023", DueKind.BeforeInstant, "2023-03-16", "2023-03-16T14:30")]
    [InlineData("trước 14h30 ngày 16/3", DueKind.BeforeInstant, "2023-03-16", "2023-03-16T14:30")]
    [InlineData("trước 9:05 ngày 16/3/2023", DueKind.BeforeInstant, "2023-03-16", "2023-03-16T09:05")]
    [InlineData("trước 17 giờ ngày 16/3/2023", DueKind.BeforeInstant, "2023-03-16", "2023-03-16T17:00")]
    public void Words_end_at_one_instant_and_a_tick_decides(string words, DueKind kind, string day, string end)
    {
        var due = DueText.Read(words, Peaks).Value!;
        var before = DateTimeOffset.Parse(end + "+07:00", CultureInfo.InvariantCulture);

        Assert.Equal((words, kind, Day(day)), (due.Text, due.Kind, due.Day));
        Assert.Equal(before, due.Before);
        Assert.True(due.Accepts(before.AddTicks(-1)));
        Assert.False(due.Accepts(before));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sớm")]
    [InlineData("30/4/2021")]
    [InlineData("chậm nhất ngày 30/4/2021")]
    [InlineData("hàng tuần")]
    [InlineData("từ nay")]
    [InlineData("trước tháng 4/2021")]
    [InlineData("trước ngày 30/4/21")]
    [InlineData("trước ngày 30/4/2021 hoặc 15/5/2021")]
    [InlineData("trước 2 giờ 30 chiều ngày 16/3/2023")]
    [InlineData("trong quý V/2021")]
    [InlineData("trước ngày ٣٠/٤/2021")]
    public void Words_that_are_not_plain_are_refused(string words) =>
        Assert.Equal(["planning.due_unclear"], DueText.Read(words, Peaks).Errors.Select(error => error.Code));

    [Theory]
    [InlineData("trước ngày 31/2/2021")]
    [InlineData("trước ngày 29/2/2023")]
    [InlineData("trong tháng 13/2021")]
    [InlineData("trong tháng 0")]
    [InlineData("trước 24 giờ ngày 16/3/2023")]
    [InlineData("trước 14 giờ 60 ngày 16/3/2023")]
    [InlineData("đến ngày 1/1/2009")]
    [InlineData("trong năm 2101")]
    [InlineData("trước ngày 0/0/0000")]
    public void Days_that_no_calendar_has_are_refused(string words) =>
        Assert.Equal(["planning.due_no_such_day"], DueText.Read(words, Peaks).Errors.Select(error => error.Code));

    [Fact]
    public void Letters_in_capitals_and_apart_from_their_marks_are_the_same_words()
    {
        var due = DueText.Read("TRƯỚC  NGÀY 30/4/2021.".Normalize(NormalizationForm.FormD), Peaks).Value!;

        Assert.Equal((DueKind.BeforeDay, Day("2021-04-30")), (due.Kind, due.Day));
        Assert.Equal("TRƯỚC  NGÀY 30/4/2021.", due.Text);
    }

    [Fact]
    public void A_row_that_belongs_to_a_peak_means_that_peak()
    {
        Assert.Equal(Day("2023-05-15"), DueText.Read("trong đợt", Peaks with { Period = "G1" }).Value!.Day);
        Assert.Equal(Day("2023-08-01"), DueText.Read("trong đợt", Peaks with { Period = "G0" }).Value!.Day);
    }

    [Fact]
    public void Without_a_peak_the_time_of_the_plan_is_meant_and_without_any_nothing()
    {
        Assert.Equal(Day("2023-12-31"), DueText.Read("trong đợt", Peaks with { Periods = [.. Peaks.Periods.Take(1)] }).Value!.Day);
        Assert.Equal(
            ["planning.due_without_period"],
            DueText.Read("trong đợt", Peaks with { Periods = [] }).Errors.Select(error => error.Code)
        );
    }

    [Fact]
    public void A_name_that_two_periods_of_other_ends_have_means_none()
    {
        var twice = Peaks with
        {
            Periods = [.. Peaks.Periods, Period("G3", "Cao điểm đợt 1", PeriodKind.Part, "2023-06-01", "2023-06-30")],
        };

        Assert.True(DueText.Read("trong cao điểm đợt 1", twice).Refused);
    }

    [Fact]
    public void Words_longer_than_their_column_are_refused() =>
        Assert.Equal(["planning.due_too_long"], DueText.Read(new string('a', 121), Peaks).Errors.Select(error => error.Code));

    [Fact]
    public void The_words_of_every_plan_end_as_its_table_says()
    {
        var rows = SeedTables
            .Targets.Select(row => (row.Plan, row.DueBefore, row.Cells))
            .Concat(SeedTables.Tasks.Select(row => (row.Plan, row.DueBefore, row.Cells)))
            .Where(row => row.DueBefore is not null)
            .ToList();

        Assert.Equal(38, rows.Count);
        Assert.All(
            rows,
            row =>
            {
                var context = new DueContext(SeedTables.Years[row.Plan], SeedTables.Content(row.Plan).Periods);
                var due = DueText.Read(row.Cells["due_text"], context).Value!;
                Assert.Equal((row.DueBefore, row.Cells.Day("due_date")), (due.Before, due.Day));
            }
        );
    }

    [Fact]
    public void Standard_words_read_as_the_due_they_stand_for() =>
        Prop.ForAll(
                Gen.Choose(0, 6).SelectMany(kind => Gen.Choose(0, 33_000).Select(day => Due((DueKind)kind, day))).ToArbitrary(),
                due =>
                {
                    var words = DueText.WordsOf(due);
                    return due.IsSet ? DueText.Read(words, new DueContext(2000, [])).Value == due with { Text = words } : words == "";
                }
            )
            .QuickCheckThrowOnFailure();

    private static Due Due(DueKind kind, int days)
    {
        var day = Day("2010-01-01").AddDays(days);
        return kind switch
        {
            DueKind.None => new Due(),
            DueKind.WithinMonth => new Due { Kind = kind, Day = Last(day.Year, day.Month) },
            DueKind.QuarterEnd => new Due { Kind = kind, Day = Last(day.Year, ((day.Month - 1) / 3 * 3) + 3) },
            DueKind.BeforeInstant => new Due
            {
                Kind = kind,
                Day = day,
                Time = new TimeOnly(days % 24, days % 60),
            },
            _ => new Due { Kind = kind, Day = day },
        };
    }

    private static DateOnly Last(int year, int month) => new(year, month, DateTime.DaysInMonth(year, month));

    private static PlanPeriod Period(string key, string name, PeriodKind kind, string from, string to) =>
        new()
        {
            Key = key,
            Name = name,
            Kind = kind,
            From = Day(from),
            To = Day(to),
        };

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
