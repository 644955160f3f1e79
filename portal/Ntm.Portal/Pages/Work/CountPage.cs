using System.Net.ServerSentEvents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Work;

/// <summary>
/// <c>/viec-cua-toi/dem</c>: how much waits for the person, as a server-sent event. The answer ends with it and names the time after which
/// the browser comes back: a stream that stayed open would hold a place at the gateway and here for every page that somebody looks at.
/// Without a session there is nothing to follow (204), and a browser does not ask again.
/// </summary>
internal static class CountPage
{
    public const string Address = "/viec-cua-toi/dem";

    public static void Map(RouteGroupBuilder routes) => routes.MapGet(Address, FollowAsync);

    internal static async Task<IResult> FollowAsync(Visit visit, CountFeed feed)
    {
        if (visit.Session is null || visit.Person.MustChangePassword || visit.Person.MustSetSecondFactor)
        {
            return TypedResults.NoContent();
        }

        var count = await feed.AskAsync(visit.Person.Subject, () => CountAsync(visit), visit.Http.RequestAborted);
        return TypedResults.ServerSentEvents(Once(count, feed.Interval));
    }

    /// <summary>Nothing but the time to come back, where the question failed.</summary>
    private static async IAsyncEnumerable<SseItem<WorkCount?>> Once(WorkCount? count, TimeSpan again)
    {
        await Task.CompletedTask;
        yield return new SseItem<WorkCount?>(count, count is null ? "nhip" : "dem") { ReconnectionInterval = again };
    }

    private static async Task<WorkCount?> CountAsync(Visit visit)
    {
        var open = await visit.GetAsync<OpenRecord>("/dossiers/inbox/count");
        var unread = await visit.GetAsync<UnreadRecord>("/notifications/inbox/count");
        return open.Value is null || unread.Value is null ? null : new WorkCount(open.Value.Open, unread.Value.Unread);
    }
}
