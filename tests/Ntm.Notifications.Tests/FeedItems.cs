using System.Globalization;
using System.Text.Json;
using Ntm.Notifications.Features.Feed;

namespace Ntm.Notifications.Tests;

/// <summary>What an item of the feed says, read from its CloudEvent.</summary>
internal static class FeedItems
{
    public static Guid Id(this FeedItem item) => item.Event.GetProperty("id").GetGuid();

    public static string Type(this FeedItem item) => item.Event.GetProperty("type").GetString()!;

    /// <summary>The type without what all have in common.</summary>
    public static string Kind(this FeedItem item) => item.Type().Split('.')[^1];

    public static Guid? DossierId(this FeedItem item) => Subject(item, "dossiers");

    public static Guid? PlanId(this FeedItem item) => Subject(item, "plans");

    public static long? Sequence(this FeedItem item) =>
        item.Event.TryGetProperty("sequence", out var number) ? long.Parse(number.GetString()!, CultureInfo.InvariantCulture) : null;

    public static JsonElement Data(this FeedItem item) => item.Event.GetProperty("data");

    private static Guid? Subject(FeedItem item, string of) =>
        item.Event.GetProperty("subject").GetString()!.Split('/') is [var kind, var id] && kind == of ? Guid.Parse(id) : null;
}
