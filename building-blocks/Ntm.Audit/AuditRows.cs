namespace Ntm.Audit;

/// <summary>A link of the audit chain of a service, as it is stored.</summary>
public sealed class AuditChainEntry
{
    public required long Sequence { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Actor { get; init; }

    /// <summary>Account whose lent role it was; null for an own one.</summary>
    public string? OnBehalfOf { get; init; }
    public required string Action { get; init; }
    public required string Payload { get; init; }
    public required string Hash { get; init; }

    internal static AuditChainEntry Of(AuditEntry entry) =>
        new()
        {
            Sequence = entry.Sequence,
            At = entry.At,
            Actor = entry.Actor,
            OnBehalfOf = entry.OnBehalfOf,
            Action = entry.Action,
            Payload = entry.Payload,
            Hash = entry.Hash,
        };

    internal AuditEntry ToEntry() =>
        new()
        {
            Sequence = Sequence,
            At = At,
            Actor = Actor,
            OnBehalfOf = OnBehalfOf,
            Action = Action,
            Payload = Payload,
            Hash = Hash,
        };
}

/// <summary>The end of the chain, kept apart from the entries: it shows when the last of them are gone.</summary>
internal sealed class AuditChainHead
{
    public required string Chain { get; init; }

    public long Sequence { get; set; }

    public required string Hash { get; set; }
}
