using System.Globalization;

namespace Ntm.Dossier.Domain.Submissions;

/// <summary>Proof that a submission was accepted: when, with what content, signed by the platform.</summary>
public sealed record SubmissionReceipt
{
    /// <summary>Number shown to people, e.g. <c>BN-2023-18175-A1B2C3D4-01</c>.</summary>
    public required string Number { get; init; }

    /// <summary>Id of the dossier.</summary>
    public required Guid DossierId { get; init; }

    /// <summary>Key of the stage that was completed by the submission.</summary>
    public required string Stage { get; init; }

    /// <summary>Server instant of acceptance in UTC, to the microsecond.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Subject of the account that submitted.</summary>
    public required string SubmittedBy { get; init; }

    /// <summary>SHA-256 over the manifest of what was submitted, lower-case hex.</summary>
    public required string ContentHash { get; init; }

    /// <summary>RFC 7638 thumbprint of the public key that verifies the signature.</summary>
    public required string KeyId { get; init; }

    /// <summary>ES256 signature over the canonical JSON of all fields above; base64url.</summary>
    public required string Signature { get; init; }

    /// <summary>Name of the person who submitted; not signed, so that the proof holds no personal data.</summary>
    public string? SubmittedByName { get; init; }

    /// <summary>The number of a receipt, unique without a counter: the id's last eight digits are random.</summary>
    internal static string NumberFor(int year, string unitCode, Guid dossierId, int round) =>
        string.Create(CultureInfo.InvariantCulture, $"BN-{year}-{unitCode}-{dossierId.ToString("N")[^8..].ToUpperInvariant()}-{round:00}");
}
