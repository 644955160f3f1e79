using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;
using static Ntm.Portal.Pages.Query;

namespace Ntm.Portal.Pages.Work;

/// <summary><c>/viec-cua-toi</c>: open work, the most urgent first.</summary>
internal static class InboxPage
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/viec-cua-toi", ShowAsync);

    internal static async Task<IResult> ShowAsync(Visit visit)
    {
        var filter = new InboxFilter(visit.Value("q") ?? "", visit.Value("loc") ?? "", visit.Value("sau"), visit.Value("dai") == "1");
        var (rows, next) = (new List<InboxRow>(), filter.After);
        do
        {
            var work = await visit.GetAsync<ApiPage<InboxRow>>("/dossiers/inbox" + filter.Query(next));
            if (work.Value is null)
            {
                return visit.Refuse(work.Problem!);
            }

            rows.AddRange(work.Value.Items);
            next = work.Value.Next;
        } while (filter.Long && next is not null && rows.Count < Ticked.Most);

        var notices = await visit.GetAsync<UnreadRecord>("/notifications/inbox/count");
        return visit.Show<InboxView>(
            new
            {
                Rows = rows,
                Next = next,
                Filter = filter,
                Unread = notices.Value?.Unread ?? 0,
                Views = await SavedViewsPage.OfAsync(visit, "inbox"),
            }
        );
    }
}

/// <summary>Which work is shown.</summary>
/// <param name="Q">Name or code of the unit.</param>
/// <param name="Only"><c>cua-toi</c>, <c>chua-nhan</c>, <c>don-vi</c> for all work of the units that the person leads, or all own
/// work.</param>
/// <param name="After">Cursor of the page; null for the first.</param>
/// <param name="Long">Whether the page is as long as what is done at once.</param>
public sealed record InboxFilter(string Q, string Only, string? After, bool Long)
{
    /// <summary>Whether it is the work of the units that the person leads, whoever does it.</summary>
    public bool OfUnit => Only == "don-vi";

    /// <summary>The same for the API.</summary>
    public string Query(string? after) =>
        (Long ? "?limit=100" : "?limit=50")
        + Part("q", Q)
        + (
            Only == "cua-toi" ? "&mine=true"
            : Only == "chua-nhan" ? "&unclaimed=true"
            : OfUnit ? "&led=true"
            : ""
        )
        + Part("after", after);

    /// <summary>The choice as it is kept under a name; empty where there is none.</summary>
    public string Kept => (Part("loc", Only) + Part("q", Q)).TrimStart('&');

    /// <summary>The page with another choice.</summary>
    public string Address(string only, string? after = null, bool? longer = null) =>
        "/viec-cua-toi?loc=" + Uri.EscapeDataString(only) + Part("q", Q) + (longer ?? Long ? "&dai=1" : "") + Part("sau", after);
}
