using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Work;

/// <summary><c>/viec-cua-toi</c>: open work, the most urgent first.</summary>
internal static class InboxPage
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/viec-cua-toi", ShowAsync);
        routes.MapPost("/viec-cua-toi/nhan", ClaimAsync);
    }

    internal static async Task<IResult> ShowAsync(Visit visit)
    {
        var filter = Filter(visit);
        var work = await visit.GetAsync<ApiPage<InboxRow>>("/dossiers/inbox" + filter.Query);
        if (work.Value is null)
        {
            return visit.Refuse(work.Problem!);
        }

        var notices = await visit.GetAsync<ApiPage<NoticeRow>>("/notifications/inbox?unread=true&limit=100");
        return visit.Show<InboxView>(
            new
            {
                Rows = work.Value.Items,
                work.Value.Next,
                Filter = filter,
                Unread = notices.Value?.Items.Count ?? 0,
                Failed = visit.Value("loi"),
            }
        );
    }

    /// <summary>Claims every ticked piece of work; one that somebody else has meanwhile is named, the others are claimed.</summary>
    internal static async Task<IResult> ClaimAsync(Visit visit)
    {
        var (claimed, failed) = (0, new List<string>());
        foreach (var place in visit.Form!["viec"].OfType<string>().Distinct().Take(500))
        {
            if (place.Split('|') is not [var id, var stage, var department] || !Guid.TryParse(id, out var dossier))
            {
                continue;
            }

            var query = department.Length == 0 ? "" : "?department=" + Uri.EscapeDataString(department);
            var address = $"/dossiers/{dossier}/stages/{Uri.EscapeDataString(stage)}/claim{query}";
            var result = await visit.SendAsync<DossierRecord>("PUT", address, null);
            if (result.Problem is { } problem)
            {
                failed.Add(problem.Detail);
            }
            else
            {
                claimed++;
            }
        }

        var words = string.Join(" ", failed.Distinct());
        return Visit.Go($"/viec-cua-toi?xong=nhan&so={claimed}" + (failed.Count == 0 ? "" : "&loi=" + Uri.EscapeDataString(words)));
    }

    private static InboxFilter Filter(Visit visit) => new(visit.Value("q") ?? "", visit.Value("loc") ?? "", visit.Value("sau"));
}

/// <summary>Which work is shown.</summary>
/// <param name="Q">Name or code of the unit.</param>
/// <param name="Only"><c>cua-toi</c>, <c>chua-nhan</c>, or all.</param>
/// <param name="After">Cursor of the page; null for the first.</param>
public sealed record InboxFilter(string Q, string Only, string? After)
{
    /// <summary>The same for the API.</summary>
    public string Query =>
        "?limit=50"
        + (Q.Length == 0 ? "" : "&q=" + Uri.EscapeDataString(Q))
        + (
            Only == "cua-toi" ? "&mine=true"
            : Only == "chua-nhan" ? "&unclaimed=true"
            : ""
        )
        + (After is null ? "" : "&after=" + Uri.EscapeDataString(After));

    /// <summary>The page with another choice.</summary>
    public string Address(string only, string? after = null) =>
        "/viec-cua-toi?loc="
        + only
        + (Q.Length == 0 ? "" : "&q=" + Uri.EscapeDataString(Q))
        + (after is null ? "" : "&sau=" + Uri.EscapeDataString(after));
}
