using Ntm.Hosting;
using Ntm.LegalTime;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Platform.Tests.Time;

public sealed class ManualTimeProviderTests
{
    private static readonly DateTimeOffset Start = new(2023, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ManualTimeProvider clock = new(Start);

    [Fact]
    public void Time_stands_still_until_it_is_moved()
    {
        Assert.Equal(Start, clock.GetUtcNow());
        var stamp = clock.GetTimestamp();
        clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(Start.AddMinutes(3), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromMinutes(3), clock.GetElapsedTime(stamp));
    }

    [Fact]
    public void Timers_fire_in_order_each_at_its_own_time()
    {
        var fired = new List<(string Name, DateTimeOffset At)>();
        using var late = Timer("late", 20);
        using var early = Timer("early", 10);
        using var never = Timer("never", 31);
        clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal([("early", Start.AddMinutes(10)), ("late", Start.AddMinutes(20))], fired);
        Assert.Equal(Start.AddMinutes(30), clock.GetUtcNow());

        ITimer Timer(string name, int minutes) =>
            clock.CreateTimer(_ => fired.Add((name, clock.GetUtcNow())), null, TimeSpan.FromMinutes(minutes), Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void A_periodic_timer_fires_once_for_each_period_until_disposed()
    {
        var count = 0;
        var timer = clock.CreateTimer(_ => count++, null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(5, count);
        timer.Dispose();
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(5, count);
        Assert.False(timer.Change(TimeSpan.Zero, TimeSpan.Zero));
    }

    [Fact]
    public void A_changed_timer_forgets_its_old_due_time()
    {
        var count = 0;
        using var timer = clock.CreateTimer(_ => count++, null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);
        Assert.True(timer.Change(TimeSpan.FromMinutes(10), Timeout.InfiniteTimeSpan));
        clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(0, count);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, count);
    }

    [Fact]
    public async Task A_delay_of_the_framework_ends_when_the_clock_is_moved()
    {
        var delay = Task.Delay(TimeSpan.FromDays(1), clock, TestContext.Current.CancellationToken);
        Assert.False(delay.IsCompleted);
        clock.Advance(TimeSpan.FromDays(1));
        await delay.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void The_clock_never_goes_back()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.SetTo(Start.AddTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.FromTicks(-1)));
        Assert.Equal(Start, clock.GetUtcNow());
    }

    [Fact]
    public void Moves_from_many_threads_fire_each_period_exactly_once()
    {
        var count = 0;
        using var timer = clock.CreateTimer(_ => Interlocked.Increment(ref count), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        Parallel.For(
            1,
            201,
            n =>
            {
                try
                {
                    clock.SetTo(Start.AddSeconds(n));
                }
                catch (ArgumentOutOfRangeException)
                {
                    // Another thread was further already.
                }
            }
        );
        Assert.Equal(Start.AddSeconds(200), clock.GetUtcNow());
        Assert.Equal(200, count);
    }
}
