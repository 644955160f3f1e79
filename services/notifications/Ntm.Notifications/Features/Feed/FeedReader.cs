using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Ntm.Notifications.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features.Feed;

/// <summary>A reader of the feed that waits for what comes.</summary>
internal sealed class FeedReader(NotificationsDbContext db, Caller caller, FeedWish wish, int size, FeedPlaces places, FeedWatch watch)
{
    /// <summary>The next stretch behind a page, at once.</summary>
    public Task<(FeedPage? Page, ProblemHttpResult? Refusal)> NextAsync(FeedPage page, CancellationToken cancellation) =>
        places.ReadAsync(
            () => FeedReading.NextAsync(db, caller, new FeedCursor(page.Next, page.Epoch), wish, size, cancellation),
            cancellation
        );

    /// <summary>Waits for an event behind a page that has no more; after the limit the page has none, but is as far as the feed.</summary>
    public async Task<(FeedPage? Page, ProblemHttpResult? Refusal)> WaitAsync(FeedPage page, TimeSpan limit, CancellationToken cancellation)
    {
        var since = Stopwatch.GetTimestamp();
        while (
            page.Items.Count == 0
            && !page.More
            && !watch.Ending
            && limit - Stopwatch.GetElapsedTime(since) is var rest
            && rest > TimeSpan.Zero
        )
        {
            await watch.WaitAsync(page.Next, rest, cancellation);
            var (next, refusal) = await NextAsync(page, cancellation);
            if (next is null)
            {
                return (null, refusal);
            }

            page = next;
        }

        return (page, null);
    }
}
