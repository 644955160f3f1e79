using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Ntm.Notifications.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features.Feed;

/// <summary>One event of the feed.</summary>
/// <param name="Position">Place in the feed; pass the last one seen as <c>after</c>.</param>
/// <param name="Event">The event as CloudEvents 1.0 JSON; <c>/notifications/asyncapi.json</c> describes every type.</param>
public sealed record FeedItem(long Position, [property: JsonConverter(typeof(AsWritten))] JsonElement Event);

/// <summary>A stretch of the feed.</summary>
/// <param name="Items">The caller's events in it, in order; may be none although there are more behind it.</param>
/// <param name="Next">Position to pass as <c>after</c> next time.</param>
/// <param name="More">Whether the feed goes on behind it already: ask again at once. Otherwise ask again when it suits.</param>
/// <param name="Epoch">Identity of the feed's history; pass it along with <c>after</c>.</param>
public sealed record FeedPage(IReadOnlyList<FeedItem> Items, long Next, bool More, Guid Epoch);

/// <summary>
/// <c>GET /notifications/events?after=&amp;epoch=&amp;dossierId=&amp;planId=&amp;type=&amp;unit=&amp;title=&amp;limit=&amp;wait=</c>:
/// status events about dossiers and plans in order, inside the units of the caller's grants; of plans what the planning service answers to
/// the same caller, to a program only with the scope <c>planning:read</c>. Ask again with <c>after</c> = <c>next</c> and the page's
/// <c>epoch</c>; nothing is ever inserted before it. It is past what others' units have brought too, so that no reader scans them again.
/// With <c>wait</c> a request that finds nothing waits for the next event. With <c>Accept: text/event-stream</c> the same events come as a
/// stream; the id of each is a cursor, which <c>Last-Event-ID</c> resumes after.
/// <para>
/// 410 <c>notifications.feed_restarted</c>: the feed was put back to an earlier state, and <c>after</c> or <c>epoch</c> is of before.
/// 410 <c>notifications.feed_trimmed</c>: events behind <c>after</c> were removed by age. Both answer with <c>epoch</c>, <c>head</c> and
/// <c>resumeAfter</c>: go on with these two as <c>epoch</c> and <c>after</c>, and skip events with an <c>id</c> that you have had.
/// </para>
/// </summary>
internal static class ReadFeed
{
    private const int MostEvents = 500;
    private const int LongestWait = 30;

    private static readonly Error Range = Error.Invalid(
        "notifications.feed_range",
        $"after phải từ 0, limit phải từ 1 đến {MostEvents}, wait phải từ 0 đến {LongestWait} giây; Last-Event-ID phải là id của một sự "
            + "kiện đã nhận."
    );

    private static readonly Error NoUnit = Error.Forbidden("notifications.no_unit", "Tài khoản chưa được gắn với đơn vị nào.");

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/events", HandleAsync).WithName(nameof(ReadFeed)).Scope("events:read").Produces<FeedPage>();

    internal static async Task<IResult> HandleAsync(
        NotificationsDbContext db,
        Caller caller,
        HttpContext http,
        FeedPlaces places,
        FeedWatch watch,
        TimeProvider clock,
        CancellationToken cancellation,
        long after = 0,
        Guid? epoch = null,
        Guid? dossierId = null,
        Guid? planId = null,
        [FromQuery] string[]? type = null,
        string? unit = null,
        string? title = null,
        int limit = 100,
        int wait = 0
    )
    {
        var (wish, fault) = FeedWish.Of(dossierId, planId, type, unit, title);
        var cursor = CursorOf(http, after, epoch);
        if (cursor is null || after < 0 || limit is < 1 or > MostEvents || wait is < 0 or > LongestWait)
        {
            fault ??= Range;
        }

        fault ??= caller.Grants.Count == 0 ? NoUnit : null;
        if (fault is not null)
        {
            return fault.ToProblem();
        }

        var streamed = FeedStream.IsAskedFor(http);
        var (page, refusal) = await FeedReading.NextAsync(db, caller, cursor!.Value, wish, limit, cancellation);
        if (page is null || (!streamed && (wait == 0 || page.Items.Count > 0 || page.More)))
        {
            return page is null ? refusal! : TypedResults.Ok(page);
        }

        var (place, full) = places.Enter(caller, http);
        if (place is null)
        {
            return full!.ToProblem();
        }

        http.Response.RegisterForDispose(place);
        var reader = new FeedReader(db, caller, wish, limit, places, watch);
        if (streamed)
        {
            return new FeedStream(reader, page, clock);
        }

        var (waited, gone) = await reader.WaitAsync(page, TimeSpan.FromSeconds(wait), cancellation);
        return waited is null ? gone! : TypedResults.Ok(waited);
    }

    /// <summary>A browser that was cut off resumes by the header, whatever the address says.</summary>
    private static FeedCursor? CursorOf(HttpContext http, long after, Guid? epoch) =>
        http.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last ? FeedCursor.Parse(last) : new FeedCursor(after, epoch);
}

/// <summary>Writes JSON byte for byte as it is stored: what a webhook signs is what a reader gets.</summary>
internal sealed class AsWritten : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonElement.ParseValue(ref reader);

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.GetRawText(), skipInputValidation: true);
}
