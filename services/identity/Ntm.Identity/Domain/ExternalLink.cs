using Ntm.Audit;
using Ntm.Identity.Tokens;

namespace Ntm.Identity.Domain;

/// <summary>A person at the external issuer who may sign in to an account here. An account has one at an issuer, and the other way
/// round. It is removed when it ends; the audit keeps the trace of it.</summary>
internal sealed class ExternalLink : IAudited
{
    /// <summary>Most characters of a subject, as OpenID Connect has it.</summary>
    public const int LongestSubject = 255;

    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required string Issuer { get; init; }

    /// <summary>Name of the person at the issuer.</summary>
    public required string Subject { get; init; }

    /// <summary>By it a sign-in finds the link, see <see cref="HashOf"/>.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset LinkedAt { get; init; }

    /// <summary>Account that linked it: its own, or an administrator's.</summary>
    public required string LinkedBy { get; init; }

    public string AuditKey => $"external-link/{Id:D}";

    /// <summary>The hash in place of the subject, which may be a number of a person's papers: the audit keeps it for good.</summary>
    public object AuditContent() =>
        new
        {
            AccountId,
            Issuer,
            Hash,
            LinkedBy,
        };

    /// <summary>SHA-256 of issuer and subject. Databases compare texts by rules of their own, and two subjects that differ in case or
    /// in a space at the end are two persons.</summary>
    public static string HashOf(string issuer, string subject) => Secrets.Hash($"{issuer}\n{subject}");
}
