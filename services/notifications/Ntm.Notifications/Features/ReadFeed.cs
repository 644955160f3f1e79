using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features;

/// <summary>One event of the feed.</summary>
/// <param name="Position">Place in the feed; pass the last one seen as <c>after</c>.</param>
/// <param name="EventId">The same over every redelivery.</param>
/// <param name="Type">Name and version of the event, e.g. <c>StageOpened.V1</c>.</param>
/// <param name="OccurredAt">Instant of the step, UTC.</param>
/// <param name="DossierId">Dossier; null for an event about a plan.</param>
/// <param name="Sequence">Place in the dossier's events, from 1, without gaps; null for an event about a plan: those of a plan stand in
/// their order by position.</param>
/// <param name="PlanId">Plan; null for an event about a dossier.</param>
/// <param name="Data">The event; about a plan without the account that acted.</param>
public sealed record FeedItem(
    long Position,
    Guid EventId,
    string Type,
    DateTimeOffset OccurredAt,
    Guid? DossierId,
    long? Sequence,
    Guid? PlanId,
    JsonElement Data
);

/// <summary>A stretch of the feed.</summary>
/// <param name="Items">The caller's events in it, in order; may be none although there are more behind it.</param>
/// <param name="Next">Position to pass as <c>after</c> next time.</param>
/// <param name="More">Whether the feed goes on behind it already: ask again at once. Otherwise ask again when it suits.</param>
/// <param name="Epoch">Identity of the feed's history; pass it along with <c>after</c>.</param>
public sealed record FeedPage(IReadOnlyList<FeedItem> Items, long Next, bool More, Guid Epoch);

/// <summary>
/// <c>GET /notifications/events?after=&amp;epoch=&amp;dossierId=&amp;planId=&amp;limit=</c>: events about dossiers and plans in order,
/// inside the units of the caller's grants; of plans what the planning service answers to the same caller (<see cref="PlanFeed"/>), to
/// a program only with the scope <c>planning:read</c>. Ask again with <c>after</c> = <c>next</c> and the page's <c>epoch</c>; nothing is
/// ever inserted before it. It is past what others' units have brought too, so that no reader scans them again.
/// <para>
/// 410 <c>notifications.feed_restarted</c>: the feed was put back to an earlier state, and <c>after</c> or <c>epoch</c> is of before.
/// 410 <c>notifications.feed_trimmed</c>: events behind <c>after</c> were removed by age. Both answer with <c>epoch</c>, <c>head</c> and
/// <c>resumeAfter</c>: go on with these two as <c>epoch</c> and <c>after</c>, and skip what has an <c>eventId</c> that you have had.
/// </para>
/// </summary>
internal static class ReadFeed
{
    /// <summary>
    /// Positions that one request without a dossier or plan scans: the caller's events are found by reading all of them, and among the
    /// events of a whole country that would take seconds for a caller with few units.
    /// </summary>
    internal const int Reach = 50_000;

    private const string PlanScope = "planning:read";

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/events", HandleAsync).WithName(nameof(ReadFeed)).Scope("events:read");

    internal static async Task<Results<Ok<FeedPage>, ProblemHttpResult>> HandleAsync(
        NotificationsDbContext db,
        Caller caller,
        CancellationToken cancellation,
        long after = 0,
        Guid? epoch = null,
        Guid? dossierId = null,
        Guid? planId = null,
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

        var end = dossierId is null && planId is null ? Math.Min(head, after + Reach) : head;
        var rows = await Rows(db, caller, (after, end), (dossierId, planId), limit).ToListAsync(cancellation);
        var items = rows.ConvertAll(row => new FeedItem(
            row.Position,
            row.EventId,
            row.Type,
            row.OccurredAt,
            row.DossierId,
            row.Sequence,
            row.PlanId,
            JsonElement.Parse(row.Data)
        ));
        var next = items.Count == limit ? items[^1].Position : Math.Max(after, end);
        return TypedResults.Ok(new FeedPage(items, next, next < head, feed.Epoch));
    }

    private static ProblemHttpResult Gone(string code, string message, FeedHead feed, long resumeAfter) =>
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

    /// <summary>The one place that says which events a caller may read: those of the units of the caller's grants and below, as far as
    /// each grant shows them.</summary>
    internal static IQueryable<FeedEvent> Rows(
        NotificationsDbContext db,
        Caller caller,
        (long After, long End) stretch,
        (Guid? Dossier, Guid? Plan) about,
        int limit
    )
    {
        var (dossier, plan) = about;
        var rows = db.Feed.AsNoTracking().Where(row => row.Position > stretch.After && row.Position <= stretch.End);
        rows = dossier is null ? rows : rows.Where(row => row.DossierId == dossier);
        rows = plan is null ? rows : rows.Where(row => row.PlanId == plan);
        rows = caller.Scopes is { } scopes && !scopes.Contains(PlanScope) ? rows.Where(row => row.PlanId == null) : rows;
        return rows.WhereAny(caller.Grants, Shown).OrderBy(row => row.Position).Take(limit);
    }

    // Every grant makes the same condition with other values, so that callers share compiled queries.
    private static Expression<Func<FeedEvent, bool>> Shown(Grant grant)
    {
        var (unit, (below, own)) = (grant.UnitPath, Bounds(grant.Role));
        Expression<Func<FeedEvent, bool>> readBelow = row => row.Readers <= below;
        return UnitScope
            .Within(unit)
            .Of<FeedEvent, string>(row => row.UnitPath)
            .And(readBelow)
            .Or(row => row.UnitPath == unit && row.Readers <= own);
    }

    /// <summary>How far a role reads below its unit, and at the unit itself.</summary>
    private static (FeedReaders Below, FeedReaders Own) Bounds(string role) =>
        role switch
        {
            "leader" => (FeedReaders.Leaders, FeedReaders.Keepers),
            "officer" or "auditor" => (FeedReaders.Watchers, FeedReaders.Keepers),
            "reporter" => (FeedReaders.Everyone, FeedReaders.Watchers),
            _ => (FeedReaders.Everyone, FeedReaders.Everyone),
        };
}
