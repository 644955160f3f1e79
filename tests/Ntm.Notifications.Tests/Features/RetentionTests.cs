using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ntm.Commands;
using Ntm.Contracts.Dossier.V1;
using Ntm.Notifications.Features;
using Ntm.Notifications.Features.Feed;
using Ntm.Notifications.Persistence;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Notifications.Tests.Features;

public sealed class RetentionTests
{
    private const string Unit = "42/439/70001";

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task A_notice_and_its_read_rows_go_when_older_than_the_retention_and_not_before()
    {
        await using var platform = await StartAsync(("NoticeRetention", "30.00:00:00"));
        var (old, young) = (Opened(1), Opened(1));
        await platform.PublishAsync(old, old.EventId);
        var limit = old.OccurredAt + TimeSpan.FromDays(30);
        await platform.PublishAsync(young with { OccurredAt = old.OccurredAt + Tick + Tick }, young.EventId);
        (await platform.As("anna", "officer@" + Unit).PutAsync($"/notifications/inbox/{old.EventId}/read", null)).EnsureSuccessStatusCode();

        await FireAsync(platform, limit);
        Assert.Equal(2, (await InboxAsync(platform)).Count);
        await FireAsync(platform, limit + Tick);

        Assert.Equal([young.EventId], (await InboxAsync(platform)).Select(notice => notice.Id));
        Assert.Equal(0, await ReadAsync(platform, db => db.NoticesRead.CountAsync()));
    }

    [Fact]
    public async Task Events_older_than_the_retention_leave_the_feed_but_a_dossiers_newest_stays()
    {
        await using var platform = await StartAsync(("FeedRetention", "90.00:00:00"));
        var dossier = Guid.CreateVersion7();
        var events = Enumerable.Range(1, 3).Select(sequence => Opened(sequence, dossier)).ToList();
        var idle = Opened(1) with { OccurredAt = events[0].OccurredAt };
        foreach (var @event in (IEnumerable<StageOpened>)[idle, .. events])
        {
            await platform.PublishAsync(@event, @event.EventId);
        }

        var limit = events[1].OccurredAt + TimeSpan.FromDays(90);
        await FireAsync(platform, limit);
        Assert.Equal([idle.EventId, events[1].EventId, events[2].EventId], (await FeedAsync(platform, "")).Items.Select(item => item.Id()));
        await FireAsync(platform, limit + Tick);

        var page = await FeedAsync(platform, "");
        Assert.Equal([idle.EventId, events[2].EventId], page.Items.Select(item => item.Id()));
        Assert.Equal([events[2].EventId], (await FeedAsync(platform, $"?after=3&epoch={page.Epoch}")).Items.Select(item => item.Id()));
        var gone = await Integrator(platform).GetAsync("/notifications/events?after=2");
        var problem = await gone.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(
            (410, "notifications.feed_trimmed", 3L),
            ((int)gone.StatusCode, problem.GetProperty("code").GetString(), problem.GetProperty("resumeAfter").GetInt64())
        );

        // What follows finds its predecessor, and what was removed by age is not missing.
        var next = Opened(4, dossier);
        await platform.PublishAsync(next, next.EventId);
        Assert.Empty((await StateAsync(platform, dossier, 4)).Missing);
    }

    [Fact]
    public async Task Events_about_a_plan_that_are_older_than_the_retention_all_leave_the_feed()
    {
        await using var platform = await StartAsync(("FeedRetention", "90.00:00:00"));
        var plan = Guid.CreateVersion7();
        var (published, closed) = (PlanEventSamples.Published(plan, Unit), PlanEventSamples.Closed(plan, Unit));
        var (old, young) = (Opened(1), Opened(1) with { OccurredAt = NotificationsPlatform.Start.AddDays(1) });
        await platform.PublishAsync(published, published.EventId);
        await platform.PublishAsync(old, old.EventId);
        await platform.PublishAsync(closed, closed.EventId);
        await platform.PublishAsync(young, young.EventId);

        await FireAsync(platform, old.OccurredAt + TimeSpan.FromDays(90) + Tick);

        Assert.Equal([old.EventId, young.EventId], (await AllAsync(platform, 0)).Select(item => item.Id()));
        Assert.Empty(await AllAsync(platform, 4));
        Assert.Equal(3, await ReadAsync(platform, db => db.FeedHeads.Select(head => head.TrimmedTo).SingleAsync()));
        var next = Opened(2, old.DossierId);
        await platform.PublishAsync(next, next.EventId);
        Assert.Equal([5L], (await AllAsync(platform, 4)).Select(item => item.Position));
    }

