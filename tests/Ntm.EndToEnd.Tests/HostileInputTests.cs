using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Commands;
using Ntm.Files;
using Ntm.Testing;
using Ntm.Web;
using Ask = System.Func<string, System.Net.Http.HttpRequestMessage>;

namespace Ntm.EndToEnd.Tests;

/// <summary>No input ends in 500: each endpoint meets what no client should send, from an administrator, an officer and a
/// program.</summary>
[Collection(nameof(OneHost))]
public sealed class HostileInputTests(HostFixture host)
{
    private const int AtOnce = 8;

    private static readonly string[] ContentTypes =
    [
        "application/json; charset=khong-co",
        "application/json; charset=utf-7",
        "application/json; charset=utf-16",
        "application/json; charset=\"",
        "application/json;;;",
        "text/plain",
        "text/plain; charset=utf-8",
        "application/xml",
        "application/x-www-form-urlencoded",
        "khong-phai-kieu",
        ";",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=b",
        "multipart/form-data; boundary=b; charset=utf-7",
        "multipart/mixed; boundary=b",
    ];

    private static readonly string[] Bodies =
    [
        "{}",
        "null",
        "\0",
        "{\"a\":\"\\ud800\"}",
        "--b\r\n\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename*=utf-7''+AAA-.pdf\r\n\r\n%PDF-1.7\r\n--b--\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"=?utf-7?B?AAAA?=\"\r\nContent-Type: a/b; "
            + "charset=x\r\n\r\n%PDF-1.7\r\n--b--\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename*=khong-co''%ff%00\r\n\r\n%PDF-1.7\r\n--b--\r\n",
    ];

    /// <summary>Cursors among them: base 64 of a NUL, of broken UTF-8, of a tick count and a key, of a list of lines.</summary>
    private static readonly string[] Values =
    [
        "%00",
        "a%00b",
        "%ff",
        "%ED%A0%80",
        "%1b",
        "%0a",
        "-1",
        "0",
        "99999999999999999999",
        "9223372036854775807",
        "-9223372036854775808",
        "2147483647",
        "1e400",
        "NaN",
        "0001-01-01",
        "9999-12-31",
        "2026-02-30",
        "0001-01-01T00:00:00%2B14:00",
        "'",
        "%25",
        "%7B%7D",
        "true",
        "null",
        "%F0%9F%98%80",
        "AA",
        "AGFiYw",
        "__8",
        "LTF8",
        "OTk5OTk5OTk5OTk5OTk5OTk5OXxh",
        "MHww",
        "***",
        "MDE5NWMwZGUtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDBkZWFk",
        "0195c0de-0000-7000-8000-00000000dead",
        new('x', 3000),
    ];

    private static readonly string[] Ids =
    [
        "%00",
        "%2500",
        "%ff",
        "..%2f..",
        "%20",
        "'",
        "%F0%9F%98%80",
        "%0a",
        "%C2%80",
        "ạ".Normalize(NormalizationForm.FormD),
        new('9', 2000),
    ];

    [Fact]
    public async Task No_content_type_and_no_charset_ends_in_500()
    {
        await AssertHandledAsync(
            from endpoint in Endpoints.Of(host).Where(endpoint => endpoint.Method != "GET")
            from content in ContentTypes
                .Select(type => (Type: type, Body: Bodies[0]))
                .Concat(Bodies.Select(body => (Type: "application/json", Body: body)))
                .Concat(Bodies.Select(body => (Type: "multipart/form-data; boundary=b", Body: body)))
            select (Ask)(dossier => WithBody(endpoint.Method, Endpoints.Fill(endpoint.Pattern, dossier), content.Body, content.Type))
        );
    }

    [Fact]
    public async Task No_value_in_an_address_ends_in_500()
    {
        var description = await DescriptionAsync();
        var queries =
            from endpoint in Endpoints.Of(host)
            from query in Queries(description, endpoint.Method, endpoint.Pattern)
                .SelectMany(name => Values.Select(value => $"{name}={value}"))
                .Append("khong-co=%00")
                .Append("a%00b=1")
            let required = Required(description, endpoint.Method, endpoint.Pattern, query.Split('=')[0])
            select (Ask)(
                dossier => new HttpRequestMessage(
                    new HttpMethod(endpoint.Method),
                    $"{Endpoints.Fill(endpoint.Pattern, dossier)}?{required}{query}"
                )
            );
        var paths = Endpoints
            .Of(host)
            .Where(endpoint => endpoint.Pattern.Contains('{'))
            .SelectMany(endpoint =>
                Ids.Select(id =>
                    (Ask)(dossier => new HttpRequestMessage(new HttpMethod(endpoint.Method), Endpoints.Fill(endpoint.Pattern, dossier, id)))
                )
            );

        await AssertHandledAsync(queries.Concat(paths));
    }

