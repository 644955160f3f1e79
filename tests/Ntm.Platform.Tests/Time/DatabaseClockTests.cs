using Ntm.Hosting;
using Ntm.LegalTime;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Platform.Tests.Time;

public sealed class DatabaseClockTests
{
    private static readonly TimeSpan Wrong = TimeSpan.FromHours(2);
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(3);

    [Fact]
    public void Before_the_databases_first_answer_it_shows_the_machines_time()
    {
        var clock = new DatabaseClock();

        Assert.False(DatabaseClock.IsKnown(clock));
        Assert.True(DatabaseClock.IsKnown(TimeProvider.System));
        Assert.InRange((clock.GetUtcNow() - TimeProvider.System.GetUtcNow()).Duration(), TimeSpan.Zero, Near);
    }

    [Fact]
    public void The_databases_time_goes_on_by_the_counter_and_the_difference_is_returned()
    {
        var clock = new DatabaseClock();
        var said = TimeProvider.System.GetUtcNow() - Wrong;

        var ahead = clock.SetTo(said);

        Assert.True(DatabaseClock.IsKnown(clock));
        Assert.InRange((ahead - Wrong).Duration(), TimeSpan.Zero, Near);
        var (first, second) = (clock.GetUtcNow(), clock.GetUtcNow());
        Assert.InRange(first, said, said + Near);
        Assert.True(second >= first);
    }

    [Fact]
    public void A_slower_answer_than_the_one_before_does_not_set_the_clock_back()
    {
        var (clock, said) = (new DatabaseClock(), TimeProvider.System.GetUtcNow() - Wrong);
        clock.SetTo(said.AddSeconds(2));
        var before = clock.GetUtcNow();

        clock.SetTo(said);

        Assert.True(clock.GetUtcNow() >= before);
    }

    [Fact]
    public void A_database_that_was_set_back_takes_the_clock_along()
    {
        var (clock, said) = (new DatabaseClock(), TimeProvider.System.GetUtcNow());
        clock.SetTo(said);
        _ = clock.GetUtcNow();

        clock.SetTo(said - Wrong);

        Assert.True(clock.GetUtcNow() < said);
    }
}
