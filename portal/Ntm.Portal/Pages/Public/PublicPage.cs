using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Public;

/// <summary><c>/cong-khai</c>: what residents may look at without an account.</summary>
internal static class PublicPage
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/cong-khai", ShowAsync);

    internal static async Task<IResult> ShowAsync(Visit visit)
    {
        var q = visit.Value("q") ?? "";
        var query = "?limit=50" + (q.Length == 0 ? "" : "&q=" + Uri.EscapeDataString(q));
        var after = visit.Value("sau") is { Length: > 0 } cursor ? "&after=" + Uri.EscapeDataString(cursor) : "";
        var posted = await visit.GetAsync<ApiPage<PostedRow>>("/dossiers/public-notices" + query);
        var recognised = await visit.GetAsync<ApiPage<RecognisedRow>>("/dossiers/recognised" + query + after);
        return posted.Value is null || recognised.Value is null
            ? visit.Refuse(posted.Problem ?? recognised.Problem!)
            : visit.Show<PublicView>(
                new
                {
                    Posted = posted.Value.Items,
                    Recognised = recognised.Value.Items,
                    recognised.Value.Next,
                    Q = q,
                }
            );
    }
}
