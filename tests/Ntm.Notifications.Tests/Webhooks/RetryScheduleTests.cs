using Ntm.Notifications.Domain.Webhooks;

namespace Ntm.Notifications.Tests.Webhooks;

/// <summary>When a failed event is tried again.</summary>
public sealed class RetryScheduleTests
{
    public static readonly TheoryData<int, string> Waits = new()
    {
        { 1, "00:00:05" },
        { 2, "00:05:00" },
        { 3, "00:30:00" },
        { 4, "02:00:00" },
        { 5, "05:00:00" },
        { 6, "10:00:00" },
        { 7, "14:00:00" },
        { 8, "20:00:00" },
        { 9, "1.00:00:00" },
    };

    [Theory]
    [MemberData(nameof(Waits))]
    public void Each_wait_is_within_a_fifth_of_its_place_in_the_list(int attempts, string usual)
    {
        var wait = TimeSpan.Parse(usual, null);

        Assert.Equal(wait * 0.8, RetrySchedule.After(attempts, null, false, 0));
        Assert.Equal(wait * 1.2, RetrySchedule.After(attempts, null, false, 1));
    }

    [Fact]
    public void After_ten_attempts_an_event_is_given_up()
    {
        Assert.NotNull(RetrySchedule.After(9, null, false, 0));
        Assert.Null(RetrySchedule.After(10, null, false, 0));
        Assert.Null(RetrySchedule.After(10, TimeSpan.FromSeconds(1), true, 0));
    }

    [Theory]
    [InlineData(1, 300)]
    [InlineData(400, 400)]
    [InlineData(100_000, 600)]
    public void What_the_endpoint_asks_for_counts_between_once_and_twice_the_wait(int asked, int given) =>
        Assert.Equal(TimeSpan.FromSeconds(given), RetrySchedule.After(2, TimeSpan.FromSeconds(asked), false, 1));

    [Fact]
    public void An_overloaded_endpoint_is_left_alone_for_a_minute()
    {
        Assert.Equal(TimeSpan.FromSeconds(60), RetrySchedule.After(1, null, true, 0.5));
        Assert.Equal(TimeSpan.FromSeconds(60), RetrySchedule.After(1, TimeSpan.FromSeconds(7), true, 0.5));
        Assert.Equal(TimeSpan.FromMinutes(5), RetrySchedule.After(2, null, true, 0.5));
    }

    [Fact]
    public void The_waits_of_many_events_are_spread_and_every_process_finds_the_same()
    {
        var (subscription, now) = (Guid.CreateVersion7(), WebhookPlatform.Start);
        var events = Enumerable.Range(0, 1000).Select(_ => Guid.CreateVersion7(now)).ToList();

        var spread = events.ConvertAll(one => RetrySchedule.JitterOf(subscription, one, 1));

        Assert.Equal(spread, events.ConvertAll(one => RetrySchedule.JitterOf(subscription, one, 1)));
        Assert.All(spread, one => Assert.InRange(one, 0, 1));
        Assert.All(Enumerable.Range(0, 10), tenth => Assert.InRange(spread.Count(one => (int)(one * 10) == tenth), 50, 200));
    }
}
