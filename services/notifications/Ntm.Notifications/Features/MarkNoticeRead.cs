using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features;

/// <summary><c>PUT /notifications/inbox/{id}/read</c>: the caller has read it; saying so twice is the same as once. One for a person
/// alone is settled by it.</summary>
internal static class MarkNoticeRead
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPut("/inbox/{id:guid}/read", HandleAsync).WithName(nameof(MarkNoticeRead));

    /// <summary>Marks a notice as read; a second time changes nothing.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        NotificationsDbContext db,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (!await db.Notices.Addressed(caller).AnyAsync(notice => notice.Id == id, cancellation))
        {
            return Error.NotFound("notifications.notice_not_found", "Không có thông báo này trong hộp của bạn.").ToProblem();
        }

        if (!await db.NoticesRead.AnyAsync(read => read.NoticeId == id && read.Subject == caller.Subject, cancellation))
        {
            db.NoticesRead.Add(
                new NoticeRead
                {
                    NoticeId = id,
                    Subject = caller.Subject,
                    At = clock.GetUtcNow(),
                }
            );
            await db.SaveChangesAsync(cancellation);
            await db
                .Notices.Where(notice => notice.Id == id && notice.Role == Notice.Person)
                .ExecuteUpdateAsync(notice => notice.SetProperty(x => x.SettledAt, clock.GetUtcNow()), cancellation);
        }

        return TypedResults.NoContent();
    }
}
