using Ntm.Hosting;
using Ntm.LegalTime;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Platform.Tests.Time;

public sealed class LegalCutOffTests
{
    private static readonly LegalCutOff TenthOfApril = LegalCutOff.Before(2023, 4, 10);
    private static readonly DateTimeOffset Midnight = new(2023, 4, 9, 17, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_cut_off_is_midnight_in_the_legal_zone() => Assert.Equal(Midnight, TenthOfApril.Instant);

    [Fact]
    public void One_tick_before_is_in_time() => Assert.True(TenthOfApril.Accepts(Midnight.AddTicks(-1)));

    [Fact]
    public void The_instant_itself_is_late() => Assert.False(TenthOfApril.Accepts(Midnight));

    [Fact]
    public void One_tick_after_is_late() => Assert.False(TenthOfApril.Accepts(Midnight.AddTicks(1)));

    [Fact]
    public void An_instant_written_in_another_zone_is_judged_by_the_instant()
    {
        Assert.True(TenthOfApril.Accepts(new DateTimeOffset(2023, 4, 9, 23, 59, 59, TimeSpan.FromHours(7))));
        Assert.False(TenthOfApril.Accepts(new DateTimeOffset(2023, 4, 9, 23, 59, 59, TimeSpan.FromHours(-5))));
    }

    [Fact]
    public void A_cut_off_on_a_day_off_does_not_move()
    {
        var sunday = LegalCutOff.Before(2022, 4, 10);
        Assert.False(WorkingDayCalendar.VietNam.IsWorkingDay(sunday.Day));
        Assert.Equal(new DateTimeOffset(2022, 4, 9, 17, 0, 0, TimeSpan.Zero), sunday.Instant);
    }

    [Fact]
    public void Time_left_turns_negative_once_it_has_passed()
    {
        Assert.Equal(TimeSpan.FromHours(1), TenthOfApril.TimeLeft(Midnight.AddHours(-1)));
        Assert.Equal(TimeSpan.FromHours(-1), TenthOfApril.TimeLeft(Midnight.AddHours(1)));
    }

    [Fact]
    public void It_reads_as_the_law_words_it() => Assert.Equal("trước 00:00 ngày 10/04/2023", TenthOfApril.ToString());
}
