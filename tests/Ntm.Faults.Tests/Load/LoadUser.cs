using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ntm.Faults.Tests.Many;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Load;

/// <summary>
/// A user whose every request is repeated, byte for byte and under the same Idempotency-Key, until the host answers it.
/// A refusal is a failure of the test: nothing in the load asks for what is not lawful.
/// </summary>
internal sealed class LoadUser(string userName, string password, HttpClient http, Ledger ledger) : IDisposable
{
    private static readonly Refusals AnyRefusal = new(Any: true);

    private static readonly TimeSpan Patience = Settings.Bounds ? TimeSpan.FromSeconds(120) : Eventually.Limit;
    private static readonly TimeSpan TokenAge = TimeSpan.FromMinutes(8);

    private readonly SemaphoreSlim turn = new(1, 1);
    private string? token;
    private long tokenAt;

    public void Dispose() => turn.Dispose();

    public async Task<JsonElement> GetAsync(string path) => (await AskAsync(HttpMethod.Get, path, null, null)).Body;

    /// <summary>Null while the thing asked for is not there yet.</summary>
    public async Task<JsonElement?> FindAsync(string path)
    {
        var answer = await AskAsync(HttpMethod.Get, path, null, null, AnyRefusal);
        return answer.Succeeded ? answer.Body : null;
    }

