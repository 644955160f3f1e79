using System.Net;
using Microsoft.AspNetCore.Http;
using Ntm.Testing;

namespace Ntm.Gateway.Tests;

/// <summary>The gateway's own end, and what it says of itself meanwhile.</summary>
public sealed class EndingTests
{
    [Fact]
    public async Task A_request_under_way_is_answered_before_the_gateway_ends()
    {
        var goOn = new TaskCompletionSource();
        await using var service = await StubService.StartAsync();
        service.Answer = async context =>
        {
            await goOn.Task.WaitAsync(Eventually.Limit);
            await context.Response.WriteAsync("xong");
        };
        await using var gateway = await GatewayUnderTest.StartAsync(service.Address);
        using var client = gateway.Client();
        var answer = client.GetStringAsync("/dossiers/");
        await Eventually.TrueAsync(() => service.Arrivals.Count == 1, "the request is under way");

        var ended = gateway.StopAsync();
        Assert.False(ended.IsCompleted);
        goOn.SetResult();

        Assert.Equal("xong", await answer);
        await ended.WaitAsync(Eventually.Limit);
    }

    [Fact]
    public async Task While_it_drains_it_is_not_ready_but_alive_and_serves()
    {
        await using var service = await StubService.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(service.Address, ("Gateway:DrainDelay", "00:00:02"));
        using var client = gateway.Client();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);

        var ended = gateway.StopAsync();
        await Eventually.TrueAsync(
            async () => (await client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.ServiceUnavailable,
            "it says so"
        );

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/dossiers/")).StatusCode);
        await ended.WaitAsync(Eventually.Limit);
    }

    [Fact]
    public async Task It_is_ready_though_every_service_is_down()
    {
        await using var service = await StubService.StartAsync();
        service.Health = 503;
        await using var gateway = await GatewayUnderTest.StartAsync(
            service.Address,
            ("ReverseProxy:Clusters:dossier:HealthCheck:Active:Interval", "00:00:00.100")
        );
        using var client = gateway.Client();
        await Eventually.TrueAsync(
            async () => (await client.GetAsync("/dossiers/")).StatusCode == HttpStatusCode.ServiceUnavailable,
            "the service is known to be down"
        );

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
    }
}
