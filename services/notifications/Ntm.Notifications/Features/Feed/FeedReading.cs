using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Domain.Webhooks;
using Ntm.Notifications.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features.Feed;

/// <summary>Reads the feed for a caller: which events the caller may read is decided here alone.</summary>
internal static class FeedReading
{
    /// <summary>
    /// Positions that one request without a dossier or plan scans: the caller's events are found by reading all of them, and among the
    /// events of a whole country that would take seconds for a caller with few units.
    /// </summary>
    internal const int Reach = 50_000;

    /// <summary>The next stretch behind a cursor, or why there is none.</summary>
    public static async Task<(FeedPage? Page, ProblemHttpResult? Refusal)> NextAsync(
        NotificationsDbContext db,
        Caller caller,
        FeedCursor cursor,
        FeedWish wish,
        int limit,
        CancellationToken cancellation
    )
    {
        // Read before the rows: whatever is at or before it is visible to them, and nothing will be put there any more.
        var feed = await db.FeedHeads.AsNoTracking().SingleAsync(cancellation);
        var (head, after) = (feed.Position, cursor.After);
        if (after > head || (cursor.Epoch is not null && cursor.Epoch != feed.Epoch))
        {
            return (null, Restarted(feed));
        }

        if (after > 0 && after < feed.TrimmedTo)
        {
            return (null, Trimmed(feed));
        }

        var end = wish.IsOfOne ? head : Math.Min(head, after + Reach);
        var rows = await Rows(db, caller, (after, end), wish, limit)
            .Select(row => new { row.Position, row.Data })
            .ToListAsync(cancellation);
        var items = rows.ConvertAll(row => new FeedItem(row.Position, JsonElement.Parse(row.Data)));
        var next = items.Count == limit ? items[^1].Position : Math.Max(after, end);
        return (new FeedPage(items, next, next < head, feed.Epoch), null);
    }

    /// <summary>The one place that says which events a caller may read: those of the units of the caller's grants and below, as far as
    /// each grant shows them.</summary>
    internal static IQueryable<FeedEvent> Rows(
        NotificationsDbContext db,
        Caller caller,
        (long After, long End) stretch,
        FeedWish wish,
        int limit
    )
    {
        var (dossier, plan) = (wish.Dossier, wish.Plan);
        var rows = db.Feed.AsNoTracking().Where(row => row.Position > stretch.After && row.Position <= stretch.End);
        rows = dossier is null ? rows : rows.Where(row => row.DossierId == dossier);
        rows = plan is null ? rows : rows.Where(row => row.PlanId == plan);
        rows = wish.Filter is { } filter ? filter.Of(rows) : rows;
        return Shown(rows, caller).OrderBy(row => row.Position).Take(limit);
    }

    /// <summary>The events that a caller may read.</summary>
    internal static IQueryable<FeedEvent> Shown(IQueryable<FeedEvent> rows, Caller caller)
    {
        rows = caller.Scopes is { } scopes && !scopes.Contains(SubscriptionAccess.PlanScope) ? rows.Where(row => row.PlanId == null) : rows;
        return rows.WhereAny(caller.Grants, Shown);
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

    private static ProblemHttpResult Restarted(FeedHead feed) =>
        Gone(
            "notifications.feed_restarted",
            "Dòng sự kiện đã được khôi phục về trạng thái trước. Đọc lại từ đầu với epoch mới; bỏ qua sự kiện có id đã nhận.",
            feed,
            0
        );

    private static ProblemHttpResult Trimmed(FeedHead feed) =>
        Gone(
            "notifications.feed_trimmed",
            "Sự kiện sau vị trí này đã hết thời gian lưu. Đọc lại trạng thái từng hồ sơ, rồi đọc tiếp từ resumeAfter.",
            feed,
            feed.TrimmedTo
        );

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
}
