using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Ntm.Testing;

namespace Ntm.Gateway.Tests;

/// <summary>What is forwarded, what is removed, and what is answered when nothing can be forwarded.</summary>
public sealed class ForwardingTests : IAsyncLifetime
{
    private StubService service = null!;
    private GatewayUnderTest gateway = null!;

    public async ValueTask InitializeAsync()
    {
        service = await StubService.StartAsync();
        gateway = await GatewayUnderTest.StartAsync(service.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await service.DisposeAsync();
    }

    [Fact]
    public async Task Method_path_query_body_and_token_pass_unchanged()
    {
        using var client = gateway.As("ai-do");
        var body = "";
        service.Answer = async context => body = await new StreamReader(context.Request.Body).ReadToEndAsync();

        using var answer = await client.PutAsync(
            "/dossiers/x%20y/stages/z?after=1&limit=2",
            new StringContent("{\"tên\":\"Sơn Bằng\"}", Encoding.UTF8, "application/json")
        );

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var arrival = Assert.Single(service.Arrivals);
        Assert.Equal(("PUT", "/dossiers/x%20y/stages/z?after=1&limit=2"), (arrival.Method, arrival.Path));
        Assert.Equal("{\"tên\":\"Sơn Bằng\"}", body);
        Assert.Equal(client.DefaultRequestHeaders.Authorization!.ToString(), arrival.Headers["Authorization"]);
    }

    [Fact]
    public async Task Headers_that_only_a_proxy_may_set_are_replaced_by_the_gateways_own()
    {
        using var client = gateway.Client();
        string[] claims =
        [
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-User",
            "Forwarded",
            "X-Real-IP",
            "X-User-Id",
            "X-Original-URL",
            "X-Remote-User",
        ];
        foreach (var claim in claims)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(claim, "for=6.6.6.6;ke-gian");
        }

        await client.GetAsync("/dossiers/");

        var headers = Assert.Single(service.Arrivals).Headers;
        Assert.DoesNotContain(headers, header => header.Value.Contains("6.6.6.6", StringComparison.Ordinal));
        Assert.Equal("127.0.0.1", headers["X-Forwarded-For"]);
        Assert.Equal("http", headers["X-Forwarded-Proto"]);
        Assert.Equal(gateway.Address.Authority, headers["X-Forwarded-Host"]);
    }

    [Fact]
    public async Task A_well_formed_correlation_id_is_passed_on_and_returned()
    {
        using var client = gateway.Client();
        client.DefaultRequestHeaders.Add("X-Correlation-Id", "phong-vh-2026.0001");

        using var answer = await client.GetAsync("/identity/me");

        Assert.Equal("phong-vh-2026.0001", service.Arrivals.Single().Headers["X-Correlation-Id"]);
        Assert.Equal("phong-vh-2026.0001", answer.Headers.GetValues("X-Correlation-Id").Single());
    }

    [Theory]
    [InlineData("short")]
    [InlineData("one two three four")]
    [InlineData("<script>alert(1)</script>")]
    public async Task Any_other_correlation_id_is_replaced(string said)
    {
        using var client = gateway.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Correlation-Id", said);

        using var answer = await client.GetAsync("/identity/me");

        var given = answer.Headers.GetValues("X-Correlation-Id").Single();
        Assert.NotEqual(said, given);
        Assert.Equal(given, service.Arrivals.Single().Headers["X-Correlation-Id"]);
    }

    [Fact]
    public async Task A_trace_goes_on_through_the_gateway()
    {
        using var client = gateway.Client();
        client.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        await client.GetAsync("/identity/me");

        Assert.StartsWith(
            "00-0af7651916cd43dd8448eb211c80319c-",
            service.Arrivals.Single().Headers["traceparent"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_answer_carries_the_security_headers_once_and_does_not_name_the_server()
    {
        service.Answer = context =>
        {
            context.Response.Headers.Server = "inside/1.0";
            context.Response.Headers.CacheControl = "public, max-age=60";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return context.Response.WriteAsync("ok");
        };
        using var client = gateway.Client();

        using var answer = await client.GetAsync("/identity/.well-known/jwks.json");

        Assert.False(answer.Headers.Contains("Server"));
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["DENY"], answer.Headers.GetValues("X-Frame-Options"));
        Assert.Equal("public, max-age=60", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Who_came_by_https_shall_come_by_nothing_else_for_a_year()
    {
        await using var behind = await GatewayUnderTest.StartAsync(service.Address, ("Gateway:KnownProxies:0", "127.0.0.0/8"));
        using var client = behind.Client();
        using var plain = await client.GetAsync("/dossiers/");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.5");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        using var secure = await client.GetAsync("/dossiers/");

        Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(secure.Headers.GetValues("Strict-Transport-Security")));
        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));
    }

    /// <summary>A length that two readers would read differently is where one request could hide in another.</summary>
    [Theory]
    [InlineData("Content-Length: 4\r\nContent-Length: 9\r\n\r\n{\"a\":1}")]
    [InlineData("Content-Length : 4\r\n\r\n{  }")]
    [InlineData("Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n")]
    public async Task A_request_whose_length_is_said_in_two_ways_reaches_no_service(string rest)
    {
        Assert.StartsWith("HTTP/1.1 400", await SendRawAsync(rest), StringComparison.Ordinal);
        Assert.Empty(service.Arrivals);
    }

    [Fact]
    public async Task A_length_beside_chunks_is_not_passed_on()
    {
        service.Answer = async context => await context.Request.Body.CopyToAsync(Stream.Null);

        var answer = await SendRawAsync(
            "Content-Length: 60\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /dossiers/an HTTP/1.1\r\nHost: a\r\n\r\n"
        );

        Assert.NotNull(answer);
        Assert.DoesNotContain(service.Arrivals, arrival => arrival.Method == "POST" && arrival.Headers.ContainsKey("Content-Length"));
    }

    [Fact]
    public async Task An_address_that_no_service_has_is_answered_by_the_gateway_in_words()
    {
        using var client = gateway.Client();

        using var answer = await client.GetAsync("/khong/co/dia-chi-nay");

        Assert.Equal((HttpStatusCode.NotFound, "request.not_found"), (answer.StatusCode, await CodeOfAsync(answer)));
        Assert.Empty(service.Arrivals);
    }

    [Fact]
    public async Task A_service_that_hangs_up_gives_502_and_a_log_line_with_the_correlation_id()
    {
        service.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        using var client = gateway.Client();
        client.DefaultRequestHeaders.Add("X-Correlation-Id", "vet-loi-502");

        using var answer = await client.GetAsync("/dossiers/");

        Assert.Equal((HttpStatusCode.BadGateway, "gateway.no_answer"), (answer.StatusCode, await CodeOfAsync(answer)));
        await Eventually.TrueAsync(
            () =>
                gateway.Logged.Any(line =>
                    line.Contains("vet-loi-502", StringComparison.Ordinal) && line.Contains("dossier", StringComparison.Ordinal)
                ),
            "the failure is logged"
        );
    }

    /// <summary>What no client library sends; returns the first line of the answer.</summary>
    private async Task<string?> SendRawAsync(string rest)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(gateway.Address.Host, gateway.Address.Port);
        var wire = connection.GetStream();
        await wire.WriteAsync(Encoding.ASCII.GetBytes("POST /dossiers/ HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + rest));
        return await new StreamReader(wire).ReadLineAsync();
    }

    internal static async Task<string?> CodeOfAsync(HttpResponseMessage answer) =>
        JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("code").GetString();
}