    /// <summary>Sends a command until it is answered and enters it in the ledger.</summary>
    /// <param name="notYet">Code of a refusal that time heals: the service has still to receive an event.</param>
    public Task<JsonElement> DoAsync(
        string act,
        HttpMethod method,
        string path,
        object? body = null,
        Guid? dossier = null,
        string? detail = null,
        string? notYet = null
    )
    {
        var payload = body is null
            ? null
            : new Payload(JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web), "application/json");
        return SettleAsync(act, method, path, payload, dossier, detail, notYet);
    }

    /// <summary>Sends a command until it is answered, and then again as one does who has lost the answer.</summary>
    /// <param name="repeat">With or without a key, and how often.</param>
    /// <param name="tooLate">Code of the refusal of what came too late; it has no effect.</param>
    /// <returns>Whether it was accepted.</returns>
    public async Task<bool> RepeatAsync(
        string act,
        HttpMethod method,
        string path,
        object? body,
        string? detail,
        Repeat repeat,
        string? tooLate
    )
    {
        var payload = body is null
            ? null
            : new Payload(JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web), "application/json");
        var key = repeat.Keyed ? Guid.CreateVersion7().ToString() : null;
        var refusals = new Refusals(TooLate: tooLate);
        var answer = await AskAsync(method, path, payload, key, refusals);
        if (!answer.Succeeded)
        {
            return false;
        }

        Accept(key ?? "", path, act, answer, null, detail);
        for (var time = 1; time < repeat.Times; time++)
        {
            var again = await AskAsync(method, path, payload, key, refusals);
            if (repeat.Keyed && $"{again.Status} {again.Body}" != $"{answer.Status} {answer.Body}")
            {
                throw new InvalidOperationException($"{userName}: {method} {path} was answered {answer.Body}, then {again.Body}");
            }
        }

        return true;
    }

    /// <summary>Uploads a file; its hash is the detail in the ledger.</summary>
    public async Task<JsonElement> UploadAsync(string act, string path, string name, byte[] content, Guid? dossier)
    {
        using var form = new MultipartFormDataContent("ntm-" + Guid.CreateVersion7().ToString("N"));
        using var file = new ByteArrayContent(content);
        form.Add(file, "file", name);
        var payload = new Payload(await form.ReadAsByteArrayAsync(), form.Headers.ContentType!.ToString());
        return await SettleAsync(act, HttpMethod.Post, path, payload, dossier, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    /// <summary>Sends once. A command that is accepted is entered in the ledger; returns whether it was.</summary>
    /// <param name="key">Its Idempotency-Key, by which it may be sent again; null for a question.</param>
    public async Task<bool> OfferAsync(string act, HttpMethod method, string path, object? body, string? key, string? detail)
    {
        var payload = body is null
            ? null
            : new Payload(JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web), "application/json");
        var answer = await TryAsync(method, path, payload, key, token);
        if (answer is { Refused: true })
        {
            throw new InvalidOperationException($"{userName}: {method} {path} was refused with {(int)answer.Status}: {answer.Body}");
        }

        if (answer is { Succeeded: true } && key is not null)
        {
            Accept(key, path, act, answer, null, detail);
        }

        return answer is { Succeeded: true };
    }

    /// <summary>A new token, with the grants of now.</summary>
    public async Task SignInAsync()
    {
        var body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { userName, password }, JsonSerializerOptions.Web));
        var answer = await SendAsync(HttpMethod.Post, "/identity/tokens", new Payload(body, "application/json"), null, signedIn: false);
        token = answer.Body.GetProperty("accessToken").GetString();
        tokenAt = Stopwatch.GetTimestamp();
    }

    /// <summary>Replaces the password that an administrator gave; done before the first kill.</summary>
    public Task ChangePasswordAsync(string newPassword)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { currentPassword = password, newPassword }, JsonSerializerOptions.Web);
        return AskAsync(HttpMethod.Post, "/identity/me/password", new Payload(body, "application/json"), null);
    }

    private async Task<JsonElement> SettleAsync(
        string act,
        HttpMethod method,
        string path,
        Payload? payload,
        Guid? dossier,
        string? detail,
        string? notYet = null
    )
    {
        var key = Guid.CreateVersion7().ToString();
        var answer = await AskAsync(method, path, payload, key, new Refusals(NotYet: notYet));
        Accept(key, path, act, answer, dossier, detail);
        return answer.Body;
    }

    private void Accept(string key, string path, string act, Answer answer, Guid? dossier, string? detail) =>
        ledger.Accept(
            new AcceptedStep(
                key,
                path.Split('/')[1] is "dossiers" ? "dossier" : path.Split('/')[1],
                act,
                (int)answer.Status,
                answer.Body.ValueKind == JsonValueKind.Undefined ? null : answer.Body,
                dossier,
                detail
            )
        );

    private async Task<Answer> AskAsync(HttpMethod method, string path, Payload? payload, string? key, Refusals? allowed = null)
    {
        await turn.WaitAsync();
        try
        {
            if (token is null || Stopwatch.GetElapsedTime(tokenAt) > TokenAge)
            {
                await SignInAsync();
            }
        }
        finally
        {
            turn.Release();
        }

        return await SendAsync(method, path, payload, key, signedIn: true, allowed);
    }

    private async Task<Answer> SendAsync(
        HttpMethod method,
        string path,
        Payload? payload,
        string? key,
        bool signedIn,
        Refusals? allowed = null
    )
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var answer = await TryAsync(method, path, payload, key, signedIn ? token : null);
            if (answer is { Succeeded: true } || (answer is { Refused: true } && allowed?.Ends(answer.Code) == true))
            {
                return answer;
            }

            if (signedIn && answer is { Status: HttpStatusCode.Unauthorized })
            {
                // The clock of the platform has passed the end of the token.
                await SignInAsync();
                continue;
            }

            if (answer is { Refused: true } && (allowed?.NotYet is null || answer.Code != allowed.NotYet))
            {
                throw new InvalidOperationException($"{userName}: {method} {path} was refused with {(int)answer.Status}: {answer.Body}");
            }

            if (watch.Elapsed > Patience)
            {
                throw new TimeoutException(
                    $"{userName}: {method} {path} was not settled in {Patience.TotalSeconds:0} s; last answer: {(int?)answer?.Status} "
                        + $"{answer?.Code}."
                );
            }

            if (answer is not { Refused: true })
            {
                ledger.Repeat();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private async Task<Answer?> TryAsync(HttpMethod method, string path, Payload? payload, string? key, string? bearer)
    {
        using var request = new HttpRequestMessage(method, path);
        if (payload is not null)
        {
            request.Content = new ByteArrayContent(payload.Bytes);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(payload.Type);
        }

        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        try
        {
            using var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            return new Answer(answer.StatusCode, text.Length > 0 && text[0] is '{' or '[' ? JsonElement.Parse(text) : default);
        }
        catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException or IOException or SocketException)
        {
            return null;
        }
    }

    /// <summary>Refusals that are no failure of the test.</summary>
    /// <param name="NotYet">Code of one that time heals.</param>
    /// <param name="TooLate">Code of one that ends the command.</param>
    /// <param name="Any">Whether every one ends it.</param>
    private sealed record Refusals(string? NotYet = null, string? TooLate = null, bool Any = false)
    {
        public bool Ends(string? code) => Any || (TooLate is not null && code == TooLate);
    }

    private sealed record Payload(byte[] Bytes, string Type);

    private sealed record Answer(HttpStatusCode Status, JsonElement Body)
    {
        public bool Succeeded => (int)Status < 300;

        /// <summary>For good: too many requests are not.</summary>
        public bool Refused => (int)Status is >= 400 and < 500 and not 429;

        public string? Code =>
            Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() : null;
    }
}

/// <summary>How a command is sent again after its answer.</summary>
/// <param name="Keyed">Whether under an Idempotency-Key; without one its own id must make the repeat known.</param>
/// <param name="Times">How often it is sent.</param>
internal sealed record Repeat(bool Keyed, int Times);
