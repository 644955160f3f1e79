using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Host;
using Ntm.Testing;

namespace Ntm.Portal.Tests;

/// <summary>No page ends in 500, whatever is in its address, its query or its form.</summary>
[Collection(nameof(OnePortal))]
public sealed partial class HostilePagesTests(PortalFixture portal)
{
    private static readonly string[] Parts = ["x", "%00", "%F0%9F%98%80", "..", "%2e%2e%2f", "'%22%3E", "\u202e", new('a', 3000)];

    private static readonly string[] Queries =
    [
        "?q=%00&sau=%ff&loc=%f0&nam=99999999999&ngay=2026-99-99&o=%2F..%2F&xong=%3Cscript%3E&so=-1",
        "?sau=AAAA&don-vi=%22&ma=%27&q=" + "a%CC%81",
        "?toi=%0d%0aSet-Cookie:x=1",
        "?danh-hieu=x&tinh-trang=Khong&sau=!!!!",
        "?q=%E2%80%AE&sau=x%E2%80%8B&ma=%ED%A0%80",
    ];

    private static readonly string[] Types =
    [
        "text/plain",
        "application/x-www-form-urlencoded; charset=utf-7",
        "application/x-www-form-urlencoded; charset=khong-co",
        "multipart/form-data",
        "multipart/form-data; boundary=b; charset=utf-16",
        "khong-phai-kieu",
    ];

    [Fact]
    public async Task No_address_no_query_and_no_form_ends_in_500()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = portal.Address,
            Timeout = Eventually.Limit,
        };
        using var signedIn = await client.PostAsync(
            "/dang-nhap",
            Form(("userName", "canbo.xayenhoa"), ("password", PlatformHost.SamplePassword))
        );
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        var page = await client.GetStringAsync("/ho-so/mo");
        var token = FormToken().Match(page).Groups[1].Value;
        var id = await portal.DossierAsync("18682", "canbo.xayenhoa", "xa-ntm-hien-dai");
        var wrong = new ConcurrentQueue<string>();
        var asked = 0;
        await Parallel.ForEachAsync(
            Requests(id, token),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (make, cancellation) =>
            {
                using var request = make();
                using var answer = await client.SendAsync(request, cancellation);
                Interlocked.Increment(ref asked);
                if ((int)answer.StatusCode >= 500)
                {
                    wrong.Enqueue($"{request.Method} {request.RequestUri}: {(int)answer.StatusCode}");
                }
            }
        );

        Assert.Empty(wrong);
        Assert.True(asked > 200, $"{asked} requests");
    }

    private IEnumerable<Func<HttpRequestMessage>> Requests(Guid id, string token)
    {
        foreach (var endpoint in Pages().Where(endpoint => endpoint.Pattern is not ("/dang-xuat" or "/viec-cua-toi/dem")))
        {
            foreach (var type in Types.Where(_ => endpoint.Method != "GET"))
            {
                yield return () => PostAs(type, Addresses(endpoint.Pattern, id).First(), $"_form={Uri.EscapeDataString(token)}");
            }

            foreach (var address in Addresses(endpoint.Pattern, id))
            {
                if (endpoint.Method == "GET")
                {
                    yield return () => new HttpRequestMessage(HttpMethod.Get, address);
                    foreach (var query in Queries)
                    {
                        yield return () => new HttpRequestMessage(HttpMethod.Get, address + query);
                    }
                }
                else
                {
                    yield return () => Post(address, Form(("_form", token)));
                    yield return () =>
                        Post(address, Form(("_form", token), ("_version", "x"), ("_key", "\u0000"), ("reason", "\ud83d"), ("year", "1e9")));
                    yield return () => Post(address, new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));
                    yield return () => Post(address, new MultipartFormDataContent { { new StringContent(token), "_form" } });
                    yield return () => Post(address, null);
                }
            }
        }
    }

    private IEnumerable<(string Method, string Pattern)> Pages() =>
        portal
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PortalPage>() is not null)
            .Select(endpoint =>
                (
                    endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.IHttpMethodMetadata>()!.HttpMethods[0],
                    "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
                )
            );

    /// <summary>The dossier where a pattern asks for an id, and something odd for each other part.</summary>
    private static IEnumerable<string> Addresses(string pattern, Guid id)
    {
        var known = GuidPart().Replace(pattern, $"{id}");
        return known.Contains('{', StringComparison.Ordinal) ? Parts.Select(part => AnyPart().Replace(known, part)) : [known];
    }

    private static HttpRequestMessage Post(string address, HttpContent? content) => new(HttpMethod.Post, address) { Content = content };

    private static HttpRequestMessage PostAs(string type, string address, string body)
    {
        var request = Post(address, new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body)));
        request.Content!.Headers.TryAddWithoutValidation("Content-Type", type);
        return request;
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.ToDictionary(field => field.Name, field => field.Value));

    [GeneratedRegex("name=\"_form\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

    [GeneratedRegex(@"\{[a-z]+:guid\}")]
    private static partial Regex GuidPart();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex AnyPart();
}
