using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Host;
using Ntm.Testing;

namespace Ntm.Gateway.Tests;

/// <summary>The portal in a process of its own: people come by the gateway, and it comes by the gateway too.</summary>
public sealed class PortalProcessTests(WholePlatform platform) : IClassFixture<WholePlatform>
{
    [Fact]
    public async Task Somebody_signs_in_at_the_gateways_address_and_sees_his_work()
    {
        await using var portal = await BehindAsync();
        using var browser = PortalUnderTest.Browser(portal.Gateway.Address);

        using var stranger = await browser.GetAsync("/");
        using var signedIn = await SignInAsync(browser);
        using var inbox = await browser.GetAsync("/");

        Assert.Equal("/dang-nhap", stranger.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal((HttpStatusCode.OK, "/viec-cua-toi"), (signedIn.StatusCode, signedIn.RequestMessage!.RequestUri!.AbsolutePath));
        Assert.Equal("/viec-cua-toi", inbox.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("Việc của tôi", WebUtility.HtmlDecode(await inbox.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", inbox.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_another_page_signs_nobody_in()
    {
        await using var portal = await BehindAsync();
        using var browser = PortalUnderTest.Browser(portal.Gateway.Address);
        browser.DefaultRequestHeaders.Add("Origin", "https://ke-gian.example");
        using var refused = await SignInAsync(browser);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);

        browser.DefaultRequestHeaders.Remove("Origin");
        browser.DefaultRequestHeaders.Add("Origin", portal.Gateway.Address.GetLeftPart(UriPartial.Authority));
        using var own = await SignInAsync(browser);
        Assert.Equal("/viec-cua-toi", own.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task By_https_every_cookie_is_for_this_host_and_for_https_alone()
    {
        await using var portal = await BehindAsync();
        var secure = await portal.AddAsync("portal.key", ("Portal:Secure", "true"));
        using var browser = PortalUnderTest.Browser(secure, follows: false);

        using var signedIn = await SignInAsync(browser);
        using var chosen = await browser.GetAsync("/ngon-ngu/en");

        string[] cookies = [.. signedIn.Headers.GetValues("Set-Cookie"), .. chosen.Headers.GetValues("Set-Cookie")];
        Assert.Equal(["__Host-ntm", "__Host-ntm-may", "__Host-ntm-ngon-ngu"], cookies.Select(cookie => cookie.Split('=')[0]));
        Assert.All(
            cookies,
            cookie =>
                Assert.All(
                    (string[])["secure", "path=/", "httponly", "samesite=lax"],
                    part => Assert.Contains(part, cookie, StringComparison.Ordinal)
                )
        );
        Assert.All(cookies, cookie => Assert.DoesNotContain("domain=", cookie, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Replicas_with_one_key_share_a_session_and_another_key_signs_everybody_out()
    {
        await using var portal = await BehindAsync();
        var (second, renewed) = (await portal.AddAsync(), await portal.AddAsync("new.key"));
        using var browser = PortalUnderTest.Browser(portal.Gateway.Address, follows: false);
        using var signedIn = await SignInAsync(browser);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("ntm=", StringComparison.Ordinal)).Split(';')[0];

        Assert.Equal(HttpStatusCode.OK, (await OpenAsync(second)).StatusCode);
        using var refused = await OpenAsync(renewed);
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.StartsWith("/dang-nhap", refused.Headers.Location!.ToString(), StringComparison.Ordinal);

        async Task<HttpResponseMessage> OpenAsync(Uri replica)
        {
            using var other = PortalUnderTest.Browser(replica, follows: false);
            other.DefaultRequestHeaders.Add("Cookie", cookie);
            return await other.GetAsync("/viec-cua-toi");
        }
    }

    [Fact]
    public async Task At_an_address_that_there_is_not_a_program_gets_a_problem_and_a_browser_a_page()
    {
        await using var portal = await BehindAsync();
        using var program = portal.Gateway.Client();
        using var browser = PortalUnderTest.Browser(portal.Gateway.Address);

        using var problem = await program.GetAsync("/khong/co/dia-chi-nay");
        using var sent = await program.PostAsync("/khong/co", new StringContent("{}"));
        using var page = await browser.GetAsync("/khong/co/dia-chi-nay");

        Assert.Equal((HttpStatusCode.NotFound, "request.not_found"), (problem.StatusCode, await ForwardingTests.CodeOfAsync(problem)));
        Assert.Equal((HttpStatusCode.NotFound, "request.not_found"), (sent.StatusCode, await ForwardingTests.CodeOfAsync(sent)));
        Assert.Equal("application/problem+json", problem.Content.Headers.ContentType!.MediaType);
        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task Every_page_that_takes_files_gets_them_through_the_gateway()
    {
        await using var portal = await BehindAsync();
        using var browser = PortalUnderTest.Browser(portal.Gateway.Address);
        using var signedIn = await SignInAsync(browser);
        var pages = portal
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint =>
                endpoint.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is not null
                && endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Contains(HttpMethods.Post)
            )
            .Select(endpoint => endpoint.RoutePattern)
            .ToList();

        Assert.NotEmpty(pages);
        foreach (var page in pages)
        {
            var address = page.Parameters.Aggregate(
                page.RawText!,
                (text, parameter) =>
                    text.Replace($"{{{parameter.Name}:guid}}", $"{Guid.CreateVersion7()}", StringComparison.Ordinal)
                        .Replace($"{{{parameter.Name}}}", "1.1", StringComparison.Ordinal)
            );
            using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[25 * 1024 * 1024]), "file", "a.pdf" } };

            using var answer = await browser.PostAsync(address, form);

            // Received to its end, and then refused, because it is not the session's own.
            Assert.Equal((address, HttpStatusCode.BadRequest), (address, answer.StatusCode));
            Assert.Contains(
                "Biểu mẫu không còn dùng được",
                WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task The_API_counts_the_browsers_address_as_the_last_known_proxy_says_it()
    {
        await using var api = await StubService.StartAsync();
        api.Answer = context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        };
        await using var portal = await PortalUnderTest.StartAsync(api.Address);
        var deaf = await portal.AddAsync("portal.key", ("Portal:KnownProxies:0", "192.0.2.1"));

        // The browser stands at the ingress here, which every address of this machine is.
        Assert.Equal("203.0.113.5", await CountedAsync(portal.Gateway.Address, "203.0.113.5"));
        Assert.Equal("203.0.113.6", await CountedAsync(portal.Gateway.Address, "203.0.113.7, 203.0.113.6"));
        Assert.Equal("127.0.0.1", await CountedAsync(deaf, "203.0.113.5"));

        async Task<string> CountedAsync(Uri address, string said)
        {
            using var browser = PortalUnderTest.Browser(address);
            browser.DefaultRequestHeaders.Add("X-Forwarded-For", said);
            using var page = await browser.GetAsync("/dang-nhap");
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            return api.Arrivals[^1].Headers["X-Forwarded-For"];
        }
    }

    [Fact]
    public async Task It_is_ready_with_its_key_though_the_API_is_away()
    {
        await using var portal = await BehindAsync();
        var replica = await portal.AddAsync("portal.key", ("Portal:Api", "http://127.0.0.1:1"));
        using var client = PatientClient.Of(replica);

        Assert.Equal("Healthy", await client.GetStringAsync("/health/live"));
        Assert.Equal("Healthy", await client.GetStringAsync("/health/ready"));
    }

    [Fact]
    public async Task The_process_ends_with_2_and_says_what_is_missing()
    {
        var (code, faults) = await RunAsync();
        Assert.Equal(2, code);
        Assert.All(["Portal:Api", "Portal:KeyPath"], named => Assert.Contains(named, faults, StringComparison.Ordinal));

        (code, faults) = await RunAsync("--Portal:Api=http://127.0.0.1:1", "--Portal:KeyPath=/khong/co/portal.key");
        Assert.Equal(2, code);
        Assert.Contains("/khong/co/portal.key: không đọc được khóa của cổng", faults, StringComparison.Ordinal);

        (code, faults) = await RunAsync("--Portal:Api=gateway", "--Portal:KeyPath=x", "--Portal:KnownProxies:0=gateway");
        Assert.Equal(2, code);
        Assert.All(
            ["Portal:Api 'gateway'", "Portal:KnownProxies 'gateway'"],
            named => Assert.Contains(named, faults, StringComparison.Ordinal)
        );
    }

    private Task<PortalUnderTest> BehindAsync() =>
        PortalUnderTest.StartAsync(
            platform.Inside,
            ("Authentication:Issuer", "http://127.0.0.1:0"),
            ("Authentication:MetadataAddress", new Uri(platform.Inside, "/identity/.well-known/openid-configuration").ToString())
        );

    private static Task<HttpResponseMessage> SignInAsync(HttpClient browser) =>
        browser.PostAsync(
            "/dang-nhap",
            new FormUrlEncodedContent(
                new Dictionary<string, string> { ["userName"] = "canbo.xahuongson", ["password"] = PlatformHost.SamplePassword }
            )
        );

    private static async Task<(int Code, string Faults)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Ntm.Portal.Service.dll"), "--urls=http://127.0.0.1:0", .. arguments]
        )
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var (output, faults) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(new CancellationTokenSource(Eventually.Limit).Token);
        await output;
        return (process.ExitCode, await faults);
    }
}
