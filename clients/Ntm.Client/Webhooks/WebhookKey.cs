using System.Security.Cryptography;

namespace Ntm.Client.Webhooks;

/// <summary>What one kind of signature is checked with. Made by <see cref="Secret"/>; other kinds derive from it.</summary>
public abstract class WebhookKey
{
    private protected const string SecretPrefix = "whsec_";

    /// <summary>Kind of signature that it checks, as it stands before the comma: <c>v1</c> or <c>v1a</c>.</summary>
    public abstract string Scheme { get; }

    /// <summary>Whether <paramref name="signature"/> was made over <paramref name="content"/>; how long it takes says nothing of why
    /// not.</summary>
    /// <param name="content">Id, timestamp and body, joined by dots.</param>
    /// <param name="signature">Bytes of the signature, of any length.</param>
    public abstract bool Matches(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature);

    /// <summary>The secret of a subscription (HMAC-SHA256, <c>v1</c>), with or without its prefix <c>whsec_</c>.</summary>
    /// <exception cref="FormatException">It is not Base64, or has fewer than 24 or more than 64 bytes.</exception>
    public static WebhookKey Secret(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var bytes = Bytes(secret, SecretPrefix);
        return bytes.Length is >= 24 and <= 64
            ? new HmacKey(bytes)
            : throw new FormatException($"A webhook secret has 24 to 64 bytes, this one {bytes.Length}.");
    }

    /// <summary>The bytes of a key as it is written: Base64 behind a prefix that may lack.</summary>
    /// <exception cref="FormatException">It is not Base64.</exception>
    protected static byte[] Bytes(string text, string prefix)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(prefix);
        return Convert.FromBase64String(text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text);
    }

    private sealed class HmacKey(byte[] secret) : WebhookKey
    {
        public override string Scheme => "v1";

        public override bool Matches(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
        {
            Span<byte> own = stackalloc byte[HMACSHA256.HashSizeInBytes];
            HMACSHA256.HashData(secret, content, own);
            return CryptographicOperations.FixedTimeEquals(own, signature);
        }
    }
}
