using Ntm.LegalTime;
using Ntm.Planning.Domain.Content;
using Ntm.Planning.Domain.Dates;
using Ntm.Planning.Domain.Plans;
using Ntm.Planning.Domain.Reports;

namespace Ntm.Planning.Tests.Domain;

public sealed class DutyCalendarTests
{
    private static readonly ReportingRule Friday = SmallPlan.Rule("R", "BPT") with
    {
        Weekday = DayOfWeek.Friday,
        CutOff = DueKind.ByEndOfDay,
    };

    [Fact]
    public void Weeks_end_on_the_cut_off_and_the_period_cuts_the_first_and_the_last()
    {
        var spans = SpansOf(Friday, new DateOnly(2023, 3, 1), new DateOnly(2023, 3, 14));

        Assert.Equal(
            [
                (new DateOnly(2023, 3, 1), new DateOnly(2023, 3, 3)),
                (new DateOnly(2023, 3, 4), new DateOnly(2023, 3, 10)),
                (new DateOnly(2023, 3, 11), new DateOnly(2023, 3, 14)),
            ],
            spans.Select(span => (span.From, span.To))
        );
        Assert.Equal(VietnamTime.StartOf(new DateOnly(2023, 3, 4)), spans[0].Before);
        Assert.Equal(VietnamTime.StartOf(new DateOnly(2023, 3, 15)), spans[2].Before);
    }

    [Fact]
    public void Thursday_before_half_past_two_excludes_that_instant()
    {
        var rule = Friday with { Weekday = DayOfWeek.Thursday, CutOff = DueKind.BeforeInstant, Time = new TimeOnly(14, 30) };

        var due = SpansOf(rule, new DateOnly(2023, 5, 5), new DateOnly(2023, 5, 11)).Single().Before;

        Assert.Equal(new DateTimeOffset(2023, 5, 11, 14, 30, 0, TimeSpan.FromHours(7)), due);
    }

    [Theory]
    [InlineData(HolidayRule.Keep, "2022-09-02")]
    [InlineData(HolidayRule.Before, "2022-08-31")]
    [InlineData(HolidayRule.After, "2022-09-05")]
    public void A_cut_off_on_a_holiday_moves_only_by_the_rule(HolidayRule onHoliday, string day)
    {
        var due = SpansOf(Friday with { OnHoliday = onHoliday }, new DateOnly(2022, 8, 27), new DateOnly(2022, 9, 2)).Single().Before;

        Assert.Equal(VietnamTime.EndOf(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)), due);
    }

    [Fact]
    public void A_day_that_the_calendar_does_not_cover_moves_nothing()
    {
        var from = WorkingDayCalendar.VietNam.LastDay.AddDays(1);
        var rule = SmallPlan.Rule("R", "BPT") with { Rhythm = Rhythm.Daily, CutOff = DueKind.ByEndOfDay, OnHoliday = HolidayRule.After };

        Assert.All(SpansOf(rule, from, from.AddDays(9)), span => Assert.Equal(VietnamTime.EndOf(span.To), span.Before));
    }

    [Fact]
    public void A_cut_off_never_moves_before_its_span()
    {
        var rule = SmallPlan.Rule("R", "BPT") with { Rhythm = Rhythm.Daily, CutOff = DueKind.ByEndOfDay, OnHoliday = HolidayRule.Before };

        var saturday = SpansOf(rule, new DateOnly(2023, 3, 4), new DateOnly(2023, 3, 4)).Single();

        Assert.Equal(VietnamTime.EndOf(new DateOnly(2023, 3, 4)), saturday.Before);
    }

    [Fact]
    public void A_month_without_its_day_ends_with_its_last()
    {
        var rule = SmallPlan.Rule("R", "BPT") with { Rhythm = Rhythm.Monthly, DayOfMonth = 31, CutOff = DueKind.ByEndOfDay };

        var spans = SpansOf(rule, new DateOnly(2023, 1, 15), new DateOnly(2023, 4, 30));

        Assert.Equal([31, 28, 31, 30], spans.Select(span => span.To.Day));
    }

    [Fact]
    public void A_month_begins_after_the_day_of_the_cut_off()
    {
        var rule = SmallPlan.Rule("R", "BPT") with { Rhythm = Rhythm.Monthly, DayOfMonth = 20, CutOff = DueKind.ByEndOfDay };

        var spans = SpansOf(rule, new DateOnly(2023, 1, 25), new DateOnly(2023, 3, 20));

        Assert.Equal([new DateOnly(2023, 2, 20), new DateOnly(2023, 3, 20)], spans.Select(span => span.To));
        Assert.Equal(new DateOnly(2023, 2, 21), spans[1].From);
    }

    [Fact]
    public void A_rule_without_a_cut_off_has_spans_and_no_due()
    {
        var spans = SpansOf(SmallPlan.Rule("R", "BPT"), new DateOnly(2023, 3, 1), new DateOnly(2023, 3, 12));

        Assert.Equal([new DateOnly(2023, 3, 5), new DateOnly(2023, 3, 12)], spans.Select(span => span.To));
        Assert.All(spans, span => Assert.Null(span.Before));
    }

    [Fact]
    public void Overlapping_periods_share_no_day()
    {
        var content = SmallPlan.Content() with
        {
            Periods =
            [
                SmallPlan.Period("G0", new DateOnly(2023, 1, 1), new DateOnly(2023, 12, 31)),
                SmallPlan.Period("G1", new DateOnly(2023, 3, 1), new DateOnly(2023, 3, 10), PeriodKind.Peak),
                SmallPlan.Period("G2", new DateOnly(2023, 3, 8), new DateOnly(2023, 3, 20), PeriodKind.Peak),
            ],
        };

        var spans = DutyCalendar.SpansOf(content, Friday with { Periods = ["G1", "G2"] }, WorkingDayCalendar.VietNam);

        Assert.Equal(new DateOnly(2023, 3, 1), spans[0].From);
        Assert.Equal(new DateOnly(2023, 3, 20), spans[^1].To);
        Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.Equal(pair.First.To.AddDays(1), pair.Second.From));
    }

    [Fact]
    public void Each_level_of_reporters_means_its_units()
    {
        var own = new PlanUnit("439", "Huyện", "42/439", PlanLevel.District);
        PlanUnit[] below =
        [
            new("1", "Xã", "42/439/1", PlanLevel.Commune),
            new("1-01", "Thôn", "42/439/1/1-01", PlanLevel.Village),
            new("2", "Xã", "42/439/2", PlanLevel.Commune),
        ];
        var content = SmallPlan.Content();

        Assert.Equal(["1-01"], Codes("BPT"));
        Assert.Equal(["1", "2"], Codes("CT"));
        Assert.Equal(["1-01", "1", "2"], Codes("CT", "BPT"));
        Assert.True(DutyCalendar.Names(content, SmallPlan.Rule("R"), own, own));
        Assert.False(DutyCalendar.Names(content, SmallPlan.Rule("R", "BPT"), own, below[0]));

        IEnumerable<string> Codes(params string[] reporters) =>
            DutyCalendar.UnitsOf(content, SmallPlan.Rule("R", reporters), own, below).Select(unit => unit.Code);
    }

    private static IReadOnlyList<ReportSpan> SpansOf(ReportingRule rule, DateOnly from, DateOnly to) =>
        DutyCalendar.SpansOf(SmallPlan.Content() with { Periods = [SmallPlan.Period("G0", from, to)] }, rule, WorkingDayCalendar.VietNam);
}
