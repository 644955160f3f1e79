using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features;

/// <summary>How many notices wait for the caller.</summary>
/// <param name="Unread">Notices that the caller has not read and whose matter is not done.</param>
public sealed record UnreadCount(int Unread);

/// <summary><c>GET /notifications/inbox/count</c>: how many notices the caller has not read.</summary>
internal static class CountUnread
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/inbox/count", HandleAsync).WithName(nameof(CountUnread));

    internal static async Task<Ok<UnreadCount>> HandleAsync(NotificationsDbContext db, Caller caller, CancellationToken cancellation)
    {
        var subject = caller.Subject;
        var unread = await db
            .Notices.AsNoTracking()
            .Addressed(caller)
            .CountAsync(
                notice => notice.SettledAt == null && !db.NoticesRead.Any(read => read.NoticeId == notice.Id && read.Subject == subject),
                cancellation
            );
        return TypedResults.Ok(new UnreadCount(unread));
    }
}
