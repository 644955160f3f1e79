using Ntm.BuildingBlocks.Time;

namespace Ntm.Platform.Tests.Time;

public sealed class DatabaseClockTests
{
    private static readonly TimeSpan Wrong = TimeSpan.FromHours(2);
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(3);

    [Fact]
    public void Before_the_database_was_asked_it_shows_the_machines_time_and_says_that_it_does_not_know()
    {
        var clock = new DatabaseClock();

        Assert.False(DatabaseClock.Tells(clock));
        Assert.True(DatabaseClock.Tells(TimeProvider.System));
        Assert.InRange((clock.GetUtcNow() - TimeProvider.System.GetUtcNow()).Duration(), TimeSpan.Zero, Near);
    }

    [Fact]
    public void What_the_database_said_goes_on_by_the_counter_and_the_difference_is_told()
    {
        var clock = new DatabaseClock();
        var said = TimeProvider.System.GetUtcNow() - Wrong;

        var ahead = clock.SetTo(said);

        Assert.True(DatabaseClock.Tells(clock));
        Assert.InRange((ahead - Wrong).Duration(), TimeSpan.Zero, Near);
        var (first, second) = (clock.GetUtcNow(), clock.GetUtcNow());
        Assert.InRange(first, said, said + Near);
        Assert.True(second >= first);
    }
}
