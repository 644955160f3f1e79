using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Features.Webhooks;
using Ntm.Testing;

namespace Ntm.Notifications.Tests.Webhooks;

/// <summary>What is sent, and what an endpoint's answer makes of it.</summary>
public sealed class EndpointAnswerTests : IAsyncLifetime
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
    public async Task The_bytes_of_the_feed_are_sent_once_to_whom_they_concern()
    {
        var made = await platform.SubscribeAsync(receiver);
        await platform.EventsAsync(Guid.CreateVersion7(), 1, 3);
        await receiver.ReceivedAsync(3);
        await platform.AttemptedAsync(made.Subscription.Id, 3);

        var feed = await platform.FeedAsync();
        Assert.Equal(feed.Select(row => row.Data), receiver.Deliveries.Select(one => one.Body));
        Assert.Equal(feed.Select(row => row.EventId.ToString()), receiver.Deliveries.Select(one => one.Id));
        Assert.All(
            receiver.Deliveries,
            one => Assert.Equal("application/cloudevents+json; charset=utf-8", one.Headers.ContentType.ToString())
        );
        Assert.All(receiver.Deliveries, one => Assert.False(one.Headers.ContainsKey("Authorization")));
        var health = await platform.HealthAsync(made.Subscription.Id);
        Assert.Equal((3, 3, 0, 0, 3), (health.Delivered, health.Position, health.Waiting, health.Failed, health.AttemptsLastDay - 1));
    }

    [Fact]
    public async Task Filters_by_type_unit_and_title_let_through_what_they_name()
    {
        var other = "42/439/18176";
        await platform.SubscribeAsync(
            receiver,
            new
            {
                types = (string[])["vn.ntm.dossier.*"],
                unitPath = other,
                titles = (string[])["xa-ntm"],
            }
        );
        await using var late = await Receiver.StartAsync();
        await platform.SubscribeAsync(late, new { types = (string[])["vn.ntm.deadline.missed"] });
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await platform.EventsAsync(first, 1, 1);
        await platform.EventsAsync(second, 1, 1, other);
        var missed = NotificationsPlatform.Missed(second, 2, other);
        await platform.PublishAsync(missed, missed.EventId);
        await receiver.ReceivedAsync(1);
        await late.ReceivedAsync(1);

        Assert.Equal($"dossiers/{second}", Assert.Single(receiver.Deliveries).Subject);
        Assert.Equal("vn.ntm.deadline.missed", Assert.Single(late.Deliveries).Type);
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_endpoint_was_verified_and_then_all_since()
    {
        var made = await platform.Program().CreateAsync(receiver.Url);
        await platform.EventsAsync(Guid.CreateVersion7(), 1, 2);
        Assert.Equal("Unverified", (await platform.HealthAsync(made.Subscription.Id)).State);
        Assert.Empty(await platform.AttemptsAsync(made.Subscription.Id));

        await platform.PostAsync<ProbeAnswer>($"{made.Subscription.Id}/verification");
        await receiver.ReceivedAsync(2);

        Assert.Equal([1L, 2L], receiver.Deliveries.Select(one => one.Sequence));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(302)]
    [InlineData(308)]
    [InlineData(429)]
    public async Task Anything_but_2xx_is_a_failure_and_no_redirect_is_followed(int status)
    {
        await using var elsewhere = await Receiver.StartAsync();
        receiver.Answer = (http, _) =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.Location = elsewhere.Url;
            return http.Response.WriteAsync("nope \0 ộ");
        };
        var made = await platform.SubscribeAsync(receiver);
        await platform.EventsAsync(Guid.CreateVersion7(), 1, 1);
        var attempt = Assert.Single(await platform.AttemptedAsync(made.Subscription.Id, 1));

        Assert.Equal(("Refused", status), (attempt.Outcome, attempt.Status));
        var detail = await platform.GetAsync<AttemptView>($"{made.Subscription.Id}/attempts/{attempt.Id}");
        Assert.Equal("nope \uFFFD ộ", detail.Answer);
        Assert.Empty(elsewhere.Deliveries);
        Assert.Equal(1, (await platform.HealthAsync(made.Subscription.Id)).Waiting);
    }

    [Fact]
    public async Task An_endpoint_that_hangs_or_drips_or_breaks_off_has_failed()
    {
        var outcomes = new Dictionary<string, string>();
        foreach (var (name, answer) in Hostile())
        {
            await using var hostile = await Receiver.StartAsync();
            hostile.Answer = (http, _) => answer(http, hostile.Closing);
            var made = await platform.SubscribeAsync(hostile, new { description = name });
            await platform.EventsAsync(Guid.CreateVersion7(), 1, 1);
            outcomes[name] = (await platform.AttemptedAsync(made.Subscription.Id, 1))[0].Outcome;
        }

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["hangs"] = "TimedOut",
                ["drips"] = "TimedOut",
                ["breaks off"] = "Unreachable",
                ["aborts"] = "Unreachable",
            },
            outcomes
        );
    }

    [Fact]
    public async Task Of_a_huge_answer_the_first_20_kB_are_kept_and_no_more_is_read()
    {
        var written = 0L;
        receiver.Answer = async (http, _) =>
        {
            var block = Encoding.ASCII.GetBytes(new string('a', 64 * 1024));
            for (; written < 1L << 30 && !http.RequestAborted.IsCancellationRequested; written += block.Length)
            {
                await http.Response.Body.WriteAsync(block, http.RequestAborted);
            }
        };
        var made = await platform.SubscribeAsync(receiver);
        await platform.EventsAsync(Guid.CreateVersion7(), 1, 1);
        var attempt = Assert.Single(await platform.AttemptedAsync(made.Subscription.Id, 1));

        var detail = await platform.GetAsync<AttemptView>($"{made.Subscription.Id}/attempts/{attempt.Id}");
        Assert.Equal(("Received", 20_000), (detail.Outcome, detail.Answer!.Length));
        Assert.InRange(written, 0, 64L << 20);
    }

    [Fact]
    public async Task An_endpoint_that_is_gone_is_sent_nothing_more()
    {
        receiver.Answer = (http, _) =>
        {
            http.Response.StatusCode = 410;
            return Task.CompletedTask;
        };
        var made = await platform.SubscribeAsync(receiver);
        await platform.EventsAsync(Guid.CreateVersion7(), 1, 1);
        await Eventually.TrueAsync(
            async () => (await platform.HealthAsync(made.Subscription.Id)) is { State: "Disabled", Reason: "Gone" },
            "the subscription to be disabled"
        );
        await platform.EventsAsync(Guid.CreateVersion7(), 1, 1);
        platform.Clock.Advance(TimeSpan.FromHours(1));

        receiver.Answer = (_, _) => Task.CompletedTask;
        await platform.PostAsync<SubscriptionView>($"{made.Subscription.Id}/activation");
        await receiver.ReceivedAsync(3);

        // What came meanwhile is sent too, and what failed again under its id.
        Assert.Equal(3, receiver.Deliveries.Count);
        Assert.Equal(2, receiver.Deliveries.Select(one => one.Id).Distinct().Count());
    }

    [Fact]
    public async Task Attempts_are_kept_for_thirty_days()
    {
        await new NotificationsModule().PrepareAsync(platform.Services, CancellationToken.None);
        var id = (await platform.SubscribeAsync(receiver)).Subscription.Id;
        await platform.EventsAsync(Guid.CreateVersion7(), 1, 1);
        await platform.AttemptedAsync(id, 1);

        platform.Clock.Advance(TimeSpan.FromDays(29));
        await Eventually.TrueAsync(
            () =>
                platform.QueryAsync(db =>
                    db.Timers.AnyAsync(row => row.Key == TrimAttempts.Timer && row.DueAt > platform.Clock.GetUtcNow())
                ),
            "the timer to have fired"
        );
        Assert.Single(await platform.AttemptsAsync(id));

        platform.Clock.Advance(TimeSpan.FromDays(2));
        await Eventually.TrueAsync(async () => (await platform.AttemptsAsync(id)).Count == 0, "no attempt");
    }

    [Fact]
    public async Task The_rate_of_a_subscription_is_kept()
    {
        await platform.SubscribeAsync(receiver, new { ratePerSecond = 5, ordered = false });
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var _ in Enumerable.Range(0, 8))
        {
            await platform.EventsAsync(Guid.CreateVersion7(), 1, 1);
        }

        await receiver.ReceivedAsync(8);

        // Seven steps of a fifth of a second, less the tenth that may be saved up.
        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(1.29), $"eight requests within {watch.Elapsed}");
    }

    private static IEnumerable<(string, Func<HttpContext, CancellationToken, Task>)> Hostile()
    {
        yield return ("hangs", (_, closing) => Task.Delay(Timeout.Infinite, closing).ContinueWith(_ => { }, TaskScheduler.Default));
        yield return (
            "drips",
            async (http, closing) =>
            {
                while (!closing.IsCancellationRequested && !http.RequestAborted.IsCancellationRequested)
                {
                    await http.Response.WriteAsync("a", CancellationToken.None);
                    await http.Response.Body.FlushAsync(CancellationToken.None);
                    await Task.Delay(50, CancellationToken.None);
                }
            }
        );
        yield return (
            "breaks off",
            async (http, _) =>
            {
                http.Response.ContentLength = 1000;
                await http.Response.WriteAsync("half", CancellationToken.None);
                await http.Response.Body.FlushAsync(CancellationToken.None);
                http.Abort();
            }
        );
        yield return (
            "aborts",
            (http, _) =>
            {
                http.Abort();
                return Task.CompletedTask;
            }
        );
    }
}
