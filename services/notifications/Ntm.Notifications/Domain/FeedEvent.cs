namespace Ntm.Notifications.Domain;

/// <summary>One event in the feed for other systems, in the order in which this service committed it.</summary>
internal sealed class FeedEvent
{
    /// <summary>Place in the whole feed, from 1, without gaps.</summary>
    public required long Position { get; init; }
    public required Guid EventId { get; init; }

    /// <summary>Name of the event and its version, e.g. <c>StageOpened.V1</c>.</summary>
    public required string Type { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required Guid DossierId { get; init; }

    /// <summary>Place in the dossier's own events, from 1, without gaps.</summary>
    public required long Sequence { get; init; }
    public required string UnitPath { get; init; }

    /// <summary>The event as JSON.</summary>
    public required string Data { get; init; }
}

/// <summary>The last position given out; its row is the lock that keeps the feed's order.</summary>
internal sealed class FeedHead
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;
    public long Position { get; set; }

    /// <summary>
    /// Identity of the feed's history. A new one means that events were lost, and that positions given out before may belong to
    /// other events now.
    /// </summary>
    public Guid Epoch { get; set; }

    /// <summary>When the epoch began; null for the first.</summary>
    public DateTimeOffset? EpochSince { get; set; }

    /// <summary>Up to here events were removed because of their age; 0 when none was.</summary>
    public long TrimmedTo { get; set; }
}
