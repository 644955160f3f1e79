using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features;

/// <summary>A notice as its reader sees it.</summary>
/// <param name="Id">Notice.</param>
/// <param name="Kind">Why: <c>StageOpened</c>, <c>Returned</c>, <c>DeadlineApproaching</c>, <c>DeadlineMissed</c>, <c>DeadlineSet</c>,
/// <c>DeadlineExtended</c>, <c>CriterionLost</c>, <c>HandedOver</c>, <c>Closed</c>, <c>OpinionAsked</c>, <c>OpinionReminded</c>,
/// <c>OpinionMissed</c>, <c>OpinionAnswered</c>, <c>PlanPublished</c>, <c>ReportDue</c>,
/// <c>ReportLate</c>, <c>TargetReached</c>, <c>DifficultyRaised</c>, <c>DifficultyAnswered</c>,
/// <c>DifficultyOverdue</c>, <c>TaskAssigned</c>, <c>TaskOverdue</c>, <c>NewDevice</c>.</param>
/// <param name="Text">One Vietnamese sentence.</param>
/// <param name="DossierId">Dossier; null for a notice about something else.</param>
/// <param name="PlanId">Plan; null for a notice about something else.</param>
/// <param name="Stage">Stage of the path, or with <c>/opinion/</c> and a number an opinion asked there, or what of a plan is due; empty
/// when it is about the whole.</param>
/// <param name="DueAt">Deadline, if there is one.</param>
/// <param name="At">When it happened.</param>
/// <param name="Read">Whether this reader has read it.</param>
/// <param name="Settled">Whether its matter is done; then it is not unread for anybody.</param>
public sealed record InboxNotice(
    Guid Id,
    string Kind,
    string Text,
    Guid? DossierId,
    Guid? PlanId,
    string Stage,
    DateTimeOffset? DueAt,
    DateTimeOffset At,
    bool Read,
    bool Settled
);

/// <summary><c>GET /notifications/inbox?after=&amp;limit=&amp;unread=</c>: notices for the caller's roles and units and for himself, newest
/// first.</summary>
internal static class ReadInbox
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/inbox", HandleAsync).WithName(nameof(ReadInbox));

    internal static async Task<Ok<Page<InboxNotice>>> HandleAsync(
        NotificationsDbContext db,
        Caller caller,
        [AsParameters] PageRequest page,
        CancellationToken cancellation,
        bool unread = false
    )
    {
        var subject = caller.Subject;
        var query = db
            .Notices.AsNoTracking()
            .Addressed(caller)
            .Select(notice => new { notice, Read = db.NoticesRead.Any(read => read.NoticeId == notice.Id && read.Subject == subject) });
        if (unread)
        {
            query = query.Where(row => !row.Read && row.notice.SettledAt == null);
        }

        if (
            page.Key?.Split('|') is [var ticks, var id]
            && long.TryParse(ticks, CultureInfo.InvariantCulture, out var number)
            && Guid.TryParse(id, out var last)
        )
        {
            var at = new DateTimeOffset(Math.Clamp(number, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);
            query = query.Where(row => row.notice.At <= at && (row.notice.At < at || row.notice.Id.CompareTo(last) < 0));
        }

        var rows = await query
            .OrderByDescending(row => row.notice.At)
            .ThenByDescending(row => row.notice.Id)
            .Take(page.Size + 1)
            .ToListAsync(cancellation);
        var items = rows.ConvertAll(row => new InboxNotice(
            row.notice.Id,
            row.notice.Kind.ToString(),
            row.notice.Text,
            row.notice.DossierId,
            row.notice.PlanId,
            row.notice.Stage,
            row.notice.DueAt,
            row.notice.At,
            row.Read,
            row.notice.SettledAt is not null
        ));
        return TypedResults.Ok(page.ToPage(items, item => string.Create(CultureInfo.InvariantCulture, $"{item.At.UtcTicks}|{item.Id:D}")));
    }

    /// <summary>A notice is for exactly one role of exactly one unit, for one department of these, or for one person.</summary>
    internal static IQueryable<Notice> Addressed(this IQueryable<Notice> notices, Caller caller) =>
        notices.WhereAny(
            [.. caller.Grants.SelectMany(RolesOf).Append((Notice.Person, caller.Subject)).Distinct()],
            grant =>
            {
                var (role, unit) = grant;
                return notice => notice.UnitPath == unit && notice.Role == role;
            }
        );

    private static IEnumerable<(string Role, string UnitPath)> RolesOf(Grant grant) =>
        grant.Department is null
            ? [(grant.Role, grant.UnitPath)]
            : [(grant.Role, grant.UnitPath), ($"{grant.Role}#{grant.Department}", grant.UnitPath)];
}
