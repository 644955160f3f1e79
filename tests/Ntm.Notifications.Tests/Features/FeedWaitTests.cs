using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Ntm.Notifications.Features.Feed;
using Ntm.Testing;

namespace Ntm.Notifications.Tests.Features;

/// <summary>Readers that wait for events, by long poll and as a stream.</summary>
public sealed class FeedWaitTests : IAsyncLifetime
{
    private const string Unit = "42/439/92001";

    /// <summary>What is refused or ended at once comes long before a wait ends; the time of a busy machine is in it.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(20);

    private TestPlatform platform = null!;

    public async ValueTask InitializeAsync() =>
        platform = await TestPlatform.StartAsync(
            NotificationsPlatform.Start,
            new Dictionary<string, string?> { ["Notifications:FeedWaits"] = "3", ["Notifications:FeedWaitsPerCaller"] = "2" },
            new NotificationsModule()
        );

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task A_request_that_waits_is_answered_by_the_commit_of_the_next_event()
    {
        var reader = platform.AsProgram("42", "events:read");
        var before = Stopwatch.StartNew();
        var answer = reader.GetFromJsonAsync<FeedPage>("/notifications/events?wait=30");
        var @event = await PublishAsync(1);

        var page = await answer;

        Assert.Equal([@event], page!.Items.Select(item => item.Id()));
        Assert.InRange(before.Elapsed, TimeSpan.Zero, AtOnce);
    }

    [Fact]
    public async Task Another_units_event_does_not_end_a_wait_but_moves_its_cursor()
    {
        var waited = platform.AsProgram("42/446", "events:read").GetFromJsonAsync<FeedPage>("/notifications/events?wait=2");
        await PublishAsync(1);

        var page = await waited;

        Assert.Equal((0, 1L, false), (page!.Items.Count, page.Next, page.More));
    }

    [Fact]
    public async Task A_stream_brings_what_is_there_and_what_comes_and_resumes_after_the_last_id()
    {
        var first = await PublishAsync(1);
        using var stream = await OpenAsync(platform.AsProgram("42", "events:read"));
        var (id, type, data) = await stream.NextAsync();
        Assert.Equal("vn.ntm.dossier.stage-entered", type);
        Assert.Contains(first.ToString(), data, StringComparison.Ordinal);

        var second = await PublishAsync(1);
        var (last, _, next) = await stream.NextAsync();
        Assert.Contains(second.ToString(), next, StringComparison.Ordinal);
        Assert.EndsWith(":2", last, StringComparison.Ordinal);

        using var again = await OpenAsync(platform.AsProgram("42", "events:read"), id);
        Assert.Contains(second.ToString(), (await again.NextAsync()).Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_has_the_very_bytes_of_a_page()
    {
        await PublishAsync(1);
        var page = await platform.AsProgram("42", "events:read").GetStringAsync("/notifications/events");
        using var stream = await OpenAsync(platform.AsProgram("42", "events:read"));

        Assert.Contains("\"event\":" + (await stream.NextAsync()).Data + "}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_ends_with_its_token()
    {
        using var stream = await OpenAsync(platform.AsProgram("42", "events:read"));
        await PublishAsync(1);
        await stream.NextAsync();

        platform.Clock.Advance(TimeSpan.FromMinutes(11));
        await PublishAsync(1);

        Assert.False(await stream.HasMoreAsync());
    }

    [Fact]
    public async Task A_cursor_of_another_epoch_is_refused_before_a_stream_begins()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/notifications/events");
        request.Headers.Add("Accept", "text/event-stream");
        request.Headers.Add("Last-Event-ID", $"{Guid.CreateVersion7()}:0");

        var answer = await platform.AsProgram("42", "events:read").SendAsync(request);

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
    }

    [Fact]
    public async Task More_waiting_readers_than_a_caller_or_the_process_may_have_are_refused_until_one_leaves()
    {
        var (one, other) = (platform.As("one", "auditor@42"), platform.As("other", "auditor@42"));
        using var first = await OpenAsync(one);
        using var second = await OpenAsync(one);

        var own = await one.GetAsync("/notifications/events?wait=1");
        Assert.Equal((HttpStatusCode.TooManyRequests, true), (own.StatusCode, own.Headers.RetryAfter is not null));
        using var third = await OpenAsync(other);
        var full = await other.GetAsync("/notifications/events?wait=1");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (full.StatusCode, full.Headers.RetryAfter is not null));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/notifications/events")).StatusCode);

        first.Dispose();
        await Eventually.TrueAsync(
            async () => (await other.GetAsync("/notifications/events?wait=1")).StatusCode == HttpStatusCode.OK,
            "the place of the reader that left is free"
        );
    }

    [Fact]
    public async Task Waiting_readers_end_at_once_when_the_process_stops()
    {
        var stopping = await TestPlatform.StartAsync(NotificationsPlatform.Start, null, new NotificationsModule());
        var reader = stopping.AsProgram("42", "events:read");
        var waiting = reader.GetAsync("/notifications/events?wait=30");
        using var stream = await OpenAsync(stopping.As("one", "auditor@42"));
        var since = Stopwatch.StartNew();

        await stopping.DisposeAsync();

        Assert.InRange(since.Elapsed, TimeSpan.Zero, AtOnce);
        Assert.False(await stream.HasMoreAsync());
        await waiting.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private async Task<Guid> PublishAsync(long sequence)
    {
        var @event = NotificationsPlatform.Opened(Guid.CreateVersion7(), sequence, Unit);
        await platform.PublishAsync(@event, @event.EventId);
        return @event.EventId;
    }

    private static async Task<EventStream> OpenAsync(HttpClient client, string? last = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/notifications/events");
        request.Headers.Add("Accept", "text/event-stream");
        if (last is not null)
        {
            request.Headers.Add("Last-Event-ID", last);
        }

        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        return new EventStream(answer, new StreamReader(await answer.Content.ReadAsStreamAsync()));
    }

    /// <summary>What a browser reads of a stream.</summary>
    private sealed class EventStream(HttpResponseMessage answer, StreamReader lines) : IDisposable
    {
        /// <summary>The next event; what has no data is a sign of life.</summary>
        public async Task<(string Id, string Type, string Data)> NextAsync()
        {
            var (id, type, data) = ("", "", "");
            while (await lines.ReadLineAsync() is { } line)
            {
                id = Value(line, "id: ") ?? id;
                type = Value(line, "event: ") ?? type;
                data = Value(line, "data: ") ?? data;
                if (line.Length == 0 && data.Length > 0)
                {
                    return (id, type, data);
                }
            }

            throw new EndOfStreamException();
        }

        /// <summary>Whether an event comes before the end.</summary>
        public async Task<bool> HasMoreAsync()
        {
            try
            {
                await NextAsync();
                return true;
            }
            catch (Exception ended) when (ended is EndOfStreamException or HttpIOException or IOException)
            {
                return false;
            }
        }

        public void Dispose() => answer.Dispose();

        private static string? Value(string line, string name) =>
            line.StartsWith(name, StringComparison.Ordinal) ? line[name.Length..] : null;
    }
}
