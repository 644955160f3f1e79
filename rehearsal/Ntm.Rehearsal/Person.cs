using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Ntm.Rehearsal;

/// <summary>One user of the platform, who knows nothing but an address, a name and a password.</summary>
internal sealed class Person(string userName, string password, HttpClient http, Func<DateTimeOffset> now, Action refused)
{
    private DateTimeOffset signedInUntil = DateTimeOffset.MinValue;
    private AuthenticationHeaderValue? authorization;

    public string UserName => userName;

    public Task<JsonElement> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<JsonElement> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, Json(body));

    public Task<JsonElement> PutAsync(string path, object? body = null, int? version = null) =>
        SendAsync(HttpMethod.Put, path, Json(body), version);

    /// <summary>Sends a file as a browser's form does.</summary>
    public Task<JsonElement> UploadAsync(string path, string name, byte[] content)
    {
        var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "file", name);
        return SendAsync(HttpMethod.Post, path, form);
    }

    /// <summary>Tries what must be refused, with exactly this code; the sentence for people comes back.</summary>
    public async Task<string> IsRefusedAsync(string code, HttpMethod method, string path, object? body = null)
    {
        using var answer = await AskAsync(method, path, Json(body));
        var problem = await ReadAsync(answer);
        if (answer.IsSuccessStatusCode)
        {
            throw new RehearsalFailure($"{userName}: {method} {path} được chấp nhận, lẽ ra phải bị từ chối với {code}.");
        }

        var given = problem.GetProperty("code").GetString();
        if (given != code)
        {
            throw new RehearsalFailure($"{userName}: {method} {path} bị từ chối với {given}, lẽ ra {code}: {problem}");
        }

        refused();
        return problem.GetProperty("detail").GetString()!;
    }

    /// <summary>The code with which this is refused; null where it is done.</summary>
    public async Task<string?> CodeAsync(HttpMethod method, string path, object? body = null)
    {
        using var answer = await AskAsync(method, path, Json(body));
        return answer.IsSuccessStatusCode ? null : (await ReadAsync(answer)).GetProperty("code").GetString();
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, HttpContent? content, int? version = null)
    {
        using var answer = await AskAsync(method, path, content, version);
        var body = await ReadAsync(answer);
        return answer.IsSuccessStatusCode
            ? body
            : throw new RehearsalFailure($"{userName}: {method} {path} → {(int)answer.StatusCode}: {body}");
    }

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, HttpContent? content, int? version = null)
    {
        await SignInAsync();
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = authorization;
        if (method != HttpMethod.Get)
        {
            request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        }

        if (version is { } read)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{read}\"")));
        }

        return await http.SendAsync(request);
    }

    /// <summary>Signs in with the password an administrator gave, and replaces it by the usual one.</summary>
    public async Task TakeOverAsync(string given)
    {
        await SignInAsync(given);
        await PostAsync("/identity/me/password", new { currentPassword = given, newPassword = password });
        signedInUntil = DateTimeOffset.MinValue;
    }

    private async Task SignInAsync(string? given = null)
    {
        if (now() < signedInUntil)
        {
            return;
        }

        using var answer = await http.PostAsJsonAsync("/identity/tokens", new { userName, password = given ?? password });
        var body = await ReadAsync(answer);
        if (!answer.IsSuccessStatusCode)
        {
            throw new RehearsalFailure($"{userName} không đăng nhập được: {body}");
        }

        authorization = new AuthenticationHeaderValue("Bearer", body.GetProperty("accessToken").GetString());
        signedInUntil = now().AddSeconds(body.GetProperty("expiresIn").GetInt32() - 60);
    }

    private static JsonContent? Json(object? body) => body is null ? null : JsonContent.Create(body);

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode == HttpStatusCode.NoContent || text.Length == 0)
        {
            return default;
        }

        return text[0] is '{' or '[' ? JsonElement.Parse(text) : JsonSerializer.SerializeToElement(text);
    }
}
