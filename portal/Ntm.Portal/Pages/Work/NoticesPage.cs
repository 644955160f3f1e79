using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;
using Ntm.Portal.Pages.Dossiers;

namespace Ntm.Portal.Pages.Work;

/// <summary><c>/thong-bao</c>: notices, the newest first; one that is opened is read.</summary>
internal static class NoticesPage
{
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
        query += Query.Part("after", visit.Value("sau"));
        var notices = await visit.GetAsync<ApiPage<NoticeRow>>("/notifications/inbox" + query);
        return notices.Value is null
            ? visit.Refuse(notices.Problem!)
            : visit.Show<NoticesView>(
                new
                {
                    Rows = notices.Value.Items,
                    notices.Value.Next,
                    Unread = unread,
                    Dossiers = await DossiersPage.ByIdAsync(visit, notices.Value.Items.Select(notice => notice.DossierId).OfType<Guid>()),
                }
            );
    }

    internal static async Task<IResult> OpenAsync(Visit visit, Guid id)
    {
        await visit.SendAsync<object>("PUT", $"/notifications/inbox/{id}/read", null);
        return Visit.Go(Visit.Local(visit.Value("toi")));
    }

    internal static async Task<IResult> ReadManyAsync(Visit visit, TimeProvider clock)
    {
        var read = 0;
        foreach (var id in visit.Form!["id"].Where(id => Guid.TryParse(id, out _)).Distinct().Take(Ticked.Most))
        {
            read += await Bulk.SendAsync(visit, clock, "PUT", $"/notifications/inbox/{id}/read") is null ? 1 : 0;
        }

        return Visit.Go($"/thong-bao?xong=da-doc&so={read}");
    }
}
