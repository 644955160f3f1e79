using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Domain.Webhooks;
using Ntm.Notifications.Features.Webhooks;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Notifications.Tests.Webhooks;

/// <summary>What failed is tried again, at its instant, in its order, and at last not any more.</summary>
public sealed class EndpointRetryTests : IAsyncLifetime
{
    private TestPlatform platform = null!;
    private Receiver receiver = null!;

    public async ValueTask InitializeAsync() => (platform, receiver) = (await WebhookPlatform.StartAsync(), await Receiver.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await platform.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task Each_attempt_comes_at_its_instant_and_not_a_tick_before_and_after_the_last_none()
    {
        receiver.Answer = (http, _) => Status(http, 500);
        var made = await platform.SubscribeAsync(receiver);
        await platform.EventsAsync(Guid.CreateVersion7(), 1, 1);
        var id = made.Subscription.Id;
        for (var attempt = 1; attempt < RetrySchedule.MostAttempts; attempt++)
        {
            await platform.AttemptedAsync(id, attempt);
            var due = await DueAsync(id);
            platform.Clock.SetTo(due.AddTicks(-Step()));
            await IdleAsync();
            Assert.Equal(attempt, receiver.Deliveries.Count);
            platform.Clock.SetTo(due);
            Assert.Equal(due, (await platform.AttemptedAsync(id, attempt + 1))[^1].At);
        }

        await platform.AttemptedAsync(id, RetrySchedule.MostAttempts);
        platform.Clock.Advance(TimeSpan.FromDays(30));
        await IdleAsync();

        Assert.Equal(10, receiver.Deliveries.Count);
        Assert.Single(receiver.Deliveries.Select(one => one.Id).Distinct());
        var health = await platform.HealthAsync(id);
        Assert.Equal((0, 1, 10L), (health.Waiting, health.GivenUp, health.Failed));
        var given = Assert.Single((await platform.GetAsync<Page<UnreceivedEvent>>($"{id}/unreceived")).Items);
        Assert.Equal((10, receiver.Deliveries[0].Id), (given.Attempts, given.EventId.ToString()));
    }

    [Fact]
    public async Task An_overloaded_endpoint_is_asked_again_after_a_minute_at_the_earliest()
    {
        receiver.Answer = (http, _) =>
        {
            http.Response.Headers.RetryAfter = "7";
            return Status(http, 429);
        };
        var made = await platform.SubscribeAsync(receiver);
        await platform.EventsAsync(Guid.CreateVersion7(), 1, 1);
        await platform.AttemptedAsync(made.Subscription.Id, 1);

        Assert.Equal(WebhookPlatform.Start.AddSeconds(60), await DueAsync(made.Subscription.Id));
    }

    [Fact]
    public async Task Where_order_is_kept_a_failing_event_holds_back_its_own_dossier_alone()
    {
        var (held, free) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var failing = true;
        receiver.Answer = (http, one) => Status(http, failing && one.Subject == $"dossiers/{held}" && one.Sequence == 2 ? 500 : 200);
        var made = await platform.SubscribeAsync(receiver, new { ordered = true });
        await platform.EventsAsync(held, 1, 4);
        await platform.EventsAsync(free, 1, 3);
        await platform.AttemptedAsync(made.Subscription.Id, 5);
        await platform.EventsAsync(held, 5, 5);
        await IdleAsync();

        Assert.Equal([1L, 2L], SequencesOf(held));
        Assert.Equal([1L, 2L, 3L], SequencesOf(free));
        Assert.Equal(4, (await platform.HealthAsync(made.Subscription.Id)).Waiting);

        failing = false;
        platform.Clock.Advance(TimeSpan.FromSeconds(6));
        await receiver.ReceivedAsync(9);
        await Eventually.TrueAsync(async () => (await platform.HealthAsync(made.Subscription.Id)).Waiting == 0, "nothing to wait");
        Assert.Equal([1L, 2L, 2L, 3L, 4L, 5L], SequencesOf(held));
    }

    [Fact]
    public async Task Where_order_is_not_kept_the_others_of_a_dossier_go_on()
    {
        var dossier = Guid.CreateVersion7();
        receiver.Answer = (http, one) => Status(http, one.Sequence == 2 ? 500 : 200);
        var made = await platform.SubscribeAsync(receiver, new { ordered = false });
        await platform.EventsAsync(dossier, 1, 4);
        await platform.AttemptedAsync(made.Subscription.Id, 4);

        Assert.Equal([1L, 2L, 3L, 4L], receiver.Deliveries.Select(one => one.Sequence).Order());
        Assert.Equal(1, (await platform.HealthAsync(made.Subscription.Id)).Waiting);
    }

    [Fact]
    public async Task An_event_sent_but_not_written_down_is_sent_again_under_its_id_and_none_is_lost()
    {
        var stolen = false;
        receiver.Answer = async (_, _) =>
        {
            if (!stolen)
            {
                stolen = true;

                // As if the process had died here: its lease is another's, which died too.
                await platform.QueryAsync(db =>
                    db.SubscriptionProgress.ExecuteUpdateAsync(row =>
                        row.SetProperty(x => x.LeaseOwner, "dead").SetProperty(x => x.LeaseUntil, 1)
                    )
                );
            }
        };
        var id = (await platform.SubscribeAsync(receiver)).Subscription.Id;
        await platform.EventsAsync(Guid.CreateVersion7(), 1, 3);
        await platform.AttemptedAsync(id, 3);

        Assert.Equal([1L, 2L, 3L], receiver.Deliveries.DistinctBy(one => one.Id).Select(one => one.Sequence));
        var copies = receiver.Deliveries.GroupBy(one => one.Id).Where(same => same.Count() > 1).ToList();
        Assert.NotEmpty(copies);
        Assert.All(copies, same => Assert.Single(same.Select(one => one.Body).Distinct()));
        Assert.Equal(3, (await platform.AttemptsAsync(id)).Count);
    }

    [Fact]
    public async Task An_endpoint_that_only_fails_is_disabled_and_one_that_fails_at_times_is_not()
    {
        var answer = 500;
        receiver.Answer = (http, _) => Status(http, answer);
        var made = await platform.SubscribeAsync(receiver, new { ordered = false });
        var id = made.Subscription.Id;
        await FailAsync(id, 1);
        answer = 200;
        await platform.EventsAsync(Guid.CreateVersion7(), 1, 1);
        await Eventually.TrueAsync(async () => (await platform.HealthAsync(id)).FailingSince is null, "a success");
        platform.Clock.Advance(TimeSpan.FromHours(130));
        answer = 500;
        await FailAsync(id, 1);
        Assert.Equal("Active", (await platform.HealthAsync(id)).State);
        Assert.DoesNotContain(await NoticesAsync(), notice => notice.Kind is NoticeKind.EndpointDisabled);

        // From here on nothing succeeds.
        foreach (var hours in (int[])[10, 30, 40, 30])
        {
            platform.Clock.Advance(TimeSpan.FromHours(hours));
            await FailAsync(id, 1);
        }

        Assert.Contains(await NoticesAsync(), notice => notice.Text.Contains("24 giờ", StringComparison.Ordinal));
        platform.Clock.Advance(TimeSpan.FromHours(11));
        await FailAsync(id, 1);

        Assert.Equal(("Disabled", "Failing"), ((await platform.HealthAsync(id)).State, (await platform.HealthAsync(id)).Reason));
        var disabled = (await NoticesAsync()).FindAll(notice => notice.Kind is NoticeKind.EndpointDisabled);
        Assert.Equal(["42"], disabled.ConvertAll(notice => notice.UnitPath));
    }

    [Fact]
    public async Task What_waits_is_bounded_and_all_of_it_goes_once_the_endpoint_answers_again()
    {
        await using var small = await WebhookPlatform.StartAsync(settings: ("Notifications:Webhooks:MostWaiting", "10"));
        var status = 500;
        receiver.Answer = (http, _) => Status(http, status);
        var id = (await small.SubscribeAsync(receiver, new { ordered = false })).Subscription.Id;
        for (var one = 0; one < 30; one++)
        {
            await small.EventsAsync(Guid.CreateVersion7(), 1, 1);
        }

        await small.AttemptedAsync(id, 10);
        small.Clock.Advance(TimeSpan.FromSeconds(6));
        await small.AttemptedAsync(id, 20);
        Assert.Equal((10, 10), ((await small.HealthAsync(id)).Waiting, (int)(await small.HealthAsync(id)).Position));

        status = 200;
        var waiting = (await small.GetAsync<Page<UnreceivedEvent>>($"{id}/unreceived?failed=false")).Items;
        small.Clock.SetTo(waiting.Min(one => one.DueAt!.Value));
        await receiver.ReceivedAsync(50);

        Assert.Equal(30, receiver.Deliveries.Select(one => one.Id).Distinct().Count());
        await Eventually.TrueAsync(async () => (await small.HealthAsync(id)) is { Waiting: 0, Position: 30 }, "nothing to wait");
    }

    [Fact]
    public async Task The_administrators_are_warned_once_after_the_fourth_failed_attempt()
    {
        receiver.Answer = (http, _) => Status(http, 503);
        var id = (await platform.SubscribeAsync(receiver)).Subscription.Id;
        await platform.EventsAsync(Guid.CreateVersion7(), 1, 1);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await platform.AttemptedAsync(id, attempt);
            Assert.Empty(await NoticesAsync());
            platform.Clock.SetTo(await DueAsync(id));
        }

        await platform.AttemptedAsync(id, 4);
        Assert.Equal(NoticeKind.EndpointFailing, Assert.Single(await NoticesAsync()).Kind);
        platform.Clock.SetTo(await DueAsync(id));
        await platform.AttemptedAsync(id, 5);

        var notice = Assert.Single(await NoticesAsync());
        Assert.DoesNotContain(new Uri(receiver.Url).PathAndQuery, notice.Text, StringComparison.Ordinal);
    }

