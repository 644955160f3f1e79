using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Ntm.Notifications.Features.Webhooks;
using Ntm.Testing;

namespace Ntm.Notifications.Tests.Webhooks;

/// <summary>Events are sent again when somebody asks for it, and the count that was shown before is the count.</summary>
public sealed class ReplayTests : IAsyncLifetime
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
    public async Task One_event_is_sent_again_under_its_id()
    {
        var id = (await platform.SubscribeAsync(receiver)).Subscription.Id;
        await platform.EventsAsync(Guid.CreateVersion7(), 1, 2);
        await platform.AttemptedAsync(id, 2);
        var first = receiver.Deliveries[0];
        var resend = $"/notifications/subscriptions/{id}/events/{first.Id}/resend";

        Assert.Equal(HttpStatusCode.Accepted, (await platform.Program().PostAsync(resend, null)).StatusCode);
        var attempts = await platform.AttemptedAsync(id, 3);

        Assert.Equal(["Feed", "Feed", "Resend"], attempts.Select(attempt => attempt.Cause).Order());
        Assert.Equal((first.Id, first.Body), (receiver.Deliveries[2].Id, receiver.Deliveries[2].Body));
        var unknown = await platform.Program().PostAsync(resend.Replace(first.Id, Guid.CreateVersion7().ToString(), default), null);
        Assert.Equal((HttpStatusCode.NotFound, "notifications.event_not_found"), (unknown.StatusCode, await unknown.CodeOf()));
    }

    [Fact]
    public async Task A_replay_since_a_position_or_an_instant_sends_what_its_preview_counted_in_order()
    {
        var id = (await platform.SubscribeAsync(receiver)).Subscription.Id;
        await platform.EventsAsync(Guid.CreateVersion7(), 1, 5);
        await platform.AttemptedAsync(id, 5);
        var feed = await platform.FeedAsync();

        var preview = await platform.PostAsync<ReplayAnswer>($"{id}/replay", new { after = 2, preview = true });
        Assert.Equal((3, true), (preview.Count, preview.Preview));
        Assert.Equal(3, (await platform.PostAsync<ReplayAnswer>($"{id}/replay", new { after = 2 })).Count);
        await platform.AttemptedAsync(id, 8);
        Assert.Equal(feed.Skip(2).Select(row => row.EventId.ToString()), receiver.Deliveries.Skip(5).Select(one => one.Id));

        Assert.Equal(2, (await platform.PostAsync<ReplayAnswer>($"{id}/replay", new { since = feed[3].OccurredAt })).Count);
        await platform.AttemptedAsync(id, 10);
        Assert.Equal(feed.Skip(3).Select(row => row.EventId.ToString()), receiver.Deliveries.Skip(8).Select(one => one.Id));

        foreach (var wrong in (object[])[new { }, new { after = 6 }, new { after = -1 }, new { after = 1, since = feed[0].OccurredAt }])
        {
            var refused = await platform.Program().PostAsJsonAsync($"/notifications/subscriptions/{id}/replay", wrong);
            Assert.Equal((HttpStatusCode.BadRequest, "notifications.replay_start"), (refused.StatusCode, await refused.CodeOf()));
        }
    }

    [Fact]
    public async Task What_was_given_up_is_recovered_with_the_count_shown_before_and_in_order()
    {
        var status = 500;
        receiver.Answer = (http, _) =>
        {
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        };
        var dossier = Guid.CreateVersion7();
        var id = (await platform.SubscribeAsync(receiver, new { ordered = true })).Subscription.Id;
        await platform.EventsAsync(dossier, 1, 3);
        for (var health = await platform.HealthAsync(id); health.GivenUp < 3; health = await platform.HealthAsync(id))
        {
            // Longer than the longest wait; what only fails for days is disabled, and goes on when it is activated.
            var before = health.Failed;
            platform.Clock.Advance(TimeSpan.FromHours(29));
            await Eventually.TrueAsync(
                async () => (health = await platform.HealthAsync(id)).Failed > before || health.State == "Disabled",
                "another attempt"
            );
            await ActivateAsync(health, id);
        }

        status = 200;
        await ActivateAsync(await platform.HealthAsync(id), id);
        Assert.Equal(3, (await platform.PostAsync<ReplayAnswer>($"{id}/recovery", new { preview = true })).Count);
        var failed = receiver.Deliveries.Count;
        Assert.Equal(3, (await platform.PostAsync<ReplayAnswer>($"{id}/recovery")).Count);
        await receiver.ReceivedAsync(failed + 3);

        Assert.Equal([1L, 2L, 3L], receiver.Deliveries.Skip(failed).Select(one => one.Sequence));
        await Eventually.TrueAsync(async () => (await platform.HealthAsync(id)) is { GivenUp: 0, Waiting: 0 }, "nothing left");
        Assert.Equal(0, (await platform.PostAsync<ReplayAnswer>($"{id}/recovery", new { preview = true })).Count);
    }

    private async Task ActivateAsync(SubscriptionHealth health, Guid id)
    {
        if (health.State == "Disabled")
        {
            await platform.PostAsync<SubscriptionView>($"{id}/activation");
        }
    }
}
