namespace Ntm.Persistence;

/// <summary>An outbox message: an event committed with the state change that it reports, or the retry of a received one.</summary>
public sealed class OutboxRow
{
    /// <summary>
    /// Prefix of the order key of a retry: an event that this service received and could not handle goes to its own consumers again.
    /// </summary>
    public const string RetryPrefix = "retry:";

    /// <summary>Order of insertion; inside one order key also the order of delivery.</summary>
    public long Seq { get; init; }
    public required Guid MessageId { get; init; }

    /// <summary>Full name of the contract type.</summary>
    public required string Type { get; init; }
    public required string Body { get; init; }

    /// <summary>Rows with the same key are delivered one after the other.</summary>
    public required string OrderKey { get; init; }

    /// <summary>The consumer of this service that failed on the message and gets it again; empty for a message to all consumers.</summary>
    public string ConsumerId { get; init; } = "";

    /// <summary>W3C trace parent of the transaction, so that a trace continues after the outbox.</summary>
    public string? TraceParent { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not tried before this instant of the database's clock, milliseconds since 1970.</summary>
    public long DueAt { get; init; }
    public long? LeaseUntil { get; init; }
    public string? LeaseOwner { get; init; }
    public int Attempts { get; init; }
    public string? LastError { get; init; }

    /// <summary>Set when the row was dead-lettered; it stays, with its reason, until it is replayed or dropped.</summary>
    public bool Dead { get; init; }

    /// <summary>Whether the message is the retry of a received event.</summary>
    public bool IsRetry => OrderKey.StartsWith(RetryPrefix, StringComparison.Ordinal);
}

/// <summary>Inbox row: one consumer has committed the effects of one message.</summary>
public sealed class InboxRow
{
    public required Guid MessageId { get; init; }
    public required string ConsumerId { get; init; }
    public required DateTimeOffset HandledAt { get; init; }
}

/// <summary>Something to do at an instant. Its effects and its removal are one transaction.</summary>
public sealed class Timer
{
    /// <summary>Unique name; scheduling the same key again moves it.</summary>
    public required string Key { get; init; }

    /// <summary>Names the handler.</summary>
    public required string Kind { get; init; }

    /// <summary>Fires at the first poll at or after this instant of the injected clock.</summary>
    public required DateTimeOffset DueAt { get; set; }
    public required string Payload { get; set; }

    /// <summary>Failed tries; the next one waits longer.</summary>
    public int Attempts { get; set; }
    public string? LastError { get; set; }
}

/// <summary>The stored response of a command with an <c>Idempotency-Key</c>.</summary>
public sealed class IdempotencyRecord
{
    /// <summary>Subject, a colon, and the client's key.</summary>
    public required string Key { get; init; }
    public required string RequestHash { get; set; }

    /// <summary>SHA-256 of the caller's rights at that time; null in a record of a version that did not store them.</summary>
    public string? Rights { get; init; }
    public required DateTimeOffset AnsweredAt { get; init; }
    public int Status { get; set; }
    public string? ContentType { get; set; }
    public string? Location { get; set; }
    public string? ETag { get; set; }
    public byte[] Body { get; set; } = [];
}
