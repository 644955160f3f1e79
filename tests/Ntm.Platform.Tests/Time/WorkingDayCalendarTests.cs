using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Ntm.Hosting;
using Ntm.LegalTime;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Platform.Tests.Time;

public sealed class WorkingDayCalendarTests
{
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.VietNam;

    [Theory]
    [InlineData("2020-09-02", false)] // Quốc khánh, still one day
    [InlineData("2020-09-03", true)]
    [InlineData("2021-09-03", false)] // Quốc khánh, two days since 2021
    [InlineData("2022-04-11", false)] // in lieu of Giỗ Tổ on a Sunday
    [InlineData("2022-04-12", true)]
    [InlineData("2023-01-19", true)] // last day before Tết
    [InlineData("2023-01-20", false)]
    [InlineData("2023-01-26", false)]
    [InlineData("2023-01-27", true)]
    [InlineData("2023-05-03", false)] // in lieu, after three holidays in a row
    [InlineData("2023-05-04", true)]
    [InlineData("2024-04-29", false)] // moved to a Saturday
    [InlineData("2024-05-04", true)] // that Saturday
    [InlineData("2024-05-11", false)] // an ordinary Saturday
    [InlineData("2026-02-20", false)]
    [InlineData("2026-02-23", true)]
    public void Days_are_worked_or_not_as_the_notices_said(string day, bool worked) =>
        Assert.Equal(worked, Calendar.IsWorkingDay(Day(day)));

    [Fact]
    public void Moon_days_agree_with_the_lunar_calendar_of_the_framework()
    {
        var moon = new ChineseLunisolarCalendar();
        foreach (var year in Enumerable.Range(2020, 8))
        {
            // A leap month before the third would shift the numbering; none of these years has one there.
            var leap = moon.GetLeapMonth(year);
            var third = leap is > 0 and <= 3 ? 4 : 3;
            Assert.StartsWith("Tết Nguyên đán (mùng 1 ", Name(moon.ToDateTime(year, 1, 1, 0, 0, 0, 0)), StringComparison.Ordinal);
            Assert.StartsWith("Giỗ Tổ", Name(moon.ToDateTime(year, third, 10, 0, 0, 0, 0)), StringComparison.Ordinal);
        }

        static string Name(DateTime date) => Calendar.Special(DateOnly.FromDateTime(date))?.Name ?? $"{date:d}: none";
    }

    [Fact]
    public void Five_working_days_over_Tet_2023_end_after_the_holidays()
    {
        Assert.Equal(Day("2023-01-31"), Calendar.AddWorkingDays(Day("2023-01-17"), 5));
        Assert.Equal(new DateTimeOffset(2023, 1, 31, 17, 0, 0, TimeSpan.Zero), Calendar.EndOfPeriod(Day("2023-01-17"), 5));
    }

    [Fact]
    public void The_day_of_the_event_does_not_count() => Assert.Equal(Day("2023-03-07"), Calendar.AddWorkingDays(Day("2023-03-06"), 1));

    [Fact]
    public void A_period_can_be_counted_back_from_a_deadline() =>
        Assert.Equal(Day("2023-04-03"), Calendar.AddWorkingDays(Day("2023-04-10"), -5));

    [Fact]
    public void Counting_on_and_measuring_agree()
    {
        var days = Gen.Choose(0, 2000).Select(n => new DateOnly(2020, 6, 1).AddDays(n));
        Prop.ForAll(
                Arb.From(days),
                Arb.From(Gen.Choose(-60, 60)),
                (start, count) =>
                {
                    var end = Calendar.AddWorkingDays(start, count);
                    return count < 0
                        ? Calendar.IsWorkingDay(end) && Calendar.WorkingDaysBetween(end.AddDays(-1), start.AddDays(-1)) == -count
                        : Calendar.WorkingDaysBetween(start, end) == count && Calendar.WorkingDaysBetween(end, start) == -count;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("2019-12-31")]
    [InlineData("2028-01-01")]
    public void A_day_outside_the_data_is_refused_and_not_guessed(string day)
    {
        Assert.False(Calendar.Covers(Day(day)));
        var refusal = Assert.Throws<CalendarRangeException>(() => Calendar.IsWorkingDay(Day(day)));
        Assert.Contains("01/01/2020", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("31/12/2027", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_period_that_leads_outside_the_data_is_refused()
    {
        Assert.Equal(Day("2027-12-31"), Calendar.AddWorkingDays(Day("2027-12-30"), 1));
        Assert.Throws<CalendarRangeException>(() => Calendar.AddWorkingDays(Day("2027-12-30"), 2));
        Assert.Throws<CalendarRangeException>(() => Calendar.WorkingDaysBetween(Day("2027-12-30"), Day("2028-01-03")));
    }

    [Fact]
    public void Every_entry_names_its_source_and_how_sure_it_is()
    {
        var entries = Enumerable
            .Range(0, Calendar.LastDay.DayNumber - Calendar.FirstDay.DayNumber + 1)
            .Select(n => Calendar.Special(Calendar.FirstDay.AddDays(n)))
            .OfType<CalendarDay>()
            .ToList();
        Assert.True(entries.Count > 100);
        Assert.All(entries, e => Assert.False(string.IsNullOrWhiteSpace(e.Source)));
        Assert.Equal("M?", Calendar.Special(Day("2027-02-05"))!.Mark);
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
