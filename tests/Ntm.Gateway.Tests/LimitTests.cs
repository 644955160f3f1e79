using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Ntm.Gateway.Hosting;
using Ntm.Gateway.Limits;
using Ntm.Testing;

namespace Ntm.Gateway.Tests;

/// <summary>Which bucket a request draws from, and what happens when it is empty or under overload.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private const int Burst = 50;

    private StubService service = null!;

    public async ValueTask InitializeAsync() => service = await StubService.StartAsync();

    public async ValueTask DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task A_client_over_its_limit_gets_retry_after_and_no_other_client_suffers()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(
            service.Address,
            ("Gateway:Client:Burst", $"{Burst}"),
            ("Gateway:Client:PerSecond", "1")
        );
        using var eager = gateway.As("hăng-hái", "officer@42/439/18175");
        using var other = gateway.As("thong-thả", "officer@42/439/18175");

        using var refused = await UntilRefusedAsync(eager);

        Assert.Equal(
            (HttpStatusCode.TooManyRequests, "request.too_many"),
            (refused.StatusCode, await ForwardingTests.CodeOfAsync(refused))
        );
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
        Assert.Single(
            gateway.Logged,
            line => line.StartsWith("Security limit.reached: who hăng-hái, unit 42/439/18175, where GET /", StringComparison.Ordinal)
        );
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/dossiers/")).StatusCode);
        await Eventually.TrueAsync(async () => (await eager.GetAsync("/dossiers/")).StatusCode == HttpStatusCode.OK, "it may send again");
    }

    [Fact]
    public async Task Everybody_of_one_unit_shares_its_bucket_and_another_unit_has_its_own()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(
            service.Address,
            ("Gateway:Unit:Burst", $"{Burst}"),
            ("Gateway:Unit:PerSecond", "1")
        );
        using var first = gateway.As("một", "officer@42/439/18175");
        using var second = gateway.As("hai", "reporter@42/439/18175");
        using var elsewhere = gateway.As("ba", "officer@42/439/18178");

        using var refused = await UntilRefusedAsync(first);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);

        await AssertEmptyAsync(second);
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.GetAsync("/dossiers/")).StatusCode);
    }

    [Fact]
    public async Task A_forged_token_empties_nobody_elses_bucket()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(
            service.Address,
            ("Gateway:Client:Burst", $"{Burst}"),
            ("Gateway:Client:PerSecond", "1")
        );
        using var victim = gateway.As("nạn-nhân", "officer@42/439/18175");
        using var forger = gateway.Client();
        forger.DefaultRequestHeaders.Authorization = Forged(victim.DefaultRequestHeaders.Authorization!);

        using var refused = await UntilRefusedAsync(forger);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await victim.GetAsync("/dossiers/")).StatusCode);
    }

    [Fact]
    public async Task A_token_signed_by_somebody_else_or_with_nothing_counts_as_none()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(
            service.Address,
            ("Gateway:Client:Burst", $"{Burst}"),
            ("Gateway:Client:PerSecond", "1")
        );
        using var stranger = gateway.Client();
        using var refused = await UntilRefusedAsync(stranger);

        foreach (
            var token in (string[])
                ["x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIiwiaXNzIjoiaHR0cHM6Ly90ZXN0cy5udG0ifQ.", new string('a', 8000)]
        )
        {
            using var forger = gateway.Client();
            forger.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

            await AssertEmptyAsync(forger);
        }
    }

    [Fact]
    public async Task Without_the_issuers_keys_everybody_is_served_and_counted_by_address()
    {
        await using var mute = await StubService.StartAsync();
        mute.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        var builder = GatewayUnderTest.Builder(
            mute,
            service.Address,
            ("Gateway:Client:Burst", $"{Burst}"),
            ("Gateway:Client:PerSecond", "1")
        );
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = GatewayProcess.Build(builder);
        await app.StartAsync();
        using var first = PatientClient.Of(new Uri(app.Urls.Single()));
        using var second = PatientClient.Of(first.BaseAddress!);
        first.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            TestTokens.Issue(TimeProvider.System.GetUtcNow(), "một")
        );
        second.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            TestTokens.Issue(TimeProvider.System.GetUtcNow(), "hai")
        );

        using var refused = await UntilRefusedAsync(first);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotEmpty(service.Arrivals);
        await AssertEmptyAsync(second);
    }

    [Theory]
    [InlineData("203.0.113.5", "203.0.113.5")]
    [InlineData("::ffff:203.0.113.5", "203.0.113.5")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    public void An_address_has_one_bucket_however_it_is_written(string address, string bucket) =>
        Assert.Equal(bucket, ClientAddress.Of(new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } }));

    [Fact]
    public async Task An_address_is_limited_whoever_calls_from_it_but_probes_are_not()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(
            service.Address,
            ("Gateway:Address:Burst", $"{Burst}"),
            ("Gateway:Address:PerSecond", "1")
        );
        using var client = gateway.Client();
        using var refused = await UntilRefusedAsync(client);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);

        for (var probe = 0; probe < 20; probe++)
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
        }
    }

    [Fact]
    public async Task Behind_a_known_proxy_the_proxy_and_not_the_client_names_the_address()
    {
        (string, string?)[] settings = [("Gateway:Address:Burst", $"{Burst}"), ("Gateway:Address:PerSecond", "1")];
        await using var behind = await GatewayUnderTest.StartAsync(
            service.Address,
            [("Gateway:KnownProxies:0", "127.0.0.0/8"), .. settings]
        );
        using var first = From(behind, "203.0.113.5");
        using var second = From(behind, "203.0.113.6");
        using var lying = From(behind, "203.0.113.7, 203.0.113.5");
        using var refused = await UntilRefusedAsync(first);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/dossiers/")).StatusCode);
        Assert.Equal("203.0.113.6", service.Arrivals[^1].Headers["X-Forwarded-For"]);
        await AssertEmptyAsync(lying);

        await using var open = await GatewayUnderTest.StartAsync(service.Address, settings);
        using var alone = From(open, "203.0.113.8");
        using var spent = await UntilRefusedAsync(alone);
        using var other = From(open, "203.0.113.9");
        await AssertEmptyAsync(other);
    }

    [Fact]
    public async Task Requests_over_the_limit_are_refused_early_and_the_rest_is_served()
    {
        const int Most = 20;
        using var open = new SemaphoreSlim(0);
        service.Answer = async context =>
        {
            await open.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync("ok");
        };
        await using var gateway = await GatewayUnderTest.StartAsync(service.Address, ("Gateway:InFlight", $"{Most}"));
        using var client = gateway.Client();

        var accepted = Enumerable.Range(0, Most).Select(_ => client.GetAsync("/dossiers/")).ToList();
        await Eventually.TrueAsync(() => service.Arrivals.Count == Most, "as many as may be are under way");
        var refused = await Task.WhenAll(Enumerable.Range(0, 4 * Most).Select(_ => client.GetAsync("/dossiers/")));

        Assert.All(
            refused,
            answer =>
                Assert.Equal(
                    (HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(2)),
                    (answer.StatusCode, answer.Headers.RetryAfter!.Delta!.Value)
                )
        );
        Assert.Equal("gateway.overloaded", await ForwardingTests.CodeOfAsync(refused[0]));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(Most, service.Arrivals.Count);
        open.Release(Most);
        Assert.All(await Task.WhenAll(accepted), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        open.Release();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/dossiers/")).StatusCode);
    }

    [Fact]
    [Trait(Speed.Name, Speed.Faults)]
    public async Task Overload_that_lasts_is_answered_to_the_last_request_and_leaves_nothing_behind()
    {
        const int Most = 20;
        service.Answer = async context =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(30), context.RequestAborted);
            await context.Response.WriteAsync("ok");
        };
        await using var gateway = await GatewayUnderTest.StartAsync(
            service.Address,
            ("Gateway:InFlight", $"{Most}"),
            ("Gateway:Address:Burst", "100000"),
            ("Gateway:Client:Burst", "100000")
        );
        using var client = gateway.Client();
        var counted = new Dictionary<HttpStatusCode, int>();
        await Task.WhenAll(Enumerable.Range(0, 5 * Most).Select(_ => SendAsync(10)));
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await Task.WhenAll(Enumerable.Range(0, 5 * Most).Select(_ => SendAsync(40)));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable], counted.Keys.Order());
        Assert.Equal(5 * Most * 50, counted.Values.Sum());
        Assert.Equal(service.Arrivals.Count, counted[HttpStatusCode.OK]);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 16 * 1024 * 1024);

        async Task SendAsync(int times)
        {
            for (var sent = 0; sent < times; sent++)
            {
                using var answer = await client.GetAsync("/dossiers/");
                lock (counted)
                {
                    counted[answer.StatusCode] = counted.GetValueOrDefault(answer.StatusCode) + 1;
                }
            }
        }
    }

    private static HttpClient From(GatewayUnderTest gateway, string forwardedFor)
    {
        var client = gateway.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
        return client;
    }

    /// <summary>The victim's token with another's signature.</summary>
    private static AuthenticationHeaderValue Forged(AuthenticationHeaderValue genuine)
    {
        var parts = genuine.Parameter!.Split('.');
        var signature = parts[2].ToCharArray();
        Array.Reverse(signature);
        return new AuthenticationHeaderValue("Bearer", $"{parts[0]}.{parts[1]}.{new string(signature)}");
    }

    /// <summary>The client draws from a bucket that another has emptied: only what dripped in since passes, a full one would pass far
    /// more.</summary>
    private static async Task AssertEmptyAsync(HttpClient client)
    {
        for (var passed = 0; passed < Burst / 2; passed++)
        {
            using var answer = await client.GetAsync("/dossiers/");
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                return;
            }
        }

        Assert.Fail($"{Burst / 2} requests passed a bucket that was empty.");
    }

    private static async Task<HttpResponseMessage> UntilRefusedAsync(HttpClient client)
    {
        for (var sent = 0; sent < 4 * Burst; sent++)
        {
            var answer = await client.GetAsync("/dossiers/");
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                return answer;
            }

            answer.Dispose();
        }

        throw new InvalidOperationException("Four times as many requests passed as the bucket holds.");
    }
}
