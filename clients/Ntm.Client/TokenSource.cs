using System.Net.Http.Json;
using System.Text.Json;

namespace Ntm.Client;

/// <summary>
/// Access tokens of a registered client, fetched by its id and secret and used until shortly before they expire. One serves any number
/// of readers and threads.
/// </summary>
/// <param name="http">Client whose base address is the platform's, e.g. of <see cref="NtmHttp"/>.</param>
/// <param name="clientId">Id of the registered client.</param>
/// <param name="clientSecret">Its secret.</param>
/// <param name="clock">By default the machine's.</param>
public sealed class TokenSource(HttpClient http, string clientId, string clientSecret, TimeProvider? clock = null) : IDisposable
{
    private static readonly TimeSpan LongestMargin = TimeSpan.FromMinutes(1);

    private readonly TimeProvider clock = clock ?? TimeProvider.System;
    private readonly SemaphoreSlim gate = new(1);
    private volatile Token? current;

    /// <summary>A token that is good for some time yet.</summary>
    /// <exception cref="NtmException">Id or secret is wrong, or the client was revoked.</exception>
    public async ValueTask<string> GetAsync(CancellationToken cancellation = default)
    {
        if (Fresh is { } known)
        {
            return known.Value;
        }

        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return (Fresh ?? (current = await FetchAsync(cancellation).ConfigureAwait(false))).Value;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Forgets a token that was answered with 401, so that the next one is fetched.</summary>
    public void Forget(string token)
    {
        if (current is { } known && known.Value == token)
        {
            current = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private Token? Fresh => current is { } token && clock.GetUtcNow() < token.RenewAt ? token : null;

    private async Task<Token> FetchAsync(CancellationToken cancellation)
    {
        var asked = clock.GetUtcNow();
        using var answer = await http.PostAsJsonAsync("identity/tokens", new { clientId, clientSecret }, cancellation)
            .ConfigureAwait(false);
        await NtmException.EnsureSuccessAsync(answer, clock, cancellation).ConfigureAwait(false);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation).ConfigureAwait(false);
        var life = TimeSpan.FromSeconds(json.GetProperty("expiresIn").GetInt32());
        var margin = life / 5 < LongestMargin ? life / 5 : LongestMargin;
        return new Token(json.GetProperty("accessToken").GetString()!, asked + life - margin);
    }

    private sealed record Token(string Value, DateTimeOffset RenewAt);
}
