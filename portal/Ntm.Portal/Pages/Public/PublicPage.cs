using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;
using static Ntm.Portal.Pages.Query;

namespace Ntm.Portal.Pages.Public;

/// <summary><c>/cong-khai</c>: what residents may look at without an account.</summary>
internal static class PublicPage
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/cong-khai", ShowAsync);

    internal static async Task<IResult> ShowAsync(Visit visit)
    {
        var filter = new PublicFilter(
            visit.Value("q") ?? "",
            visit.Value("danh-hieu") ?? "",
            visit.Value("nam")?.Trim() ?? "",
            visit.Value("sau"),
            visit.Value("sau-niem-yet")
        );
        var posted = await visit.GetAsync<ApiPage<PostedRow>>("/dossiers/public-notices" + filter.PostedQuery);
        var recognised = await visit.GetAsync<ApiPage<RecognisedRow>>("/dossiers/recognised" + filter.RecognisedQuery);
        return posted.Value is null || recognised.Value is null
            ? visit.Refuse(posted.Problem ?? recognised.Problem!)
            : visit.Show<PublicView>(
                new
                {
                    Posted = posted.Value.Items,
                    NextPosted = posted.Value.Next,
                    Recognised = recognised.Value.Items,
                    recognised.Value.Next,
                    Filter = filter,
                }
            );
    }
}

/// <summary>What of the public page is shown.</summary>
/// <param name="Q">Name or code of the unit.</param>
/// <param name="Title">Title of what is recognised; empty for all.</param>
/// <param name="Year">Its year; empty for all.</param>
/// <param name="After">Cursor of what is recognised; null for the first page.</param>
/// <param name="AfterPosted">Cursor of what is posted; null for the first page.</param>
public sealed record PublicFilter(string Q, string Title, string Year, string? After, string? AfterPosted)
{
    /// <summary>Whether everything is shown.</summary>
    public bool IsEmpty => Q.Length + Title.Length + Year.Length == 0;

    /// <summary>Whether the year can be read, where one is typed.</summary>
    public bool YearReadable => Year.Length == 0 || ValidYear.Length > 0;

    internal string PostedQuery => "?limit=50" + Part("q", Q) + Part("after", AfterPosted);

    internal string RecognisedQuery => "?limit=50" + Part("q", Q) + Part("title", Title) + Part("year", ValidYear) + Part("after", After);

    /// <summary>The page with other cursors.</summary>
    public string Address(string? after, string? afterPosted) =>
        "/cong-khai?"
        + (Part("q", Q) + Part("danh-hieu", Title) + Part("nam", Year) + Part("sau", after) + Part("sau-niem-yet", afterPosted)).TrimStart(
            '&'
        );

    private string ValidYear => Query.Year(Year);
}
