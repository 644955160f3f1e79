using Ntm.Client.Events;
using Ntm.Client.Feed;

namespace Ntm.Client.Tests.Feed;

/// <summary>A reader at a platform of its own, on a clock on which pauses are over at once.</summary>
internal sealed class FeedReading : IAsyncDisposable
{
    private FeedReading(FakePlatform platform)
    {
        Platform = platform;
        Http = NtmHttp.Create(platform.Address);
        Tokens = new TokenSource(Http, FakePlatform.ClientId, FakePlatform.ClientSecret, Clock);
    }

    public FakePlatform Platform { get; }

    public PassingClock Clock { get; } = new(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));

    public HttpClient Http { get; }

    public TokenSource Tokens { get; }

    public static async Task<FeedReading> StartAsync() => new(await FakePlatform.StartAsync());

    public FeedReader Reader(FeedOptions? options = null) => new(Http, Tokens, options, Clock);

    /// <summary>All that there is up to the head.</summary>
    public async Task<List<FeedItem>> ToHeadAsync(FeedCursor from = default, FeedOptions? options = null)
    {
        var read = new List<FeedItem>();
        await foreach (var item in Reader((options ?? new()) with { StopAtHead = true }).ReadAsync(from))
        {
            read.Add(item);
        }

        return read;
    }

    public async ValueTask DisposeAsync()
    {
        Tokens.Dispose();
        Http.Dispose();
        await Platform.DisposeAsync();
    }
}

/// <summary>Short forms of what was read.</summary>
internal static class FeedItems
{
    public static IEnumerable<StatusEvent> Events(this IEnumerable<FeedItem> items) => items.OfType<FeedEvent>().Select(item => item.Event);

    public static IEnumerable<string> Ids(this IEnumerable<FeedItem> items) => items.Events().Select(status => status.Id);

    /// <summary>Reads on until something holds of what was read.</summary>
    public static async Task<List<FeedItem>> UntilAsync(this IAsyncEnumerator<FeedItem> reader, Predicate<FeedItem> isLast)
    {
        var read = new List<FeedItem>();
        while (await reader.MoveNextAsync())
        {
            read.Add(reader.Current);
            if (isLast(reader.Current))
            {
                break;
            }
        }

        return read;
    }
}
