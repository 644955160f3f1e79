using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ntm.Notifications.Features.Feed;
using Ntm.Testing;

namespace Ntm.Notifications.Tests.Features;

/// <summary>A reader whose cursor belongs to another epoch of the feed gets 410 and how to resume.</summary>
public sealed class FeedEpochTests : IAsyncLifetime
{
    private TestPlatform platform = null!;

    public async ValueTask InitializeAsync() =>
        platform = await TestPlatform.StartAsync(NotificationsPlatform.Start, null, new NotificationsModule());

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task A_cursor_beyond_the_head_is_answered_410_with_epoch_and_resume_position()
    {
        var @event = NotificationsPlatform.Opened(Guid.CreateVersion7(), 1, "42/439/60001");
        await platform.PublishAsync(@event, @event.EventId);
        var page = await PageAsync("");

        var at = await PageAsync($"?after=1&epoch={page.Epoch}");
        var beyond = await Reader().GetAsync($"/notifications/events?after=2&epoch={page.Epoch}");
        var without = await Reader().GetAsync("/notifications/events?after=2");

        Assert.Equal((0, 1, false), (at.Items.Count, at.Next, at.More));
        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone), (beyond.StatusCode, without.StatusCode));
        var problem = await beyond.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(
            ("notifications.feed_restarted", page.Epoch, 1L, 0L),
            (
                problem.GetProperty("code").GetString(),
                problem.GetProperty("epoch").GetGuid(),
                problem.GetProperty("head").GetInt64(),
                problem.GetProperty("resumeAfter").GetInt64()
            )
        );
    }

    [Fact]
    public async Task Events_lost_after_leaving_the_dossier_begin_one_new_epoch()
    {
        var @event = NotificationsPlatform.Opened(Guid.CreateVersion7(), 1, "42/439/60002");
        await platform.PublishAsync(@event, @event.EventId);
        var first = (await PageAsync("")).Epoch;
        var acted = platform.Clock.GetUtcNow();
        platform.Clock.Advance(TimeSpan.FromHours(6));

        // Whole, on its way, or from a dossier that does not say when it acted: nothing was lost.
        Assert.Equal(first, (await RetentionTests.StateAsync(platform, @event.DossierId, 1, acted)).Epoch);
        Assert.Equal(first, (await RetentionTests.StateAsync(platform, @event.DossierId, 3, acted, delivered: 1)).Epoch);
        Assert.Equal(first, (await RetentionTests.StateAsync(platform, @event.DossierId, 3)).Epoch);

        var answer = await RetentionTests.StateAsync(platform, @event.DossierId, 3, acted);
        var again = await RetentionTests.StateAsync(platform, @event.DossierId, 3, acted);

        Assert.Equal([2L, 3L], answer.Missing);
        Assert.NotEqual(first, answer.Epoch);
        Assert.Equal(answer.Epoch, again.Epoch);
        Assert.Equal(HttpStatusCode.Gone, (await Reader().GetAsync($"/notifications/events?after=0&epoch={first}")).StatusCode);
        Assert.Equal(@event.EventId, Assert.Single((await PageAsync($"?after=0&epoch={answer.Epoch}")).Items).Id());
    }

    private HttpClient Reader() => platform.AsProgram("42", "events:read");

    private async Task<FeedPage> PageAsync(string query) => (await Reader().GetFromJsonAsync<FeedPage>("/notifications/events" + query))!;
}
