using Ntm.Audit;
using Ntm.Identity.Tokens;

namespace Ntm.Identity.Domain;

/// <summary>A key pair (ECDSA P-256) that signs access tokens. A new key is published before it signs, an old one after.</summary>
internal sealed class SigningKey : IAudited
{
    public required string Kid { get; init; }

    /// <summary>SubjectPublicKeyInfo, DER in base64.</summary>
    public required string PublicKey { get; init; }

    /// <summary>PKCS#8, encrypted with the data-protection keys of this installation.</summary>
    public required string ProtectedPrivateKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From here on it signs, until the next one does.</summary>
    public required DateTimeOffset SignsFrom { get; init; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public string AuditKey => $"signing-key/{Kid}";

    public object AuditContent() =>
        new
        {
            PublicKey,
            PrivateKey = Secrets.Hash(ProtectedPrivateKey),
            SignsFrom = SignsFrom.ToUnixTimeSeconds(),
            Revoked = RevokedAt is not null,
        };

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    /// <summary>
    /// The key that signs at <paramref name="now"/>; before the time of all of them the first, where a clock was put back: services know it
    /// already, and a key that was made now they would refuse until they read the keys again.
    /// </summary>
    public static SigningKey? Signer(IReadOnlyCollection<SigningKey> keys, DateTimeOffset now)
    {
        var good = keys.Where(key => key.RevokedAt is null).OrderBy(key => key.SignsFrom).ToList();
        return good.FindLast(key => key.SignsFrom <= now) ?? good.FirstOrDefault();
    }

    /// <summary>The keys that may be trusted: the coming one, the signing one, and the last one while its tokens live.</summary>
    /// <param name="keys">All keys.</param>
    /// <param name="now">The present.</param>
    /// <param name="tokenLife">How long a token can be accepted after it was signed, clock skew included.</param>
    public static IEnumerable<SigningKey> Trusted(IReadOnlyCollection<SigningKey> keys, DateTimeOffset now, TimeSpan tokenLife)
    {
        var signer = Signer(keys, now);
        return keys.Where(key =>
                key.RevokedAt is null && (signer is null || key.SignsFrom >= signer.SignsFrom || key.SignsUntil(keys) + tokenLife > now)
            )
            .OrderBy(key => key.SignsFrom);
    }

    private DateTimeOffset SignsUntil(IEnumerable<SigningKey> keys) =>
        keys.Where(key => key.RevokedAt is null && key.SignsFrom > SignsFrom).Min(key => (DateTimeOffset?)key.SignsFrom)
        ?? DateTimeOffset.MaxValue;
}
