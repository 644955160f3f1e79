using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Work;

/// <summary><c>/thong-bao</c>: notices, the newest first; one that is opened is read.</summary>
internal static class NoticesPage
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/thong-bao", ShowAsync);
        routes.MapPost("/thong-bao/da-doc", ReadAllAsync);
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
                }
            );
    }

    internal static async Task<IResult> OpenAsync(Visit visit, Guid id)
    {
        await visit.SendAsync<object>("PUT", $"/notifications/inbox/{id}/read", null);
        return Visit.Go(Visit.Local(visit.Value("toi")));
    }

    internal static async Task<IResult> ReadAllAsync(Visit visit)
    {
        foreach (var id in visit.Form!["id"].Where(id => Guid.TryParse(id, out _)).Take(100))
        {
            await visit.SendAsync<object>("PUT", $"/notifications/inbox/{id}/read", null);
        }

        return Visit.Go("/thong-bao");
    }
}
