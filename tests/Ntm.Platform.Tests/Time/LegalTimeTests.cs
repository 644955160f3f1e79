using Ntm.Hosting;
using Ntm.LegalTime;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Platform.Tests.Time;

public sealed class LegalTimeTests
{
    private static readonly DateTimeOffset Midnight = new(2025, 6, 30, 17, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_legal_day_changes_at_17_hours_utc()
    {
        Assert.Equal(new DateOnly(2025, 6, 30), VietnamTime.DayOf(Midnight.AddTicks(-1)));
        Assert.Equal(new DateOnly(2025, 7, 1), VietnamTime.DayOf(Midnight));
    }

    [Fact]
    public void A_day_starts_where_the_day_before_ends()
    {
        Assert.Equal(Midnight, VietnamTime.StartOf(new DateOnly(2025, 7, 1)));
        Assert.Equal(Midnight, VietnamTime.EndOf(new DateOnly(2025, 6, 30)));
        Assert.Equal(TimeSpan.Zero, VietnamTime.StartOf(new DateOnly(2025, 7, 1)).Offset);
    }

    [Fact]
    public void Summer_has_no_other_offset_than_winter() =>
        Assert.All(
            Enumerable.Range(0, 3000).Select(n => new DateOnly(2020, 1, 1).AddDays(n)),
            day => Assert.Equal(day, VietnamTime.DayOf(VietnamTime.StartOf(day)))
        );

    [Theory]
    [InlineData(3 * 24 * 60 + 4 * 60 + 5, "còn 3 ngày 4 giờ")]
    [InlineData(2 * 24 * 60, "còn 2 ngày")]
    [InlineData(90, "còn 1 giờ 30 phút")]
    [InlineData(60, "còn 1 giờ")]
    [InlineData(5, "còn 5 phút")]
    [InlineData(0, "vừa hết hạn")]
    [InlineData(-120, "quá hạn 2 giờ")]
    public void Time_left_is_said_in_its_two_largest_units(int minutes, string words) =>
        Assert.Equal(words, VietnamTime.TimeLeft(Midnight, Midnight.AddMinutes(minutes)));

    [Fact]
    public void Seconds_are_not_counted_out() => Assert.Equal("còn dưới 1 phút", VietnamTime.TimeLeft(Midnight, Midnight.AddSeconds(59)));

    [Fact]
    public void Days_and_instants_are_shown_in_the_legal_zone()
    {
        Assert.Equal("00:00 ngày 01/07/2025", VietnamTime.Display(Midnight));
        Assert.Equal("01/07/2025", VietnamTime.Display(VietnamTime.DayOf(Midnight)));
    }

    [Fact]
    public void Today_is_taken_from_the_clock() => Assert.Equal(new DateOnly(2025, 7, 1), new ManualTimeProvider(Midnight).Today());
}