    [Theory]
    [InlineData("NoticeRetention", "29.23:59:59")]
    [InlineData("NoticeRetention", "3650.00:00:01")]
    [InlineData("FeedRetention", "89.23:59:59")]
    [InlineData("FeedRetention", "36500.00:00:01")]
    public async Task A_retention_out_of_its_range_stops_the_start(string name, string value)
    {
        var failure = await Record.ExceptionAsync(() => StartAsync((name, value)));

        Assert.Contains(name, Assert.IsType<OptionsValidationException>(failure).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_sample_mode_nothing_is_removed()
    {
        await using var platform = await TestPlatform.StartAsync(
            NotificationsPlatform.Start,
            new Dictionary<string, string?> { ["Data:Sample"] = "true" },
            new NotificationsModule()
        );

        await new NotificationsModule().PrepareAsync(platform.Services, CancellationToken.None);

        Assert.Equal(0, await ReadAsync(platform, db => db.Timers.CountAsync()));
    }

    internal static async Task<Contracts.Notifications.V1.FeedReported> StateAsync(
        TestPlatform platform,
        Guid dossier,
        long sequence,
        DateTimeOffset? acted = null,
        long? delivered = null
    )
    {
        var question = new ReconciliationRequested
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = platform.Clock.GetUtcNow(),
            DossierId = dossier,
            Sequence = sequence,
            UnitPath = Unit,
            OpenStages = [],
            ActedAt = acted,
            Delivered = delivered,
        };
        await platform.PublishAsync(question, question.EventId);
        return await platform.ReceivedAsync<Contracts.Notifications.V1.FeedReported>(answer => answer.StatementId == question.EventId);
    }

    private static StageOpened Opened(long sequence, Guid? dossier = null) =>
        NotificationsPlatform.Opened(dossier ?? Guid.CreateVersion7(), sequence, Unit);

    private static Task<TestPlatform> StartAsync((string Name, string Value) setting) =>
        TestPlatform.StartAsync(
            NotificationsPlatform.Start,
            new Dictionary<string, string?> { ["Notifications:" + setting.Name] = setting.Value },
            new NotificationsModule()
        );

    /// <summary>Has the timer fire at an instant, and waits until it has.</summary>
    private static async Task FireAsync(TestPlatform platform, DateTimeOffset now)
    {
        await ReadAsync(
            platform,
            async db =>
            {
                await db.ScheduleAsync(TrimOnTime.Timer, TrimOnTime.Timer, now, "", CancellationToken.None);
                return await db.SaveChangesAsync();
            }
        );
        platform.Clock.SetTo(now);
        await Eventually.TrueAsync(() => ReadAsync(platform, db => db.Timers.AllAsync(timer => timer.DueAt > now)), "the next day is set");
    }

    private static async Task<IReadOnlyList<InboxNotice>> InboxAsync(TestPlatform platform) =>
        (await platform.As("anna", "officer@" + Unit).GetFromJsonAsync<Page<InboxNotice>>("/notifications/inbox"))!.Items;

    private static HttpClient Integrator(TestPlatform platform) => platform.AsProgram("42", "events:read");

    /// <summary>What a reader of dossiers and plans finds behind a position.</summary>
    private static async Task<IReadOnlyList<FeedItem>> AllAsync(TestPlatform platform, long after) =>
        (
            await platform
                .AsProgram("42", "events:read", "planning:read")
                .GetFromJsonAsync<FeedPage>($"/notifications/events?after={after}")
        )!.Items;

    private static async Task<FeedPage> FeedAsync(TestPlatform platform, string query) =>
        (await Integrator(platform).GetFromJsonAsync<FeedPage>("/notifications/events" + query))!;

    private static async Task<T> ReadAsync<T>(TestPlatform platform, Func<NotificationsDbContext, Task<T>> read)
    {
        await using var scope = platform.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<NotificationsDbContext>());
    }
}
