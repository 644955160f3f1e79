using System.Net;
using System.Net.Http.Headers;
using Ntm.Rehearsal;

namespace Ntm.EndToEnd.Tests;

public sealed class ComesBackLaterTests
{
    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task A_client_asked_to_retry_later_sends_the_same_again_and_gets_the_answer(HttpStatusCode busy)
    {
        var door = new Door(refusals: 3, busy, TimeSpan.Zero);

        var answer = await AskAsync(door);

        Assert.Equal(HttpStatusCode.OK, answer);
        Assert.Equal(["body", "body", "body", "body"], door.Received);
    }

    [Fact]
    public async Task A_refusal_that_names_no_time_is_the_answer()
    {
        var door = new Door(refusals: 1, HttpStatusCode.ServiceUnavailable, later: null);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync(door));
        Assert.Single(door.Received);
    }

    [Fact]
    public async Task A_client_that_is_never_admitted_gets_the_refusal_in_the_end()
    {
        var door = new Door(refusals: int.MaxValue, HttpStatusCode.TooManyRequests, TimeSpan.Zero);

        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync(door));
        Assert.Equal(20, door.Received.Count);
    }

    private static async Task<HttpStatusCode> AskAsync(Door door)
    {
        using var http = new HttpClient(new ComesBackLater { InnerHandler = door }) { BaseAddress = new Uri("http://127.0.0.1") };
        using var answer = await http.PostAsync("/", new StringContent("body"));
        return answer.StatusCode;
    }

    /// <summary>Refuses so many times, then lets in.</summary>
    private sealed class Door(int refusals, HttpStatusCode refusal, TimeSpan? later) : HttpMessageHandler
    {
        public List<string> Received { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Received.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            if (Received.Count > refusals)
            {
                return new HttpResponseMessage(HttpStatusCode.OK);
            }

            var answer = new HttpResponseMessage(refusal);
            answer.Headers.RetryAfter = later is { } delay ? new RetryConditionHeaderValue(delay) : null;
            return answer;
        }
    }
}
