using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Ntm.EndToEnd.Tests;

/// <summary>What must hold for each endpoint that is mapped, also for one that is added tomorrow.</summary>
[Collection(nameof(OneHost))]
public sealed class EveryEndpointTests(HostFixture host)
{
    /// <summary>What may be called without signing in; anything else that answers a stranger is a hole.</summary>
    private static readonly string[] Open =
    [
        "GET /health/live",
        "GET /health/ready",
        "GET /openapi/{documentName}.json",
        "POST /identity/tokens",
        "DELETE /identity/tokens",
        "POST /identity/tokens/revocation",
        "POST /identity/sign-out",
        "GET /identity/external",
        "POST /identity/external/start",
        "POST /identity/external/finish",
        "POST /identity/external/second-factor",
        "GET /identity/sample-accounts",
        "GET /dossiers/recognised",
        "GET /dossiers/public-notices",
        "GET /dossiers/public-notices/{id:guid}",
        "POST /dossiers/public-notices/{id:guid}/comments",
        "GET /identity/.well-known/jwks.json",
        "GET /identity/.well-known/openid-configuration",
        "GET /notifications/asyncapi.json",
        "GET /notifications/schemas/{type}/v{version:int}",
    ];

    [Fact]
    public async Task Nobody_gets_in_without_signing_in()
    {
        using var stranger = host.Client();
        var holes = new List<string>();
        foreach (var (method, pattern) in Endpoints.Of(host).Where(endpoint => !Open.Contains($"{endpoint.Method} {endpoint.Pattern}")))
        {
            using var answer = await stranger.SendAsync(new HttpRequestMessage(new HttpMethod(method), Endpoints.Fill(pattern)));
            if (answer.StatusCode != HttpStatusCode.Unauthorized)
            {
                holes.Add($"{method} {pattern}: {(int)answer.StatusCode}");
            }
        }

        Assert.Empty(holes);
    }

