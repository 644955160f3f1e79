using Ntm.Client;
using Ntm.Client.Feed;

namespace Ntm.Samples;

/// <summary>Prints the events of the feed up to its head, and goes on next time where it stopped. Needs Ntm.Client only.</summary>
public static class ReadFeed
{
    public static async Task RunAsync(Uri address, string clientId, string clientSecret, string cursorFile, TextWriter output)
    {
        using var http = NtmHttp.Create(address);
        using var tokens = new TokenSource(http, clientId, clientSecret);
        var feed = new FeedReader(http, tokens, new FeedOptions { StopAtHead = true }); // Without it the reader waits for new events.
        var cursor = File.Exists(cursorFile) ? FeedCursor.Parse(await File.ReadAllTextAsync(cursorFile)) : FeedCursor.Start;

        await foreach (var item in feed.ReadAsync(cursor))
        {
            switch (item)
            {
                case FeedEvent { Event: var status }:
                    await output.WriteLineAsync($"{status.Type} {status.Subject} {status.Sequence}");
                    break;
                case FeedGap gap:
                    await output.WriteLineAsync($"gap {gap.DossierId} {gap.From}-{gap.To}: now {gap.Snapshot?.Last.Type}");
                    break;
                case FeedRestarted or FeedTrimmed:
                    await output.WriteLineAsync("Events may be missing: compare what you keep with the snapshots of your dossiers.");
                    break;
            }

            await File.WriteAllTextAsync(cursorFile, item.Cursor.ToString()); // In earnest: in one transaction with what you do.
        }
    }
}
