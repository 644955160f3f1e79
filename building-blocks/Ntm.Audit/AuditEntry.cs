namespace Ntm.Audit;

/// <summary>An audited act, before it has its place in the chain.</summary>
public sealed record AuditAct
{
    /// <summary>Server instant; kept to the microsecond, which every supported database stores.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Subject of the account that acted, or <c>system</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>Subject in whose place the actor acted under a delegation; null when in his own.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>Verb of the act, e.g. <c>dossier.submitted</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Key of the stage acted on; null where the act has none.</summary>
    public string? Stage { get; init; }

    /// <summary>Details of the act; any value that JSON can hold.</summary>
    public required object Payload { get; init; }
}

/// <summary>One link of an audit chain. Never changed and never removed once written.</summary>
public sealed record AuditEntry
{
    /// <summary>Counts the entries of the chain from 1, without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>Server instant in UTC, to the microsecond.</summary>
    public required DateTimeOffset At { get; init; }
    public required string Actor { get; init; }
    public string? OnBehalfOf { get; init; }
    public required string Action { get; init; }
    public string? Stage { get; init; }

    /// <summary>Canonical JSON text of the details.</summary>
    public required string Payload { get; init; }

    /// <summary>SHA-256 of the previous hash, the sequence and this entry's canonical JSON; lower-case hex.</summary>
    public required string Hash { get; init; }
}

/// <summary>The end of a chain: how many entries it has and the hash of the last.</summary>
public sealed record AuditHead(long Sequence, string Hash);
