using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Ntm.Commands;
using Ntm.Messaging;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Platform.Tests.Messaging;

public sealed class TimerPumpTests(FeedProbe probe) : IClassFixture<FeedProbe>
{
    /// <summary>The smallest step that every engine stores.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMicroseconds(1);

    [Fact]
    public async Task A_timer_fires_once_at_its_instant_and_not_before()
    {
        var due = probe.Platform.Clock.GetUtcNow() + TimeSpan.FromHours(1);
        await ScheduleAsync("once", due);
        await ScheduleAsync("marker-before", due - Tick);

        probe.Platform.Clock.SetTo(due - Tick);
        await Eventually.TrueAsync(() => Fired("marker-before") == 1, "the earlier timer fired");
        Assert.Equal(0, Fired("once"));

        probe.Platform.Clock.SetTo(due);
        await Eventually.TrueAsync(() => Fired("once") == 1, "the timer fired");
        probe.Platform.Clock.Advance(TimeSpan.FromDays(1));
        await Eventually.TrueAsync(
            async () => !await probe.ReadAsync(db => db.Timers.AnyAsync(timer => timer.Key == "once")),
            "its row is gone"
        );
        Assert.Equal(1, Fired("once"));
    }

    [Fact]
    public async Task Scheduling_the_same_key_again_moves_the_timer()
    {
        var now = probe.Platform.Clock.GetUtcNow();
        await ScheduleAsync("moved", now + TimeSpan.FromDays(400));
        await ScheduleAsync("moved", now + TimeSpan.FromDays(500));

        Assert.Equal(
            now + TimeSpan.FromDays(500),
            await probe.ReadAsync(db => db.Timers.Where(timer => timer.Key == "moved").Select(timer => timer.DueAt).SingleAsync())
        );
    }

    [Fact]
    public async Task A_timer_that_fails_stays_with_its_reason_and_is_tried_again()
    {
        probe.Handler.FailuresLeft = 1;
        await ScheduleAsync("failing", probe.Platform.Clock.GetUtcNow(), "fail");
        await Eventually.TrueAsync(
            async () =>
            {
                probe.Platform.Clock.Advance(TimeSpan.FromMinutes(1));
                return Fired("failing") == 1;
            },
            "the second try succeeded"
        );

        Assert.True(probe.Handler.FailuresLeft <= 0);
    }

    [Fact]
    public async Task A_failing_timer_is_listed_with_its_reason_until_it_succeeds()
    {
        probe.Handler.FailuresLeft = int.MaxValue;
        await ScheduleAsync("stuck", probe.Platform.Clock.GetUtcNow(), "fail");
        await Eventually.TrueAsync(
            async () =>
            {
                probe.Platform.Clock.Advance(TimeSpan.FromMinutes(10));
                return await ListedAsync("stuck") is { Attempts: > 3 };
            },
            "more tries than a message gets"
        );

        Assert.Equal("This timer fails on purpose.", (await ListedAsync("stuck"))!.Reason);
        probe.Handler.FailuresLeft = 0;
        await Eventually.TrueAsync(
            async () =>
            {
                probe.Platform.Clock.Advance(TimeSpan.FromMinutes(10));
                return await ListedAsync("stuck") is null;
            },
            "it fired and is no longer listed"
        );
        Assert.Equal(1, Fired("stuck"));
    }

    /// <summary>Each poll has a token of its own: the clock moves between them.</summary>
    private async Task<FailedTimer?> ListedAsync(string key) =>
        (
            await probe
                .Platform.As("operator", "administrator@42")
                .GetFromJsonAsync<Page<FailedTimer>>("/notifications/dead-letters/timers")
        )!.Items.SingleOrDefault(timer => timer.Key == key);

    private int Fired(string key)
    {
        lock (probe.Handler.Fired)
        {
            return probe.Handler.Fired.Count(fired => fired == key);
        }
    }

    private Task<int> ScheduleAsync(string key, DateTimeOffset due, string payload = "") =>
        probe.ReadAsync(async db =>
        {
            await db.ScheduleAsync(key, "probe", due, payload, CancellationToken.None);
            return await db.SaveChangesAsync();
        });
}
