using Ntm.Audit;
using Ntm.Web;

namespace Ntm.Identity.Domain;

/// <summary>A program of another system that reads or writes here on behalf of a unit. Its secret is shown once.</summary>
internal sealed class ApiClient : IAudited
{
    /// <summary>Scopes that a client can be given.</summary>
    public static readonly string[] Scopes =
    [
        "dossiers:read",
        "assessment:read",
        "planning:read",
        "units:read",
        "events:read",
        "events:subscribe",
    ];

    public required string ClientId { get; init; }

    public required string Name { get; init; }

    /// <summary>Unit whose affairs, with everything below it, the client may see.</summary>
    public required string UnitCode { get; init; }

    public required List<string> GrantedScopes { get; init; }

    /// <summary>SHA-256 of the secret.</summary>
    public required string SecretHash { get; set; }

    /// <summary>SHA-256 of the secret before, good until <see cref="FormerSecretUntil"/>.</summary>
    public string? FormerSecretHash { get; private set; }

    public DateTimeOffset? FormerSecretUntil { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public int Version { get; private set; } = 1;

    public string AuditKey => $"client/{ClientId}";

    public object AuditContent() =>
        new
        {
            UnitCode,
            Scopes = GrantedScopes,
            Revoked = RevokedAt is not null,
            SecretHash,
            FormerSecretHash,
            FormerSecretUntil = FormerSecretUntil?.ToUnixTimeSeconds(),
            Version,
            CreatedBy,
        };

    public bool Accepts(string secretHash, DateTimeOffset now) =>
        RevokedAt is null && (SecretHash == secretHash || (FormerSecretHash == secretHash && now < FormerSecretUntil));

    public Error? Rotate(string newHash, DateTimeOffset now, TimeSpan overlap)
    {
        if (RevokedAt is not null)
        {
            return Revoked;
        }

        (FormerSecretHash, FormerSecretUntil) = (SecretHash, now + overlap);
        SecretHash = newHash;
        Version++;
        return null;
    }

    public Error? Revoke(DateTimeOffset now)
    {
        if (RevokedAt is not null)
        {
            return Revoked;
        }

        RevokedAt = now;
        Version++;
        return null;
    }

    private static Error Revoked => Error.Conflict("identity.client_revoked", "Ứng dụng này đã bị thu hồi. Hãy đăng ký ứng dụng mới.");
}
