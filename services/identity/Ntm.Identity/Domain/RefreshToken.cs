namespace Ntm.Identity.Domain;

/// <summary>
/// One link in the chain of refresh tokens that one sign-in started. Each is good for one use; using one again means
/// that somebody else has it, so the whole family dies. A <see cref="Session"/> is a chain of one.
/// </summary>
internal sealed class RefreshToken
{
    public required Guid Id { get; init; }

    /// <summary>The sign-in that the token goes back to.</summary>
    public required Guid FamilyId { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>SHA-256 of the token; the token itself is nowhere stored.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the password was given; the family ends a fixed time after it.</summary>
    public required DateTimeOffset SignedInAt { get; init; }

    /// <summary>Whether it stays good until it expires, instead of for one use: the session of a web server, which several of its replicas
    /// and several pages at once go by.</summary>
    public bool Session { get; init; }

    /// <summary>When the sign-in was last used: at the issue of the token, and of a session each time that it goes on.</summary>
    public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>What the device says of itself, see <see cref="DeviceWords"/>; null where it says nothing.</summary>
    public string? Device { get; init; }

    /// <summary>The known device that it was given to; null once that is forgotten.</summary>
    public Guid? DeviceId { get; init; }

    /// <summary>Whether the external issuer has shown at the sign-in that it asked for a second factor.</summary>
    public bool FactorElsewhere { get; init; }

    /// <summary>The token that took its place, sealed: for a second use at the same time, see <c>RefreshGrace</c>.</summary>
    public string? Successor { get; private set; }

    public DateTimeOffset? UsedAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }
}
