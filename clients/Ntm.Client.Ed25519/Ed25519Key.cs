using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Ntm.Client.Webhooks;

/// <summary>Checks signatures of the kind <c>v1a</c>: ed25519.</summary>
public sealed class Ed25519Key : WebhookKey
{
    private const string PublicPrefix = "whpk_";

    private readonly byte[] key;

    private Ed25519Key(byte[] key) => this.key = key;

    /// <inheritdoc/>
    public override string Scheme => "v1a";

    /// <summary>The public key of a subscription, with or without its prefix <c>whpk_</c>.</summary>
    /// <exception cref="FormatException">It is not Base64, or no key of ed25519.</exception>
    public static Ed25519Key Public(string key)
    {
        var bytes = Bytes(key, PublicPrefix);
        return bytes.Length == Ed25519.PublicKeySize && Ed25519.ValidatePublicKeyFull(bytes, 0)
            ? new Ed25519Key(bytes)
            : throw new FormatException("This is no public key of ed25519.");
    }

    /// <inheritdoc/>
    public override bool Matches(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
    {
        var message = content.ToArray();
        return signature.Length == Ed25519.SignatureSize && Ed25519.Verify(signature.ToArray(), 0, key, 0, message, 0, message.Length);
    }
}
