using Ntm.Persistence;

namespace Ntm.Messaging;

/// <summary>A dead letter that an operator dropped: no consumer gets it any more, but it is kept as it was, with who dropped it and
/// why.</summary>
public sealed class DroppedMessage
{
    /// <summary>Order of dropping.</summary>
    public long Seq { get; init; }
    public required Guid MessageId { get; init; }

    /// <summary>Full name of the contract type.</summary>
    public required string Type { get; init; }
    public required string Body { get; init; }

    /// <summary>Key that it held back.</summary>
    public required string OrderKey { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required int Attempts { get; init; }
    public string? LastError { get; init; }
    public required DateTimeOffset DroppedAt { get; init; }

    /// <summary>Account of the operator.</summary>
    public required string DroppedBy { get; init; }

    /// <summary>Why it may be dropped, as the operator wrote it.</summary>
    public required string Reason { get; init; }
}

/// <summary>Adds the drop of a message to a service's own audit, where it has one; in the transaction that drops it.</summary>
public interface IDropAudit<TContext>
    where TContext : ServiceDbContext
{
    Task RecordAsync(DroppedMessage message, CancellationToken cancellation);
}
