using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features.Views;

/// <summary><c>DELETE /notifications/views/{id}</c>: forgets a named filter of the caller.</summary>
internal static class DeleteFilter
{
    public static void Map(RouteGroupBuilder routes) => routes.MapDelete("/views/{id:guid}", HandleAsync).WithName(nameof(DeleteFilter));

    internal static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        NotificationsDbContext db,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (await db.SavedViews.FirstOrDefaultAsync(view => view.Id == id && view.Subject == caller.Subject, cancellation) is not { } found)
        {
            return Error.NotFound("notifications.view_not_found", "Bạn không có bộ lọc này; có thể đã xóa trước đó.").ToProblem();
        }

        db.SavedViews.Remove(found);
        await db.SaveChangesAsync(cancellation);
        return TypedResults.NoContent();
    }
}