    [Fact]
    public async Task No_body_of_the_right_form_ends_in_500()
    {
        var description = await DescriptionAsync();
        var bodies = new HostileBodies(description);
        await AssertHandledAsync(
            from endpoint in Endpoints.Of(host).Where(endpoint => endpoint.Method != "GET" && !LocksCallersOut(endpoint.Pattern))
            from body in bodies.For(endpoint.Method, Endpoints.PathOf(endpoint.Pattern))
            let path = endpoint.Pattern
            select (Ask)(dossier => WithBody(endpoint.Method, Endpoints.Fill(path, dossier, "18736"), body, "application/json"))
        );
    }

    [Fact]
    public async Task A_program_where_an_account_is_meant_is_refused()
    {
        var (callers, _) = await CallersAsync();

        using var answer = await callers[^1]
            .PostAsJsonAsync("/identity/me/password", new { currentPassword = "Mật khẩu cũ 1", newPassword = "Mật khẩu mới 2" });

        Assert.InRange((int)answer.StatusCode, 400, 499);
        Assert.NotNull(await Endpoints.CodeOfAsync(answer));
    }

    [Fact]
    public async Task No_byte_of_an_upload_is_received_from_a_caller_without_the_right()
    {
        var uploads = host
            .App.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint =>
                endpoint.Metadata.OfType<MethodInfo>().Any(method => method.GetParameters().Any(one => one.ParameterType == typeof(Upload)))
            )
            .ToList();
        using var reporter = await host.SignedInAsync("thon.thinhbang");

