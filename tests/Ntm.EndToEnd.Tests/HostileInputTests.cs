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
using Ntm.Files;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.EndToEnd.Tests;

/// <summary>No input ends in 500: each endpoint meets what no client should send, from an administrator, an officer and a
/// program.</summary>
[Collection(nameof(OneHost))]
public sealed class HostileInputTests(HostFixture host)
{
    private const int AtOnce = 8;

    /// <summary>Requests of a kind, at least: more would say how many endpoints there are.</summary>
    private const int Fewest = 5;

    /// <summary>Kinds that must not get lost.</summary>
    private static readonly string[] Kinds =
    [
        "content type",
        "form",
        "duplicate key",
        "wrong case",
        "deep",
        "wide",
        "NUL",
        "bidi",
        "zero width",
        "lone surrogate",
        "broken UTF-8",
        "huge number",
        "odd values",
        "text in a query",
        "page",
        "value in a query",
        "part of an address",
    ];

    /// <summary>In one run: each endpoint meets content types and charsets, duplicate keys, wrong case, deep and wide JSON, NUL, bidi and
    /// zero-width characters, half surrogates, huge numbers, damaged cursors and limits, and foreign subjects.</summary>
    [Fact]
    public async Task No_input_ends_in_500_and_what_nobody_may_take_is_refused()
    {
        var api = await ApiDescription.ReadAsync(host);
        var endpoints = Endpoints.Of(host).ToList();
        var (callers, dossier, subjects) = await CallersAsync();
        var requests = new HostileRequests(api, endpoints, dossier, subjects).All().ToList();
        Assert.Empty(
            endpoints
                .Where(endpoint => api.Body(endpoint.Method, endpoint.Pattern) is not null)
                .Where(endpoint => api.Example(endpoint.Method, endpoint.Pattern) is null)
        );
        Assert.All(Kinds, kind => Assert.True(requests.Count(request => request.Kind == kind) >= Fewest, kind));

        var wrong = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(
            requests,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (hostile, cancellation) =>
            {
                using var request = new HttpRequestMessage(new HttpMethod(hostile.Method), hostile.Address);
                request.Headers.TryAddWithoutValidation("If-Match", "\"0\"");
                if (hostile.Body is not null)
                {
                    request.Content = new ByteArrayContent(hostile.Body);
                    request.Content.Headers.TryAddWithoutValidation("Content-Type", hostile.Type);
                }

                using var answer = await callers[hostile.By].SendAsync(request, cancellation);
                if (await FaultAsync(hostile, answer) is { } fault)
                {
                    wrong.Enqueue($"{hostile.Kind}, {hostile.By}: {hostile.Method} {hostile.Address} {hostile.Type}: {fault}");
                }
            }
        );

        Assert.Empty(wrong.Distinct().Order(StringComparer.Ordinal).Take(40));
    }

    [Fact]
    public async Task A_program_where_an_account_is_meant_is_refused()
    {
        var (callers, _, _) = await CallersAsync();

        using var answer = await callers[Sender.Program]
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

        Assert.Equal(6, uploads.Count);
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
        var api = await ApiDescription.ReadAsync(host);
        var silent = Endpoints
            .Of(host)
            .Where(endpoint => endpoint.Method != "GET")
            .Where(endpoint =>
                !api.Headers(endpoint.Method, endpoint.Pattern).Contains("Idempotency-Key")
                && !api.Operation(endpoint.Method, endpoint.Pattern)
                    .ToString()
                    .Contains("`Idempotency-Key` has no effect here: ", StringComparison.Ordinal)
            );

        Assert.Empty(silent);
    }

    /// <summary>What is wrong with an answer; null when nothing is. A refusal that the server gives before it reads the address has no
    /// body.</summary>
    private static async Task<string?> FaultAsync(HostileRequest hostile, HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        if (status is < 400 or >= 500)
        {
            return status >= 500 || hostile.IsRefused ? $"{status}" : null;
        }

        var coded =
            answer.Content.Headers.ContentLength == 0
            || hostile.Address.StartsWith("/openapi/", StringComparison.Ordinal)
            || await Endpoints.CodeOfAsync(answer) is not null;
        return coded ? null : $"{status} without a code";
    }

    /// <summary>An administrator, the officer of a dossier, and a program; the dossier; and subjects that are no officer's.</summary>
    private async Task<(IReadOnlyDictionary<Sender, HttpClient> Callers, string Dossier, string[] Subjects)> CallersAsync()
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
        var clientId = secret.GetProperty("client").GetProperty("clientId").GetString()!;
        var program = host.Client();
        using var signedIn = await program.PostAsJsonAsync(
            "/identity/tokens",
            new { clientId, clientSecret = secret.GetProperty("clientSecret").GetString() }
        );
        var token = (await signedIn.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (
            new Dictionary<Sender, HttpClient>
            {
                [Sender.Administrator] = administrator,
                [Sender.Officer] = officer,
                [Sender.Program] = program,
            },
            listed.GetProperty("items")[0].GetProperty("id").GetString()!,
            [clientId, $"{SampleMode.AccountOf("lanhdao.tinh")}", $"{Guid.Empty}"]
        );
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
}