    [Theory]
    [InlineData("{\"khong-co-truong-nay\": 1}")]
    [InlineData("{\"a\": [")]
    [InlineData("[1,2,3]")]
    [InlineData("\"\\u0000\"")]
    [InlineData("")]
    public async Task A_body_that_makes_no_sense_is_refused_with_a_code_and_never_breaks_anything(string body)
    {
        using var administrator = await host.SignedInAsync("quantri.tinh");
        var wrong = new List<string>();
        foreach (var (method, pattern) in Endpoints.Of(host).Where(endpoint => endpoint.Method is "POST" or "PUT" or "PATCH"))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), Endpoints.Fill(pattern))
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            };
            using var answer = await administrator.SendAsync(request);
            if ((int)answer.StatusCode is < 400 or >= 500 && !NeedsNoBody(pattern))
            {
                wrong.Add($"{method} {pattern}: {(int)answer.StatusCode}");
            }
            else if ((int)answer.StatusCode >= 400 && await Endpoints.CodeOfAsync(answer) is null)
            {
                wrong.Add($"{method} {pattern}: {(int)answer.StatusCode} without a code");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_missing_resource_is_404_and_never_500()
    {
        using var administrator = await host.SignedInAsync("quantri.tinh");
        foreach (var (method, pattern) in Endpoints.Of(host).Where(endpoint => endpoint.Method == "GET" && endpoint.Pattern.Contains('{')))
        {
            using var answer = await administrator.SendAsync(new HttpRequestMessage(new HttpMethod(method), Endpoints.Fill(pattern)));

            Assert.True((int)answer.StatusCode < 500, $"{method} {pattern}: {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task A_village_reporter_can_change_nothing_of_a_dossier_or_a_survey()
    {
        using var reporter = await host.SignedInAsync("thon.thinhbang");
        var allowed = new List<string>();
        foreach (
            var (method, pattern) in Endpoints
                .Of(host)
                .Where(endpoint =>
                    endpoint.Method != "GET"
                    && (
                        endpoint.Pattern.StartsWith("/dossiers", StringComparison.Ordinal)
                        || endpoint.Pattern.StartsWith("/assessment", StringComparison.Ordinal)
                    )
                )
        )
        {
            using var answer = await reporter.SendAsync(
                new HttpRequestMessage(new HttpMethod(method), Endpoints.Fill(pattern)) { Content = JsonContent.Create(new { }) }
            );
            if (answer.IsSuccessStatusCode)
            {
                allowed.Add($"{method} {pattern}");
            }
        }

        Assert.Empty(allowed);
    }

    [Fact]
    public async Task Every_answer_is_of_its_type_only_and_no_cache_keeps_it_unless_it_is_for_all()
    {
        using var administrator = await host.SignedInAsync("quantri.tinh");
        var wrong = new List<string>();
        foreach (var (method, pattern) in Endpoints.Of(host).Where(endpoint => endpoint.Method == "GET"))
        {
            using var answer = await administrator.GetAsync(Endpoints.Fill(pattern));
            var sniffed = !answer.Headers.TryGetValues("X-Content-Type-Options", out var values) || values.Single() != "nosniff";
            if (sniffed || answer.Headers.CacheControl is not ({ NoStore: true } or { Public: true }))
            {
                wrong.Add($"{method} {pattern}: {answer.Headers.CacheControl}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_body_that_names_a_member_twice_is_refused()
    {
        using var stranger = host.Client();
        using var twice = new StringContent("""{"userName":"a","userName":"b","password":"c"}""", Encoding.UTF8, "application/json");

        using var answer = await stranger.PostAsync("/identity/tokens", twice);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("request.invalid_json", await Endpoints.CodeOfAsync(answer));
    }

    [Fact]
    public async Task An_address_that_is_not_mapped_is_answered_in_words()
    {
        using var administrator = await host.SignedInAsync("quantri.tinh");

        using var answer = await administrator.GetAsync("/khong/co/dia-chi-nay");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("request.not_found", await Endpoints.CodeOfAsync(answer));
    }

    [Fact]
    public async Task A_body_larger_than_a_mebibyte_is_refused()
    {
        using var administrator = await host.SignedInAsync("quantri.tinh");

        // The client waits for the word to go on: else it is still writing when the server, having answered, hangs up.
        administrator.DefaultRequestHeaders.ExpectContinue = true;

        using var answer = await administrator.PostAsync(
            "/dossiers/",
            new StringContent($"{{\"unitCode\":\"{new string('x', 1_100_000)}\"}}", Encoding.UTF8, "application/json")
        );

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Every_fault_is_listed_and_its_field_named_as_json_names_it()
    {
        using var administrator = await host.SignedInAsync("quantri.tinh");

        using var answer = await administrator.PostAsJsonAsync(
            "/dossiers/",
            new
            {
                unitCode = "",
                title = new string('x', 41),
                year = 99999,
            }
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("request.invalid", problem.GetProperty("code").GetString());
        Assert.Equal(
            ["title", "unitCode", "year"],
            problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()).Order()
        );
        Assert.All(problem.GetProperty("errors").EnumerateArray(), error => Assert.NotEmpty(error.GetProperty("message").GetString()!));
    }

    /// <summary>An OAuth client sends a form: it learns what to send instead, not that it must sign in first.</summary>
    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    public async Task A_sign_in_of_another_content_type_names_the_type(string type)
    {
        using var stranger = host.Client();
        using var content = new StringContent("userName=a&password=b", Encoding.UTF8, type);

        using var answer = await stranger.PostAsync("/identity/tokens", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("request.unsupported_type", await Endpoints.CodeOfAsync(answer));
    }

    [Fact]
    public async Task Absent_fields_are_named()
    {
        using var officer = await host.SignedInAsync("canbo.xahuongson");

        using var answer = await officer.PostAsJsonAsync("/dossiers/", new { title = "xa-ntm" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("Nội dung JSON thiếu trường: unitCode, year.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Json_nested_too_deep_is_refused()
    {
        using var administrator = await host.SignedInAsync("quantri.tinh");
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40);

        using var answer = await administrator.PostAsync("/dossiers/", new StringContent(deep, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    /// <summary>One reader takes the first of two values of a name, another the last; and a text that reads as another one deceives.
    /// </summary>
    [Theory]
    [InlineData("""{"unitCode":"18133","title":"xa-ntm","year":2026,"unitCode":"18134"}""", "request.invalid_json", null)]
    [InlineData("""{"unitcode":"18133","title":"xa-ntm","year":2026}""", "request.invalid_json", null)]
    [InlineData("""{"unitCode":"18133","title":"xa\u202entm","year":2026}""", "request.invalid_text", "title")]
    [InlineData("""{"unitCode":"181\u200b33","title":"xa-ntm","year":2026}""", "request.invalid_text", "unitCode")]
    [InlineData("""{"unitCode":"18133\u0000","title":"xa-ntm","year":2026}""", "request.invalid_text", "unitCode")]
    public async Task What_two_readers_would_read_differently_is_refused(string body, string code, string? field)
    {
        using var officer = await host.SignedInAsync("canbo.xahuongson");

        using var answer = await officer.PostAsync("/dossiers/", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(field ?? "", field is null ? "" : problem.GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("/identity/me", HttpStatusCode.OK)]
    [InlineData("/dossiers/", HttpStatusCode.OK)]
    [InlineData("/dossiers/?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/dossiers/0195c0de-0000-7000-8000-00000000dead", HttpStatusCode.NotFound)]
    [InlineData("/khong/co", HttpStatusCode.NotFound)]
    public async Task No_answer_is_kept_sniffed_framed_or_given_to_another_site(string address, HttpStatusCode status)
    {
        using var officer = await host.SignedInAsync("canbo.xahuongson");
        officer.DefaultRequestHeaders.Add("Origin", "https://ke-xau.example");

        using var answer = await officer.GetAsync(address);

        Assert.Equal(status, answer.StatusCode);
        Assert.EndsWith("json", answer.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    /// <summary>It would answer with the token that it was asked with.</summary>
    [Theory]
    [InlineData("/identity/me")]
    [InlineData("/dossiers/")]
    [InlineData("/planning/plans")]
    public async Task No_address_takes_trace(string address)
    {
        using var officer = await host.SignedInAsync("canbo.xahuongson");

        using var answer = await officer.SendAsync(new HttpRequestMessage(HttpMethod.Trace, address));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal("request.method_not_allowed", await Endpoints.CodeOfAsync(answer));
    }

    [Fact]
    public async Task The_api_is_described_at_one_place_with_every_endpoint()
    {
        using var stranger = host.Client();
        var description = await stranger.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var described = description.GetProperty("paths").EnumerateObject().Select(path => path.Name.TrimEnd('/')).ToHashSet();

        Assert.StartsWith("3.1", description.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Empty(
            Endpoints
                .Of(host)
                .Select(endpoint => Endpoints.PathOf(endpoint.Pattern).TrimEnd('/'))
                .Where(path =>
                    !path.StartsWith("/health", StringComparison.Ordinal)
                    && !path.StartsWith("/openapi", StringComparison.Ordinal)
                    && !described.Contains(path)
                )
        );
    }

    /// <summary>Commands that are whole without a body; what they answer here depends on the state alone.</summary>
    private static bool NeedsNoBody(string pattern) =>
        pattern.EndsWith("/read", StringComparison.Ordinal)
        || pattern.EndsWith("/signing-keys", StringComparison.Ordinal)
        || pattern.EndsWith("/rotation", StringComparison.Ordinal)
        || pattern.EndsWith("/end-others", StringComparison.Ordinal)
        || pattern.EndsWith("/sign-out", StringComparison.Ordinal)
        || pattern.EndsWith("/revocation", StringComparison.Ordinal)
        || pattern.EndsWith("/reconciliation", StringComparison.Ordinal);
}