        Assert.Equal(4, uploads.Count);
        Assert.All(uploads, upload => Assert.NotNull(upload.Metadata.GetMetadata<BodyAdmission>()));
        foreach (var upload in uploads)
        {
            var path = Endpoints.Fill("/" + upload.RoutePattern.RawText!.TrimStart('/'));

            Assert.Equal("HTTP/1.1 404 Not Found", await AnsweredAfterHeadersAsync(path, reporter.DefaultRequestHeaders.Authorization!));
        }
    }

    [Fact]
    public async Task Each_command_says_how_it_may_be_sent_again()
    {
        var description = await DescriptionAsync();
        var silent = Endpoints
            .Of(host)
            .Where(endpoint => endpoint.Method != "GET")
            .Where(endpoint =>
            {
                var operation = Operation(description, endpoint.Method, endpoint.Pattern);
                return !Named(operation, "header").Contains("Idempotency-Key")
                    && !operation.ToString().Contains("`Idempotency-Key` has no effect here: ", StringComparison.Ordinal);
            });

        Assert.Empty(silent);
    }

    /// <summary>Sends all of them as three callers; each must be answered, and a refusal must have a code.</summary>
    private async Task AssertHandledAsync(IEnumerable<Ask> requests)
    {
        var (callers, dossier) = await CallersAsync();
        var wrong = new ConcurrentQueue<string>();
        var all = requests.ToList();
        Assert.True(all.Count > Endpoints.Of(host).Count(), "Each endpoint is asked for something.");
        await Parallel.ForEachAsync(
            callers.SelectMany(caller => all.Select(request => (caller, request))),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (pair, cancellation) =>
            {
                using var request = pair.request(dossier);
                request.Headers.TryAddWithoutValidation("If-Match", "\"0\"");
                using var answer = await pair.caller.SendAsync(request, cancellation);
                if (!await IsHandledAsync(answer))
                {
                    wrong.Enqueue(
                        $"{request.Method} {request.RequestUri} {request.Content?.Headers.ContentType}: {(int)answer.StatusCode}"
                    );
                }
            }
        );

        Assert.Empty(wrong.Distinct().Order(StringComparer.Ordinal).Take(40));
    }

    /// <summary>An answer below 500, and a refusal with its code; one that the server gives before it reads the address has no
    /// body.</summary>
    private static async Task<bool> IsHandledAsync(HttpResponseMessage answer) =>
        (int)answer.StatusCode < 500
        && (
            answer.StatusCode != HttpStatusCode.BadRequest
            || answer.Content.Headers.ContentLength == 0
            || await Endpoints.CodeOfAsync(answer) is not null
        );

    /// <summary>An administrator, the officer of a dossier, and a program; and the dossier.</summary>
    private async Task<(IReadOnlyList<HttpClient> Callers, string Dossier)> CallersAsync()
    {
        var administrator = await host.SignedInAsync("quantri.tinh");
        var officer = await host.SignedInAsync("canbo.xahuongson");
        await Eventually.TrueAsync(
            async () =>
                (
                    await officer.PostAsJsonAsync(
                        "/dossiers/",
                        new
                        {
                            unitCode = "18133",
                            title = "xa-ntm",
                            year = HostFixture.Year,
                        }
                    )
                ).StatusCode
                    is HttpStatusCode.Created
                        or HttpStatusCode.Conflict,
            "the officer's dossier is open"
        );
        var listed = await officer.GetFromJsonAsync<JsonElement>("/dossiers/?unit=18133");
        string[] scopes = ["dossiers:read", "assessment:read", "planning:read", "units:read", "events:read"];
        using var registered = await administrator.PostAsJsonAsync(
            "/identity/clients",
            new
            {
                name = "Trục liên thông",
                unitCode = "42",
                scopes,
            }
        );
        var secret = await registered.Content.ReadFromJsonAsync<JsonElement>();
        var program = host.Client();
        using var signedIn = await program.PostAsJsonAsync(
            "/identity/tokens",
            new
            {
                clientId = secret.GetProperty("client").GetProperty("clientId").GetString(),
                clientSecret = secret.GetProperty("clientSecret").GetString(),
            }
        );
        var token = (await signedIn.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return ([administrator, officer, program], listed.GetProperty("items")[0].GetProperty("id").GetString()!);
    }

    /// <summary>The status line that comes back although not one byte of the promised body is sent.</summary>
    private async Task<string?> AnsweredAfterHeadersAsync(string path, AuthenticationHeaderValue authorization)
    {
        using var limit = new CancellationTokenSource(Eventually.Limit);
        using var connection = new TcpClient();
        await connection.ConnectAsync(host.Address.Host, host.Address.Port, limit.Token);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST {path} HTTP/1.1\r\nHost: {host.Address.Authority}\r\nAuthorization: {authorization}\r\nIdempotency-Key: "
                    + "half-sent\r\n"
                    + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 20000000\r\n\r\n"
            ),
            limit.Token
        );
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync(limit.Token);
    }

    /// <summary>After wrong passwords, or under another clock, the callers of the next test could not sign in.</summary>
    private static bool LocksCallersOut(string pattern) =>
        pattern.EndsWith("/me/password", StringComparison.Ordinal)
        || pattern.Contains("/me/second-factor", StringComparison.Ordinal)
        || pattern.EndsWith("/sample-clock", StringComparison.Ordinal);

    private async Task<JsonElement> DescriptionAsync()
    {
        using var stranger = host.Client();
        return await stranger.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
    }

    private static JsonElement Operation(JsonElement description, string method, string pattern)
    {
        var path = description
            .GetProperty("paths")
            .EnumerateObject()
            .FirstOrDefault(path => path.Name.TrimEnd('/') == Endpoints.PathOf(pattern).TrimEnd('/'));
        return path.Value.ValueKind == JsonValueKind.Object && path.Value.TryGetProperty(method.ToLowerInvariant(), out var operation)
            ? operation
            : default;
    }

    private static IReadOnlyList<string> Queries(JsonElement description, string method, string pattern) =>
        Named(Operation(description, method, pattern), "query");

    private static IReadOnlyList<string> Named(JsonElement operation, string place) =>
        operation.ValueKind == JsonValueKind.Object && operation.TryGetProperty("parameters", out var parameters)
            ?
            [
                .. parameters
                    .EnumerateArray()
                    .Where(one => one.GetProperty("in").GetString() == place)
                    .Select(one => one.GetProperty("name").GetString()!),
            ]
            : [];

    /// <summary>What else an address must have before the value in question is looked at.</summary>
    private static string Required(JsonElement description, string method, string pattern, string except) =>
        Operation(description, method, pattern) is { ValueKind: JsonValueKind.Object } operation
        && operation.TryGetProperty("parameters", out var parameters)
            ? string.Concat(
                parameters
                    .EnumerateArray()
                    .Where(one =>
                        one.GetProperty("in").GetString() == "query"
                        && one.TryGetProperty("required", out var needed)
                        && needed.GetBoolean()
                    )
                    .Select(one => one.GetProperty("name").GetString()!)
                    .Where(name => name != except)
                    .Select(name => name + "=42&")
            )
            : "";

    private static HttpRequestMessage WithBody(string method, string path, string body, string type)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        return request;
    }
}
