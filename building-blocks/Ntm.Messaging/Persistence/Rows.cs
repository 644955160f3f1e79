namespace Ntm.Persistence;

/// <summary>An event that waits for its consumers, committed with the state change it speaks of; or one that was received and must be tried
/// again.</summary>
public sealed class OutboxRow
{
    /// <summary>Begins the order key of an event that this service received and could not act on yet: it goes back to its own
    /// consumers.</summary>
    public const string RetryPrefix = "retry:";

    /// <summary>Order of insertion; inside one order key also the order of delivery.</summary>
    public long Seq { get; init; }
    public required Guid MessageId { get; init; }

    /// <summary>Full name of the contract type.</summary>
    public required string Type { get; init; }
    public required string Body { get; init; }

    /// <summary>Rows with the same key are delivered one after the other.</summary>
    public required string OrderKey { get; init; }

    /// <summary>The one consumer of this service that failed on the message and gets it again; empty for what goes to all who consume
    /// it.</summary>
    public string ConsumerId { get; init; } = "";

    /// <summary>W3C trace parent of the transaction, so that a trace goes on behind the outbox.</summary>
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

    /// <summary>Whether the event came from outside and waits here for this service itself.</summary>
    public bool IsRetry => OrderKey.StartsWith(RetryPrefix, StringComparison.Ordinal);
}

/// <summary>Says that one consumer has committed the effects of one message.</summary>
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

    /// <summary>Fires at the first look at or after this instant of the injected clock.</summary>
    public required DateTimeOffset DueAt { get; set; }
    public required string Payload { get; set; }

    /// <summary>Failed tries; the next one waits longer.</summary>
    public int Attempts { get; set; }
    public string? LastError { get; set; }
}

/// <summary>The answer that a command with an <c>Idempotency-Key</c> got the first time.</summary>
public sealed class IdempotencyRecord
{
    /// <summary>Subject, a colon, and the client's key.</summary>
    public required string Key { get; init; }
    public required string RequestHash { get; set; }

    /// <summary>SHA-256 of the caller's rights at that time; null when a version recorded it that did not keep them.</summary>
    public string? Rights { get; init; }
    public required DateTimeOffset AnsweredAt { get; init; }
    public int Status { get; set; }
    public string? ContentType { get; set; }
    public string? Location { get; set; }
    public string? ETag { get; set; }
    public byte[] Body { get; set; } = [];
}
