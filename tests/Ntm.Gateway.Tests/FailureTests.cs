using System.Net;
using System.Net.Sockets;
using System.Text;
using Ntm.Testing;

namespace Ntm.Gateway.Tests;

/// <summary>Services that are dead, slow or dying: what the client gets, and how soon it is served again.</summary>
public sealed class FailureTests : IAsyncLifetime
{
    private StubService service = null!;

    public async ValueTask InitializeAsync() => service = await StubService.StartAsync();

    public async ValueTask DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task A_dead_service_gives_502_and_then_503_with_retry_after()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(
            Nowhere(),
            ("ReverseProxy:Clusters:dossier:HealthCheck:Active:Interval", "00:00:02")
        );
        using var client = gateway.Client();

        using var first = await client.GetAsync("/dossiers/");
        Assert.Equal((HttpStatusCode.BadGateway, "gateway.unreachable"), (first.StatusCode, await ForwardingTests.CodeOfAsync(first)));

        await Eventually.TrueAsync(
            async () => (await client.GetAsync("/dossiers/")).StatusCode == HttpStatusCode.ServiceUnavailable,
            "the cluster is known to be down"
        );
        using var later = await client.GetAsync("/dossiers/");
        Assert.Equal("gateway.service_unavailable", await ForwardingTests.CodeOfAsync(later));
        Assert.Equal(TimeSpan.FromSeconds(5), later.Headers.RetryAfter!.Delta);

        // Many were refused; each kind of refusal is logged once in a while.
        Assert.InRange(gateway.Logged.Count(line => line.Contains("GET /dossiers/ to dossier", StringComparison.Ordinal)), 1, 2);
    }

    [Fact]
    public async Task A_dead_destination_is_taken_out_and_the_living_one_serves_everything()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(
            service.Address,
            ("ReverseProxy:Clusters:dossier:Destinations:b:Address", Nowhere().ToString()),
            ("ReverseProxy:Clusters:dossier:HealthCheck:Active:Interval", "00:00:00.200")
        );
        using var client = gateway.Client();
        await Eventually.TrueAsync(
            () =>
                gateway.Logged.Any(line =>
                    line.Contains("`b`", StringComparison.Ordinal) && line.Contains("Unhealthy", StringComparison.Ordinal)
                ),
            "the dead one is noticed"
        );

        for (var round = 0; round < 40; round++)
        {
            using var answer = await client.GetAsync("/dossiers/");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_destination_that_failed_many_requests_serves_again_seconds_after_its_return()
    {
        var address = Nowhere();
        await using var gateway = await GatewayUnderTest.StartAsync(
            address,
            ("ReverseProxy:Clusters:dossier:HealthCheck:Active:Enabled", "false")
        );
        using var client = gateway.Client();
        await Eventually.TrueAsync(
            async () => (await client.GetAsync("/dossiers/")).StatusCode == HttpStatusCode.ServiceUnavailable,
            "it is taken out"
        );

        await using var back = await StubService.StartAsync(url: address.ToString());

        await Eventually.TrueAsync(async () => (await client.GetAsync("/dossiers/")).StatusCode == HttpStatusCode.OK, "it serves again");
        for (var round = 0; round < 40; round++)
        {
            using var answer = await client.GetAsync("/dossiers/");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_service_that_says_it_is_not_ready_gets_nothing_until_it_is()
    {
        service.Health = 503;
        await using var gateway = await GatewayUnderTest.StartAsync(
            service.Address,
            ("ReverseProxy:Clusters:identity:HealthCheck:Active:Interval", "00:00:00.200")
        );
        using var client = gateway.Client();

        await Eventually.TrueAsync(
            async () => (await client.GetAsync("/identity/me")).StatusCode == HttpStatusCode.ServiceUnavailable,
            "it is taken out"
        );
        service.Health = 200;
        await Eventually.TrueAsync(async () => (await client.GetAsync("/identity/me")).StatusCode == HttpStatusCode.OK, "it is back");
    }

    [Theory]
    [InlineData("ReverseProxy:Routes:dossiers:Timeout")]
    [InlineData("ReverseProxy:Clusters:dossier:HttpRequest:ActivityTimeout")]
    public async Task A_service_that_is_too_slow_is_answered_for_with_504(string limit)
    {
        service.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        await using var gateway = await GatewayUnderTest.StartAsync(service.Address, (limit, "00:00:00.300"));
        using var client = gateway.Client();

        using var answer = await client.PostAsync("/dossiers/", new StringContent("{}"));

        Assert.Equal((HttpStatusCode.GatewayTimeout, "gateway.timeout"), (answer.StatusCode, await ForwardingTests.CodeOfAsync(answer)));
        Assert.Single(service.Arrivals);
    }

    [Theory]
    [InlineData("POST", false)]
    [InlineData("POST", true)]
    [InlineData("PUT", false)]
    [InlineData("PATCH", false)]
    [InlineData("DELETE", false)]
    public async Task A_command_is_never_sent_twice_when_the_service_dies_over_it(string method, bool withBody)
    {
        using var dying = new DyingService();
        await using var gateway = await GatewayUnderTest.StartAsync(
            dying.Address,
            ("ReverseProxy:Clusters:identity:HealthCheck:Active:Enabled", "false")
        );
        using var client = gateway.Client();
        using var warm = await client.GetAsync("/identity/units");
        Assert.Equal(HttpStatusCode.OK, warm.StatusCode);

        using var answer = await client.SendAsync(
            new HttpRequestMessage(new HttpMethod(method), "/identity/signing-keys") { Content = withBody ? new StringContent("{}") : null }
        );

        Assert.Equal((HttpStatusCode.BadGateway, "gateway.no_answer"), (answer.StatusCode, await ForwardingTests.CodeOfAsync(answer)));
        Assert.Equal(1, dying.Commands);
    }

    private static Uri Nowhere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    /// <summary>Answers reads and keeps the connection; reads a command and hangs up without a word, as a killed process does.</summary>
    private sealed class DyingService : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private int commands;

        public DyingService()
        {
            listener.Start();
            _ = AcceptAsync();
        }

        public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

        public int Commands => commands;

        public void Dispose() => listener.Dispose();

        private async Task AcceptAsync()
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync());
            }
        }

        private async Task ServeAsync(TcpClient connection)
        {
            using var owned = connection;
            var stream = connection.GetStream();
            var buffer = new byte[16 * 1024];
            int read;
            while ((read = await stream.ReadAsync(buffer)) > 0)
            {
                if (!Encoding.ASCII.GetString(buffer, 0, read).StartsWith("GET", StringComparison.Ordinal))
                {
                    Interlocked.Increment(ref commands);
                    return;
                }

                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray());
            }
        }
    }
}
