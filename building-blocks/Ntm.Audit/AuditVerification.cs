namespace Ntm.Audit;

/// <summary>Result of the check of an export.</summary>
public sealed record AuditVerification
{
    /// <summary>True when every entry, the head and the records beside them are as they were written.</summary>
    public required bool Verified { get; init; }

    /// <summary>Name of the chain; null when it could not be read.</summary>
    public string? Chain { get; init; }

    /// <summary>Entries that verified before the first broken one.</summary>
    public required long VerifiedEntries { get; init; }

    /// <summary>Hash of the last verified entry; lower-case hex.</summary>
    public string? HeadHash { get; init; }

    /// <summary>Position of the first broken entry from 1; null when none is or when the whole is at fault.</summary>
    public long? BrokenAt { get; init; }

    /// <summary>The fault, in Vietnamese; null when verified.</summary>
    public string? Reason { get; init; }
}
