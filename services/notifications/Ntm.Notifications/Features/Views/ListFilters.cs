using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features.Views;

/// <summary>A named filter of the caller.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Page">List that it is for: <c>dossiers</c> or <c>inbox</c>.</param>
/// <param name="Name">Name.</param>
/// <param name="Query">The filter, as the list's address has it.</param>
public sealed record SavedViewItem(Guid Id, string Page, string Name, string Query)
{
    internal static SavedViewItem Of(SavedView view) => new(view.Id, view.Page, view.Name, view.Query);
}

/// <summary><c>GET /notifications/views</c>: the caller's named filters, by name; 20 at most.</summary>
internal static class ListFilters
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/views", HandleAsync).WithName(nameof(ListFilters));

    internal static async Task<Ok<IReadOnlyList<SavedViewItem>>> HandleAsync(
        NotificationsDbContext db,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var views = await db.SavedViews.AsNoTracking().Where(view => view.Subject == caller.Subject).ToListAsync(cancellation);
        return TypedResults.Ok<IReadOnlyList<SavedViewItem>>([
            .. views.OrderBy(view => view.Name, StringComparer.Ordinal).Select(SavedViewItem.Of),
        ]);
    }
}
