using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features;

/// <summary>One event of the feed.</summary>
/// <param name="Position">Place in the feed; pass the last one seen as <c>after</c>.</param>
/// <param name="EventId">The same over every redelivery.</param>
/// <param name="Type">Name and version of the event, e.g. <c>StageOpened.V1</c>.</param>
/// <param name="OccurredAt">Instant of the step, UTC.</param>
/// <param name="DossierId">Dossier.</param>
/// <param name="Sequence">Place in the dossier's events, from 1, without gaps.</param>
/// <param name="Data">The event.</param>
public sealed record FeedItem(
    long Position,
    Guid EventId,
    string Type,
    DateTimeOffset OccurredAt,
    Guid DossierId,
    long Sequence,
    JsonElement Data
);

/// <summary>A stretch of the feed.</summary>
/// <param name="Items">The caller's events in it, in order; may be none although there are more behind it.</param>
/// <param name="Next">Position to pass as <c>after</c> next time.</param>
/// <param name="More">Whether the feed goes on behind it already: ask again at once. Otherwise ask again when it suits.</param>
/// <param name="Epoch">Identity of the feed's history; pass it along with <c>after</c>.</param>
public sealed record FeedPage(IReadOnlyList<FeedItem> Items, long Next, bool More, Guid Epoch);

/// <summary>
/// <c>GET /notifications/events?after=&amp;epoch=&amp;dossierId=&amp;limit=</c>: events in order, inside the units of the caller's
/// grants. Ask again with <c>after</c> = <c>next</c> and the page's <c>epoch</c>; nothing is ever inserted before it. It is past
/// what others' units have brought too, so that no reader scans them again.
/// <para>
/// 410 <c>notifications.feed_restarted</c>: the feed was put back to an earlier state, and <c>after</c> or <c>epoch</c> is of before.
/// 410 <c>notifications.feed_trimmed</c>: events behind <c>after</c> were removed by age. Both answer with <c>epoch</c>, <c>head</c> and
/// <c>resumeAfter</c>: go on with these two as <c>epoch</c> and <c>after</c>, and skip what has an <c>eventId</c> that you have had.
/// </para>
/// </summary>
internal static class ReadFeed
{
    /// <summary>
    /// Positions that one request without a dossier scans: the caller's events are found by reading all of them, and among the
    /// events of a whole country that would take seconds for a caller with few units.
    /// </summary>
    internal const int Reach = 50_000;

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/events", HandleAsync).WithName(nameof(ReadFeed)).Scope("events:read");

    internal static async Task<Results<Ok<FeedPage>, ProblemHttpResult>> HandleAsync(
        NotificationsDbContext db,
        Caller caller,
        CancellationToken cancellation,
        long after = 0,
        Guid? epoch = null,
        Guid? dossierId = null,
        int limit = 100
    )
    {
        if (after < 0 || limit is < 1 or > 500)
        {
            return Error.Invalid("notifications.feed_range", "after phải từ 0, limit phải từ 1 đến 500.").ToProblem();
        }

        if (caller.Grants.Count == 0)
        {
            return Error.Forbidden("notifications.no_unit", "Tài khoản chưa được gắn với đơn vị nào.").ToProblem();
        }

        // Read before the rows: whatever is at or before it is visible to them, and nothing will be put there any more.
        var feed = await db.FeedHeads.AsNoTracking().SingleAsync(cancellation);
        var head = feed.Position;
        if (after > head || (epoch is not null && epoch != feed.Epoch))
        {
            return Gone(
                "notifications.feed_restarted",
                "Dòng sự kiện đã được khôi phục về trạng thái trước. Đọc lại từ đầu với epoch mới; bỏ qua sự kiện có eventId đã nhận.",
                feed,
                0
            );
        }

        if (after > 0 && after < feed.TrimmedTo)
        {
            return Gone(
                "notifications.feed_trimmed",
                "Sự kiện sau vị trí này đã hết thời gian lưu. Đọc lại trạng thái từng hồ sơ, rồi đọc tiếp từ resumeAfter.",
                feed,
                feed.TrimmedTo
            );
        }

        var end = dossierId is null ? Math.Min(head, after + Reach) : head;
        var rows = await Rows(db, caller, (after, end), dossierId, limit).ToListAsync(cancellation);
        var items = rows.ConvertAll(row => new FeedItem(
            row.Position,
            row.EventId,
            row.Type,
            row.OccurredAt,
            row.DossierId,
            row.Sequence,
            JsonElement.Parse(row.Data)
        ));
        var next = items.Count == limit ? items[^1].Position : Math.Max(after, end);
        return TypedResults.Ok(new FeedPage(items, next, next < head, feed.Epoch));
    }

    private static ProblemHttpResult Gone(string code, string message, Domain.FeedHead feed, long resumeAfter) =>
        Error
            .Gone(code, message)
            .ToProblem(
                new Dictionary<string, object?>
                {
                    ["epoch"] = feed.Epoch,
                    ["head"] = feed.Position,
                    ["resumeAfter"] = resumeAfter,
                }
            );

    /// <summary>The one place that says which events a caller may read: those of the units of the caller's grants and below.</summary>
    internal static IQueryable<Domain.FeedEvent> Rows(
        NotificationsDbContext db,
        Caller caller,
        (long After, long End) stretch,
        Guid? dossierId,
        int limit
    ) =>
        db
            .Feed.AsNoTracking()
            .Where(row => row.Position > stretch.After && row.Position <= stretch.End && (dossierId == null || row.DossierId == dossierId))
            .InUnits(UnitScope.Of(caller.Grants), row => row.UnitPath)
            .OrderBy(row => row.Position)
            .Take(limit);
}
