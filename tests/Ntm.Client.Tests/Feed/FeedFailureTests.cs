using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Ntm.Client.Feed;

namespace Ntm.Client.Tests.Feed;

/// <summary>Troubles of every kind: none loses or doubles an event, and none is asked about without pause.</summary>
public sealed class FeedFailureTests
{
    private static readonly Guid Dossier = Guid.CreateVersion7();

    [Fact]
    public async Task A_busy_platform_is_asked_again_when_it_says()
    {
        await using var reading = await FeedReading.StartAsync();
        var id = reading.Platform.Append(Dossier, 1);
        reading.Platform.Troubles.Enqueue(http => Refuse(http, 429, "7"));
        reading.Platform.Troubles.Enqueue(http =>
            Refuse(http, 503, reading.Clock.GetUtcNow().AddSeconds(20).ToString("R", CultureInfo.InvariantCulture))
        );
        reading.Platform.Troubles.Enqueue(http => Refuse(http, 503, "86400"));

        var read = await reading.ToHeadAsync();

        Assert.Equal([id], read.Ids());
        Assert.Equal([7, 20, 300], reading.Clock.Pauses.Select(pause => Math.Round(pause.TotalSeconds)));
    }

    [Fact]
    public async Task What_breaks_off_is_asked_for_again_with_growing_pauses()
    {
        await using var reading = await FeedReading.StartAsync();
        var ids = Enumerable.Range(1, 3).Select(number => reading.Platform.Append(Dossier, number)).ToList();
        for (var failures = 0; failures < 3; failures++)
        {
            reading.Platform.Troubles.Enqueue(Drop);
            reading.Platform.Troubles.Enqueue(http => http.Response.WriteAsync("""{"items":[{"position":1,"ev"""));
            reading.Platform.Troubles.Enqueue(http => Refuse(http, 502, null));
        }

        var failed = new List<Exception>();
        var read = await reading.ToHeadAsync(options: new FeedOptions { Retrying = (failure, _) => failed.Add(failure) });

        Assert.Equal(ids, read.Ids());
        Assert.Equal(9, failed.Count);
        Assert.All(
            reading.Clock.Pauses.Zip([1.0, 2, 4, 8, 16, 32, 60, 60, 60]),
            pause => Assert.InRange(pause.First.TotalSeconds, pause.Second * 0.8, pause.Second * 1.2)
        );
    }

    [Fact]
    public async Task A_token_that_was_ended_is_replaced_once()
    {
        await using var reading = await FeedReading.StartAsync();
        var id = reading.Platform.Append(Dossier, 1);
        await reading.Tokens.GetAsync();
        reading.Platform.EndTokens();

        Assert.Equal([id], (await reading.ToHeadAsync()).Ids());
        Assert.Equal(2, reading.Platform.TokensIssued);
        Assert.Empty(reading.Clock.Pauses);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(302)]
    public async Task A_refusal_for_good_ends_the_reading(int status)
    {
        await using var reading = await FeedReading.StartAsync();
        reading.Platform.Troubles.Enqueue(http =>
        {
            http.Response.Headers.Location = "http://127.0.0.1:1/elsewhere";
            return Refuse(http, status, null);
        });

        var refusal = await Assert.ThrowsAsync<NtmException>(() => reading.ToHeadAsync());

        Assert.Equal(((HttpStatusCode)status, "test.refused"), (refusal.Status, refusal.Code));
        Assert.Empty(reading.Clock.Pauses);
    }

    [Fact]
    public async Task A_reading_ends_when_it_is_cancelled_in_its_wait()
    {
        await using var reading = await FeedReading.StartAsync();
        using var stop = new CancellationTokenSource();
        await using var reader = reading.Reader().ReadAsync(cancellation: stop.Token).GetAsyncEnumerator(stop.Token);

        var waiting = reader.MoveNextAsync().AsTask();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_token_is_used_until_shortly_before_it_expires_by_any_number_of_readers()
    {
        await using var reading = await FeedReading.StartAsync();

        var tokens = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => reading.Tokens.GetAsync().AsTask()));
        reading.Clock.Advance(TimeSpan.FromSeconds(539));
        var late = await reading.Tokens.GetAsync();
        reading.Clock.Advance(TimeSpan.FromSeconds(1));
        var renewed = await reading.Tokens.GetAsync();

        Assert.Equal(["token-1"], tokens.Append(late).Distinct());
        Assert.Equal("token-2", renewed);
    }

    [Fact]
    public async Task A_token_of_short_life_is_renewed_after_four_fifths_of_it()
    {
        await using var reading = await FeedReading.StartAsync();
        reading.Platform.TokenLife = 10;
        await reading.Tokens.GetAsync();

        reading.Clock.Advance(TimeSpan.FromSeconds(7.9));
        Assert.Equal("token-1", await reading.Tokens.GetAsync());
        reading.Clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal("token-2", await reading.Tokens.GetAsync());
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_and_not_tried_again()
    {
        await using var reading = await FeedReading.StartAsync();
        using var tokens = new TokenSource(reading.Http, FakePlatform.ClientId, "another", reading.Clock);
        await using var reader = new FeedReader(reading.Http, tokens, clock: reading.Clock).ReadAsync().GetAsyncEnumerator();

        var refusal = await Assert.ThrowsAsync<NtmException>(() => reader.MoveNextAsync().AsTask());

        Assert.Equal("identity.client_refused", refusal.Code);
        Assert.Empty(reading.Clock.Pauses);
    }

    [Theory]
    [InlineData("http://ntm.example.vn")]
    [InlineData("ftp://127.0.0.1")]
    public void A_secret_goes_over_no_open_line(string address) => Assert.Throws<ArgumentException>(() => NtmHttp.Create(new Uri(address)));

    private static Task Refuse(HttpContext http, int status, string? retryAfter)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.RetryAfter = retryAfter;
        return http.Response.WriteAsync("""{"type":"urn:ntm:error:test.refused","code":"test.refused","detail":"Chưa được."}""");
    }

    private static Task Drop(HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }
}
