using System.Globalization;
using System.Text;

namespace Ntm.Client.Webhooks;

/// <summary>
/// Tells genuine webhooks from others, by Standard Webhooks 1.0. With several keys, as while a secret is changed for another, any of
/// them will do. Keeps nothing between calls and may be used by many threads.
/// </summary>
public sealed class WebhookVerifier
{
    /// <summary>Header with the id of the message.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>Header with the seconds since 1970 at which the attempt was signed.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>Header with the signatures, separated by spaces.</summary>
    public const string SignatureHeader = "webhook-signature";

    /// <summary>How far the timestamp may be from now, to both sides.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const int LongestId = 256;
    private const int LongestTimestamp = 12;

    // Twenty signatures of either kind; more are no rotation, but work that a stranger gives.
    private const int LongestSignatures = 2048;

    private readonly WebhookKey[] keys;
    private readonly TimeProvider clock;

    /// <param name="keys">At least one key.</param>
    /// <param name="clock">The clock that timestamps are compared with; by default the machine's.</param>
    /// <exception cref="ArgumentException">There is no key.</exception>
    public WebhookVerifier(IEnumerable<WebhookKey> keys, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(keys);
        this.keys = [.. keys];
        this.clock = clock ?? TimeProvider.System;
        if (this.keys.Length == 0)
        {
            throw new ArgumentException("A verifier without a key would refuse everything.", nameof(keys));
        }
    }

    /// <summary>A verifier for the secrets of a subscription, one or, while they change, several.</summary>
    public WebhookVerifier(params string[] secrets)
        : this(secrets.Select(WebhookKey.Secret)) { }

    /// <summary>Checks one request.</summary>
    /// <param name="header">Gives the value of a header by its name, whatever its case; null when it is missing.</param>
    /// <param name="body">The very bytes that were received, before anything reads them.</param>
    public WebhookResult Verify(Func<string, string?> header, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(header);
        return Verify(header(IdHeader), header(TimestampHeader), header(SignatureHeader), body);
    }

    /// <summary>Checks one request by the values of its three headers.</summary>
    public WebhookResult Verify(string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body)
    {
        if (
            id is not { Length: > 0 and <= LongestId }
            || timestamp is not { Length: > 0 }
            || signatures is not { Length: > 0 and <= LongestSignatures }
        )
        {
            return new(WebhookRefusal.HeadersMissing);
        }

        // With a dot in it one signature could serve for another cut of id, timestamp and body.
        if (!id.All(letter => letter is > ' ' and <= '~' and not '.'))
        {
            return new(WebhookRefusal.IdInvalid);
        }

        if (
            timestamp.Length > LongestTimestamp
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        )
        {
            return new(WebhookRefusal.TimestampInvalid);
        }

        // Ticks, since twelve digits of seconds are more than a date holds.
        var age = clock.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.Ticks - ((Int128)seconds * TimeSpan.TicksPerSecond);
        if (age > Tolerance.Ticks)
        {
            return new(WebhookRefusal.TimestampTooOld);
        }

        if (age < -Tolerance.Ticks)
        {
            return new(WebhookRefusal.TimestampTooNew);
        }

        byte[] content = [.. Encoding.ASCII.GetBytes($"{id}.{timestamp}."), .. body];
        return Refusal(signatures, content) is { } refusal ? new(refusal) : new(null, id, DateTimeOffset.FromUnixTimeSeconds(seconds));
    }

    private WebhookRefusal? Refusal(string signatures, ReadOnlySpan<byte> content)
    {
        var (known, genuine) = (false, false);
        Span<byte> bytes = stackalloc byte[64];
        foreach (var signature in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var comma = signature.IndexOf(',', StringComparison.Ordinal);
            foreach (var key in keys.Where(key => comma > 0 && key.Scheme == signature[..comma]))
            {
                known = true;
                genuine |=
                    Convert.TryFromBase64String(signature[(comma + 1)..], bytes, out var length) && key.Matches(content, bytes[..length]);
            }
        }

        return genuine ? null
            : known ? WebhookRefusal.SignatureMismatch
            : WebhookRefusal.SignatureMissing;
    }
}
