using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Acts;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Work;

/// <summary>A person's named filters of the lists: <c>/bo-loc/luu</c> keeps one, <c>/bo-loc/xoa/{id}</c> forgets one.</summary>
internal static class SavedViewsPage
{
    public static ActField Name => ActField.Text("name", T("Tên bộ lọc")) with { Hint = T("Ví dụ: Hồ sơ nâng cao 2026.") };

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapPost("/bo-loc/luu", SaveAsync);
        routes.MapPost("/bo-loc/xoa/{id:guid}", DeleteAsync);
    }

    /// <summary>The filters of a list; none while they cannot be read, for the list is worth more than they are.</summary>
    public static async Task<IReadOnlyList<SavedViewRow>> OfAsync(Visit visit, string list) =>
        (await visit.GetAsync<List<SavedViewRow>>("/notifications/views")).Value?.FindAll(view => view.Page == list) ?? [];

    /// <summary>Address of a list.</summary>
    public static string AddressOf(string? list) => list == "dossiers" ? "/ho-so" : "/viec-cua-toi";

    internal static async Task<IResult> SaveAsync(Visit visit)
    {
        var (list, query) = (visit.Value("list") ?? "", visit.Value("query") ?? "");
        var view = new
        {
            page = list,
            name = visit.Value("name")?.Trim() ?? "",
            query,
        };
        var saved = await visit.SendAsync<SavedViewRow>("PUT", "/notifications/views", view);
        return saved.Problem is { } problem
            ? visit.Show<SaveViewView>(
                new
                {
                    List = list,
                    Query = query,
                    Problem = problem,
                },
                problem.Status
            )
            : Visit.Go($"{AddressOf(list)}?{query}&xong=bo-loc");
    }

    internal static async Task<IResult> DeleteAsync(Visit visit, Guid id)
    {
        var deleted = await visit.SendAsync<object>("DELETE", $"/notifications/views/{id}", null);
        return deleted.Problem is { Status: not StatusCodes.Status404NotFound } problem
            ? visit.Refuse(problem)
            : Visit.Go($"{AddressOf(visit.Value("list"))}?xong=xoa-bo-loc");
    }
}
