using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Ntm.Portal.Api;

/// <summary>An upload of which every piece is there, in place of a body.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Hash">SHA-256 of the whole file, hex.</param>
public sealed record FinishedPieces(string Id, string Hash);

/// <summary>The platform's API, as everybody else calls it: by the gateway.</summary>
public sealed class PlatformApi(HttpClient http, IOptions<PortalOptions> options, IServer server)
{
    private const int LongestAgent = 400;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Reads.</summary>
    /// <param name="address">Path and query.</param>
    /// <param name="token">Access token; null for what is open to anyone.</param>
    /// <param name="caller">The browser's request; it is given up when that one is.</param>
    public Task<ApiResult<T>> GetAsync<T>(string address, string? token, HttpContext caller)
        where T : class => SendAsync<T>(HttpMethod.Get, address, null, token, caller);

    /// <summary>Does something.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="address">Path and query.</param>
    /// <param name="body">What is sent as JSON, content of its own, or <see cref="FinishedPieces"/>; null for nothing.</param>
    /// <param name="token">Access token; null for what is open to anyone.</param>
    /// <param name="caller">The browser's request.</param>
    /// <param name="version">Version that it is decided on; null where any will do.</param>
    /// <param name="key">Idempotency key: sent again under it, it is done once.</param>
    public async Task<ApiResult<T>> SendAsync<T>(
        HttpMethod method,
        string address,
        object? body,
        string? token,
        HttpContext caller,
        int? version = null,
        string? key = null
    )
        where T : class
    {
        using var request = Request(method, address, token, caller);
        if (body is FinishedPieces pieces)
        {
            request.Headers.Add("Upload-Id", pieces.Id);
            request.Headers.Add("Upload-Hash", pieces.Hash);
        }
        else
        {
            request.Content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body, body.GetType(), options: Json));
        }

        // A file that is not taken is refused before it is sent: who hangs up in the middle of it is not understood.
        request.Headers.ExpectContinue = body is MultipartContent ? true : null;
        if (version is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        }

        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        try
        {
            using var answer = await http.SendAsync(request, caller.RequestAborted);
            var text = await answer.Content.ReadAsStringAsync(caller.RequestAborted);
            if (!answer.IsSuccessStatusCode)
            {
                return new ApiResult<T>(null, ApiProblem.Read((int)answer.StatusCode, text));
            }

            return new ApiResult<T>(text.Length == 0 ? null : JsonSerializer.Deserialize<T>(text, Json), null);
        }
        catch (HttpRequestException)
        {
            return new ApiResult<T>(null, ApiProblem.Away);
        }
    }

    /// <summary>Reads a file as it comes; the caller disposes the answer.</summary>
    public Task<HttpResponseMessage> DownloadAsync(string address, string token, HttpContext caller) =>
        http.SendAsync(Request(HttpMethod.Get, address, token, caller), HttpCompletionOption.ResponseHeadersRead, caller.RequestAborted);

    /// <summary>Passes a request of an upload that comes piece by piece on as it comes; the caller disposes the answer.</summary>
    /// <param name="method">HTTP method; with <c>PATCH</c> the browser's body goes on too.</param>
    /// <param name="address">Path.</param>
    /// <param name="token">Access token.</param>
    /// <param name="caller">The browser's request.</param>
    /// <param name="headers">Headers of it that go on.</param>
    public Task<HttpResponseMessage> PassAsync(
        HttpMethod method,
        string address,
        string token,
        HttpContext caller,
        params IReadOnlyList<string> headers
    )
    {
        var request = Request(method, address, token, caller);
        foreach (var header in headers)
        {
            request.Headers.TryAddWithoutValidation(header, caller.Request.Headers[header].ToString());
        }

        if (method == HttpMethod.Patch)
        {
            request.Content = new StreamContent(caller.Request.Body);
            request.Content.Headers.ContentLength = caller.Request.ContentLength;
        }

        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, caller.RequestAborted);
    }

    private HttpRequestMessage Request(HttpMethod method, string address, string? token, HttpContext caller)
    {
        var request = new HttpRequestMessage(method, new Uri(Root(), address));
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        // By it a person knows a session again; a header goes on in ASCII only.
        var agent = string.Concat(
            caller.Request.Headers.UserAgent.ToString().Where(letter => letter is >= ' ' and <= '~').Take(LongestAgent)
        );
        request.Headers.TryAddWithoutValidation("User-Agent", agent);

        // Requests are counted by address: these are the browser's, not the portal's.
        if (caller.Connection.RemoteIpAddress is { } browser)
        {
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", browser.ToString());
        }

        return request;
    }

    private Uri Root() =>
        options.Value.Api.Length > 0
            ? new Uri(options.Value.Api)
            : new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
}
