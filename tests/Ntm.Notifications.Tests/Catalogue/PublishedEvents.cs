using System.Diagnostics;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json.Nodes;
using Ntm.Contracts.Dossier.V1;
using Ntm.Contracts.Planning.V1;
using Ntm.Notifications.Features.Feed;
using Ntm.Testing;

namespace Ntm.Notifications.Tests.Catalogue;

/// <summary>Every internal event, published once, and what a reader of the feed gets of them.</summary>
public sealed class PublishedEvents : IAsyncLifetime
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Span = "00f067aa0ba902b7";

    private TestPlatform platform = null!;

    /// <summary>The items of the feed, in its order.</summary>
    public IReadOnlyList<FeedItem> Items { get; private set; } = [];

    /// <summary>The text of the pages as they came.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The events as the examples show them: the span of a delivery is another at each.</summary>
    public IReadOnlyList<JsonObject> Examples =>
        [
            .. Items.Select(item =>
            {
                var example = JsonNode.Parse(item.Event.GetRawText())!.AsObject();
                example["traceparent"] = $"00-{Trace}-{Span}-01";
                return example;
            }),
        ];

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.StartAsync(NotificationsPlatform.Start, null, new NotificationsModule());
        using var activity = new Activity("example").SetParentId(
            ActivityTraceId.CreateFromString(Trace),
            ActivitySpanId.CreateFromString(Span),
            ActivityTraceFlags.Recorded
        );
        activity.Start();
        var publish = GetType().GetMethod(nameof(PublishAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;
        foreach (var @event in InternalEvents.All)
        {
            await (Task)publish.MakeGenericMethod(@event.GetType()).Invoke(this, [@event])!;
        }

        activity.Stop();
        using var answer = await platform.As("reader", "auditor@42", "auditor@42/439/18175").GetAsync("/notifications/events?limit=500");
        Text = await answer.Content.ReadAsStringAsync();
        Items = (await answer.Content.ReadFromJsonAsync<FeedPage>())!.Items;
    }

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    private Task PublishAsync<T>(T @event)
        where T : class => platform.PublishAsync(@event, @event is IDossierEvent dossier ? dossier.EventId : ((IPlanEvent)@event).EventId);
}
