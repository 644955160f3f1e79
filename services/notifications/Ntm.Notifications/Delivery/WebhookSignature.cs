using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Ntm.Notifications.Delivery;

/// <summary>
/// Signs what is sent as Standard Webhooks 1.0 says: over <c>id.timestamp.body</c>, with every key in force, so that a receiver which
/// knows only the key before or only the new one finds its signature.
/// </summary>
/// <param name="secrets">Secrets of HMAC-SHA256, signatures <c>v1</c>.</param>
/// <param name="keys">Private ed25519 keys, signatures <c>v1a</c>.</param>
internal sealed class WebhookSignature(IReadOnlyList<byte[]> secrets, IReadOnlyList<byte[]> keys)
{
    /// <summary>Value of the header <c>webhook-signature</c>.</summary>
    /// <param name="id">Value of <c>webhook-id</c>.</param>
    /// <param name="timestamp">Value of <c>webhook-timestamp</c>, seconds since 1970.</param>
    /// <param name="body">The very bytes that are sent.</param>
    public string Of(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")), .. body];
        return string.Join(
            ' ',
            secrets
                .Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, signed)))
                .Concat(keys.Select(key => "v1a," + Convert.ToBase64String(Sign(key, signed))))
        );
    }

    private static byte[] Sign(byte[] seed, byte[] signed)
    {
        using var key = Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey);
        return SignatureAlgorithm.Ed25519.Sign(key, signed);
    }
}
