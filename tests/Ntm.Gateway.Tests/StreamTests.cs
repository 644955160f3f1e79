using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Ntm.Testing;

namespace Ntm.Gateway.Tests;

/// <summary>Readers of events who wait longer than any other request.</summary>
public sealed class StreamTests : IAsyncLifetime
{
    private const string Events = "/notifications/events";

    private readonly TaskCompletionSource goOn = new();
    private StubService service = null!;

    public async ValueTask InitializeAsync() => service = await StubService.StartAsync();

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task An_event_passes_while_the_stream_goes_on()
    {
        service.Answer = context => StreamAsync(context, goOn.Task);
        await using var gateway = await GatewayUnderTest.StartAsync(service.Address);
        using var client = gateway.Client();
        using var lines = await OpenAsync(client);

        Assert.Equal("id: 1", await lines.ReadLineAsync());
        goOn.SetResult();
        await lines.ReadLineAsync();
        Assert.Equal("id: 2", await lines.ReadLineAsync());
    }

    [Fact]
    public async Task A_stream_ends_as_soon_as_the_gateway_stops()
    {
        service.Answer = context => StreamAsync(context, Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using var gateway = await GatewayUnderTest.StartAsync(service.Address, ("Gateway:DrainTimeout", "00:05:00"));
        using var client = gateway.Client();
        using var lines = await OpenAsync(client);
        Assert.Equal("id: 1", await lines.ReadLineAsync());
        var since = Stopwatch.StartNew();

        await gateway.StopAsync();

        Assert.InRange(since.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (await lines.ReadLineAsync() is not null) { }

            throw new EndOfStreamException();
        });
    }

    [Fact]
    public async Task A_request_that_waits_for_events_outlasts_the_timeout_of_the_others()
    {
        service.Answer = async context =>
        {
            await goOn.Task.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync("{}");
        };
        await using var gateway = await GatewayUnderTest.StartAsync(
            service.Address,
            ("ReverseProxy:Routes:notifications:Timeout", "00:00:00.300")
        );
        using var client = gateway.Client();
        var waiting = client.GetAsync(Events + "?wait=30");
        await Eventually.TrueAsync(() => service.Arrivals.Count == 1, "the request waits");

        Assert.Equal(HttpStatusCode.GatewayTimeout, (await client.GetAsync("/notifications/inbox")).StatusCode);
        goOn.SetResult();

        Assert.Equal(HttpStatusCode.OK, (await waiting).StatusCode);
    }

    private static async Task StreamAsync(HttpContext context, Task until)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync("id: 1\n\n");
        await context.Response.Body.FlushAsync();
        await until.WaitAsync(context.RequestAborted);
        await context.Response.WriteAsync("id: 2\n\n");
    }

    private static async Task<StreamReader> OpenAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Events);
        request.Headers.Add("Accept", "text/event-stream");
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        return new StreamReader(await answer.Content.ReadAsStreamAsync());
    }
}