    private static Task Status(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    // SQLite keeps ticks, servers keep microseconds.
    private static long Step() => TestPlatform.Provider is Ntm.Persistence.DatabaseProvider.Sqlite ? 1 : TimeSpan.TicksPerMicrosecond;

    private List<long> SequencesOf(Guid dossier) =>
        [.. receiver.Deliveries.Where(one => one.Subject == $"dossiers/{dossier}").Select(one => one.Sequence)];

    /// <summary>A new event whose attempt fails, besides whatever else is due.</summary>
    private async Task FailAsync(Guid id, int count)
    {
        var before = (await platform.HealthAsync(id)).Failed;
        await platform.EventsAsync(Guid.CreateVersion7(), 1, count);
        await Eventually.TrueAsync(async () => (await platform.HealthAsync(id)).Failed > before, "a failure");
        await IdleAsync();
    }

    private async Task<DateTimeOffset> DueAsync(Guid id) =>
        (await platform.GetAsync<Page<UnreceivedEvent>>($"{id}/unreceived?failed=false")).Items[0].DueAt!.Value;

    private Task<List<Notice>> NoticesAsync() =>
        platform.QueryAsync(db =>
            db.Notices.Where(notice => notice.Kind == NoticeKind.EndpointFailing || notice.Kind == NoticeKind.EndpointDisabled)
                .ToListAsync()
        );

    /// <summary>Waits until nothing that is due by the clock is left: the dispatcher has looked, and has nothing to send.</summary>
    private async Task IdleAsync()
    {
        // A second subscription to an endpoint of its own: what the dispatcher sends to it after this, it looked for after this.
        await using var probe = await Receiver.StartAsync();
        var made = await platform.Program(name: "ntm-probe").CreateAsync(probe.Url, new { unitPath = "42/446" });
        var path = $"/notifications/subscriptions/{made.Subscription.Id}";
        (await platform.Program(name: "ntm-probe").PostAsync($"{path}/verification", null)).EnsureSuccessStatusCode();
        await platform.EventsAsync(Guid.CreateVersion7(), 1, 1, "42/446/18745");
        await probe.ReceivedAsync(1);
        (await platform.Program(name: "ntm-probe").DeleteAsync(path)).EnsureSuccessStatusCode();
    }
}
