using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Work;

/// <summary><c>/thong-bao</c>: notices, the newest first; one that is opened is read.</summary>
internal static class NoticesPage
{
    private const int Most = 500;

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/thong-bao", ShowAsync);
        routes.MapPost("/thong-bao/da-doc", ReadManyAsync);
        routes.MapPost("/thong-bao/{id:guid}", OpenAsync);
    }

    internal static async Task<IResult> ShowAsync(Visit visit)
    {
        var unread = visit.Value("loc") != "tat-ca";
        var query = $"?limit=50&unread={(unread ? "true" : "false")}";
        query += visit.Value("sau") is { Length: > 0 } after ? "&after=" + Uri.EscapeDataString(after) : "";
        var notices = await visit.GetAsync<ApiPage<NoticeRow>>("/notifications/inbox" + query);
        return notices.Value is null
            ? visit.Refuse(notices.Problem!)
            : visit.Show<NoticesView>(
                new
                {
                    Rows = notices.Value.Items,
                    notices.Value.Next,
                    Unread = unread,
                    Dossiers = await DossiersAsync(visit, notices.Value.Items),
                }
            );
    }

    /// <summary>The dossiers that the notices are about, to name commune and title; those that cannot be read are left out.</summary>
    private static async Task<IReadOnlyDictionary<Guid, DossierRow>> DossiersAsync(Visit visit, IReadOnlyList<NoticeRow> notices)
    {
        var ids = notices.Select(notice => notice.DossierId).OfType<Guid>().Distinct().ToList();
        var found =
            ids.Count == 0
                ? null
                : await visit.GetAsync<ApiPage<DossierRow>>($"/dossiers/?limit=100&{string.Join('&', ids.Select(id => $"id={id}"))}");
        return (found?.Value?.Items ?? []).ToDictionary(row => row.Id);
    }

    internal static async Task<IResult> OpenAsync(Visit visit, Guid id)
    {
        await visit.SendAsync<object>("PUT", $"/notifications/inbox/{id}/read", null);
        return Visit.Go(Visit.Local(visit.Value("toi")));
    }

    internal static async Task<IResult> ReadManyAsync(Visit visit, TimeProvider clock)
    {
        var read = 0;
        foreach (var id in visit.Form!["id"].Where(id => Guid.TryParse(id, out _)).Distinct().Take(Most))
        {
            read += await Bulk.SendAsync(visit, clock, "PUT", $"/notifications/inbox/{id}/read") is null ? 1 : 0;
        }

        return Visit.Go($"/thong-bao?xong=da-doc&so={read}");
    }
}
