using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Ntm.Testing;

namespace Ntm.Gateway.Tests;

/// <summary>Where the API ends, the portal begins, if there is one.</summary>
public sealed class PortalRouteTests : IAsyncLifetime
{
    private const string Dossier = "/ho-so/0195c0de-0000-7000-8000-00000000dead";

    /// <summary>A portal at an address, and as long for it as a busy machine needs.</summary>
    internal static (string Key, string? Value)[] At(Uri address) =>
        [
            ("ReverseProxy:Clusters:portal:Destinations:a:Address", address.ToString()),
            ("ReverseProxy:Clusters:portal:HttpRequest:ActivityTimeout", "00:10:00"),
            ("ReverseProxy:Routes:portal:Timeout", "00:10:00"),
        ];

    private StubService service = null!;
    private StubService portal = null!;
    private GatewayUnderTest gateway = null!;

    public async ValueTask InitializeAsync()
    {
        service = await StubService.StartAsync("service");
        portal = await StubService.StartAsync("portal");
        gateway = await GatewayUnderTest.StartAsync(service.Address, [.. GatewayUnderTest.Unhurried, .. At(portal.Address)]);
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await portal.DisposeAsync();
        await service.DisposeAsync();
    }

    [Theory]
    [InlineData("/", "portal")]
    [InlineData("/dang-nhap?toi=%2Fho-so", "portal")]
    [InlineData("/viec-cua-toi", "portal")]
    [InlineData("/tai-nguyen/0123456789abcdef/portal.css", "portal")]
    [InlineData("/khong/co/dia-chi-nay", "portal")]
    [InlineData("/dossier", "portal")]
    [InlineData("/dossiers", "service")]
    [InlineData("/dossiers/khong-co", "service")]
    [InlineData("/identity/tokens", "service")]
    public async Task What_is_no_address_of_the_API_goes_to_the_portal(string address, string to)
    {
        using var client = gateway.Client();

        using var answer = await client.GetAsync(address);

        Assert.Equal(to, answer.Headers.GetValues("X-Stub").Single());
        Assert.Equal(address, (to == "portal" ? portal : service).Arrivals.Single().Path);
    }

    [Fact]
    public async Task The_portal_gets_the_browsers_host_and_address_and_not_what_the_browser_says_of_it()
    {
        using var client = gateway.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.5");
        client.DefaultRequestHeaders.Add("Cookie", "ntm=abc");

        await client.GetAsync("/viec-cua-toi");

        var headers = portal.Arrivals.Single().Headers;
        Assert.Equal(gateway.Address.Authority, headers["Host"]);
        Assert.Equal("127.0.0.1", headers["X-Forwarded-For"]);
        Assert.Equal("ntm=abc", headers["Cookie"]);
    }

    [Theory]
    [InlineData(Dossier + "/minh-chung/1.1")]
    [InlineData(Dossier + "/tep/chuan-bi/to-trinh")]
    public async Task A_form_with_files_passes_as_large_as_the_portal_takes_it(string address)
    {
        var file = RandomNumberGenerator.GetBytes(26 * 1024 * 1024);
        var hash = "";
        portal.Answer = async context =>
            hash = Convert.ToHexString(await SHA256.HashDataAsync(context.Request.Body, context.RequestAborted));
        using var client = gateway.Client();

        using var answer = await client.PostAsync(address, new ByteArrayContent(file));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Convert.ToHexString(SHA256.HashData(file)), hash);
    }

    [Theory]
    [InlineData(Dossier + "/minh-chung/1.1", (27 * 1024 * 1024) + 1)]
    [InlineData("/dang-nhap", (1024 * 1024) + 1)]
    public async Task A_larger_one_is_refused_before_the_portal_is_asked(string address, int length)
    {
        using var client = gateway.Client();
        client.DefaultRequestHeaders.ExpectContinue = true;

        using var answer = await client.PostAsync(address, new ByteArrayContent(new byte[length]));

        Assert.Equal(
            (HttpStatusCode.RequestEntityTooLarge, "request.too_large"),
            (answer.StatusCode, await ForwardingTests.CodeOfAsync(answer))
        );
        Assert.Empty(portal.Arrivals);
    }

    [Fact]
    public async Task While_no_portal_is_there_a_browser_gets_a_page_that_says_when_to_come_again_and_a_program_a_problem()
    {
        var nowhere = new Uri($"http://127.0.0.1:{Loopback.FreePort()}");
        await using var alone = await GatewayUnderTest.StartAsync(service.Address, [.. GatewayUnderTest.Unhurried, .. At(nowhere)]);
        using var browser = PortalUnderTest.Browser(alone.Address, follows: false);
        using var program = alone.Client();

        // Before the gateway knows that nobody is there it tries.
        await MustBeAPageAsync(await browser.GetAsync("/viec-cua-toi"));
        await Eventually.TrueAsync(
            async () => (await program.GetAsync("/viec-cua-toi")).StatusCode == HttpStatusCode.ServiceUnavailable,
            "the gateway knows that nobody is there"
        );
        await MustBeAPageAsync(await browser.GetAsync("/viec-cua-toi"));
        await MustBeAPageAsync(await browser.PostAsync("/dang-nhap", new FormUrlEncodedContent([])));
        using var problem = await program.GetAsync("/viec-cua-toi");

        Assert.Equal("application/problem+json", problem.Content.Headers.ContentType!.MediaType);
        Assert.Equal("gateway.service_unavailable", await ForwardingTests.CodeOfAsync(problem));
    }

    private static async Task MustBeAPageAsync(HttpResponseMessage answer)
    {
        using var page = answer;
        var text = await page.Content.ReadAsStringAsync();
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "text/html", (TimeSpan?)TimeSpan.FromSeconds(5)),
            (page.StatusCode, page.Content.Headers.ContentType!.MediaType, page.Headers.RetryAfter!.Delta)
        );
        Assert.Contains("<html lang=\"vi\">", text, StringComparison.Ordinal);
        Assert.Contains("<h1>Dịch vụ tạm ngừng</h1>", text, StringComparison.Ordinal);
        Assert.Contains(page.Headers.GetValues("X-Correlation-Id").Single(), text, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.All(["<script", "<style", "style="], part => Assert.DoesNotContain(part, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_description_of_the_API_does_not_ask_the_portal()
    {
        service.Answer = context => context.Response.WriteAsync("""{"openapi":"3.1.1","paths":{}}""");
        using var client = gateway.Client();

        var description = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!;

        Assert.Null(description["x-unavailable"]);
        Assert.Empty(portal.Arrivals);
    }

    [Fact]
    public async Task The_limit_of_an_address_holds_for_pages_too()
    {
        await using var strict = await GatewayUnderTest.StartAsync(
            service.Address,
            [.. At(portal.Address), ("Gateway:Address:Burst", "5"), ("Gateway:Address:PerSecond", "1")]
        );
        using var client = strict.Client();
        var answers = new List<HttpStatusCode>();
        for (var sent = 0; sent < 20; sent++)
        {
            using var answer = await client.GetAsync("/dang-nhap");
            answers.Add(answer.StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.Equal(answers.Count(status => status == HttpStatusCode.OK), portal.Arrivals.Count);
    }
}
