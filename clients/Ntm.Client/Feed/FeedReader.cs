using System.Net;
using System.Runtime.CompilerServices;

namespace Ntm.Client.Feed;

/// <summary>
/// Follows the feed of events in order, from a cursor that the caller keeps. Waits for new events, goes on after failures of any length,
/// and says where events are missing. It ends when it is cancelled, when the platform refuses for good
/// (<see cref="NtmException"/>), or at the head if <see cref="FeedOptions.StopAtHead"/> says so.
/// </summary>
public sealed class FeedReader
{
    private const string RestartedCode = "notifications.feed_restarted";
    private const string TrimmedCode = "notifications.feed_trimmed";

    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    private readonly FeedOptions options;
    private readonly TimeProvider clock;
    private readonly FeedRequests requests;
    private readonly Retries retries;

    /// <param name="http">Client whose base address is the platform's, e.g. of <see cref="NtmHttp"/>.</param>
    /// <param name="tokens">Tokens of a client with the scope <c>events:read</c>.</param>
    /// <param name="options">Which events, and how.</param>
    /// <param name="clock">By default the machine's.</param>
    public FeedReader(HttpClient http, TokenSource tokens, FeedOptions? options = null, TimeProvider? clock = null)
    {
        this.options = options ?? new FeedOptions();
        this.clock = clock ?? TimeProvider.System;
        requests = new FeedRequests(http, tokens, this.options, this.clock);
        retries = new Retries(this.options, this.clock);
    }

    /// <summary>How a dossier stands: its last event and sequence. Null for one that the client may not see.</summary>
    public Task<DossierSnapshot?> SnapshotAsync(Guid dossierId, CancellationToken cancellation = default) =>
        retries.RunAsync(token => requests.SnapshotAsync(dossierId, token), cancellation);

    /// <summary>Reads from a cursor on, by default from the oldest event that is kept.</summary>
    public async IAsyncEnumerable<FeedItem> ReadAsync(
        FeedCursor from = default,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        var (cursor, seen) = (from, new SeenEvents(options));
        while (true)
        {
            var asked = clock.GetUtcNow();
            var (page, moved) = await NextAsync(cursor, cancellation).ConfigureAwait(false);
            if (page is null)
            {
                cursor = moved!.Cursor;
                yield return moved;
                continue;
            }

            foreach (var item in page.Items)
            {
                await foreach (var found in WithGapAsync(item, cursor, seen, cancellation).ConfigureAwait(false))
                {
                    yield return found;
                }

                cursor = item.Cursor;
            }

            cursor = page.Next;
            yield return new FeedReached(cursor, !page.More);
            if (!page.More && options.StopAtHead)
            {
                yield break;
            }

            // The platform may be busy with others and answer at once instead of waiting.
            var rest = asked + ShortestWait - clock.GetUtcNow();
            if (!page.More && page.Items.Count == 0 && rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, clock, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The next stretch, or where to go on when there is none behind the cursor.</summary>
    private async Task<(FeedPage? Page, FeedItem? Moved)> NextAsync(FeedCursor cursor, CancellationToken cancellation)
    {
        try
        {
            return (await retries.RunAsync(token => requests.PageAsync(cursor, token), cancellation).ConfigureAwait(false), null);
        }
        catch (NtmException refusal) when (refusal is { Status: HttpStatusCode.Gone, Code: RestartedCode or TrimmedCode })
        {
            var resume = new FeedCursor(
                refusal.Problem.GetProperty("epoch").GetGuid(),
                refusal.Problem.GetProperty("resumeAfter").GetInt64()
            );
            return (null, refusal.Code == RestartedCode ? new FeedRestarted(resume) : new FeedTrimmed(resume));
        }
    }

    private async IAsyncEnumerable<FeedItem> WithGapAsync(
        FeedEvent item,
        FeedCursor before,
        SeenEvents seen,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        if (!seen.Add(item.Event))
        {
            yield break;
        }

        if (options.Filter.KeepsSequences && seen.GapBefore(item.Event) is (var dossier, var from, var to))
        {
            yield return new FeedGap(dossier, from, to, await SnapshotAsync(dossier, cancellation).ConfigureAwait(false), before);
        }

        yield return item;
    }
}
