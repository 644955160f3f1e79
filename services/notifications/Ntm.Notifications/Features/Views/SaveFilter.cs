using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features.Views;

/// <summary>A filter and the name that it is given.</summary>
/// <example>{ "page": "dossiers", "name": "Nâng cao 2026", "query": "nam=2026&amp;danh-hieu=xa-ntm-nang-cao" }</example>
public sealed record SaveFilterRequest
{
    /// <summary>List that it is for: <c>dossiers</c> or <c>inbox</c>.</summary>
    [Text(SavedView.LongestPage)]
    public required string Page { get; init; }

    /// <summary>Name, up to 60 characters.</summary>
    [Text(SavedView.LongestName)]
    public required string Name { get; init; }

    /// <summary>The filter, as the list's address has it, up to 400 characters.</summary>
    [Text(SavedView.LongestQuery)]
    public required string Query { get; init; }
}

/// <summary>
/// <c>PUT /notifications/views</c>: keeps a named filter of the caller. Under a name that is there it takes that one's place, and the same
/// filter under another name is renamed.
/// </summary>
internal static partial class SaveFilter
{
    private static readonly Error PageUnknown = Error.Invalid(
        "notifications.view_page_unknown",
        "Không có danh sách nào như vậy để lưu bộ lọc.",
        "page"
    );

    private static readonly Error QueryInvalid = Error.Invalid(
        "notifications.view_query_invalid",
        "Bộ lọc không đọc được. Hãy lọc lại danh sách rồi lưu.",
        "query"
    );

    private static readonly Error Full = Error.Conflict(
        "notifications.views_full",
        $"Đã lưu đủ {SavedView.Most} bộ lọc. Hãy xóa bớt một bộ lọc rồi lưu lại.",
        "name"
    );

    public static void Map(RouteGroupBuilder routes) => routes.MapPut("/views", HandleAsync).WithName(nameof(SaveFilter));

    internal static async Task<Results<Ok<SavedViewItem>, ProblemHttpResult>> HandleAsync(
        SaveFilterRequest request,
        NotificationsDbContext db,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (!SavedView.Pages.Contains(request.Page) || !Readable().IsMatch(request.Query))
        {
            return (SavedView.Pages.Contains(request.Page) ? QueryInvalid : PageUnknown).ToProblem();
        }

        var name = request.Name.Trim();
        var own = await db.SavedViews.Where(view => view.Subject == caller.Subject).ToListAsync(cancellation);
        var onPage = own.FindAll(view => view.Page == request.Page);
        var same = onPage.Find(view => view.Query == request.Query);
        var kept = onPage.Find(view => view.Name == name) ?? same;
        if (kept is null && own.Count >= SavedView.Most)
        {
            return Full.ToProblem();
        }

        if (same is not null && same != kept)
        {
            db.SavedViews.Remove(same);
        }

        kept ??= db
            .SavedViews.Add(
                new SavedView
                {
                    Id = Guid.CreateVersion7(clock.GetUtcNow()),
                    Subject = caller.Subject,
                    Page = request.Page,
                    Name = name,
                    Query = request.Query,
                }
            )
            .Entity;
        (kept.Name, kept.Query) = (name, request.Query);
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Ok(SavedViewItem.Of(kept));
    }

    /// <summary>Names and escaped values, as an address has them.</summary>
    [GeneratedRegex(@"\A[a-z-]+=[A-Za-z0-9._~%+-]*(&[a-z-]+=[A-Za-z0-9._~%+-]*)*\z")]
    private static partial Regex Readable();
}
