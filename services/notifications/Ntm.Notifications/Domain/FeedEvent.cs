namespace Ntm.Notifications.Domain;

/// <summary>One event in the feed for other systems, in the order in which this service committed it: about a dossier or about a
/// plan.</summary>
internal sealed class FeedEvent
{
    /// <summary>Place in the whole feed, from 1, without gaps.</summary>
    public required long Position { get; init; }
    public required Guid EventId { get; init; }

    /// <summary>Public type, e.g. <c>vn.ntm.dossier.stage-entered</c>.</summary>
    public required string Type { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The dossier that it is about; null for a plan.</summary>
    public Guid? DossierId { get; init; }

    /// <summary>Place in the dossier's own events, from 1, without gaps; null for a plan, whose events have no numbers.</summary>
    public long? Sequence { get; init; }

    /// <summary>The plan that it is about; null for a dossier.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Title that the dossier seeks, e.g. <c>xa-ntm</c>; null for a plan, and where it is not known.</summary>
    public string? Title { get; init; }

    /// <summary>Year that the title is sought for.</summary>
    public int? Year { get; init; }

    /// <summary>Unit to whose readers it is shown.</summary>
    public required string UnitPath { get; init; }

    /// <summary>Whose grants show it.</summary>
    public FeedReaders Readers { get; init; }

    /// <summary>The public form as CloudEvents JSON, exactly as readers and webhooks get it.</summary>
    public string Data { get; set; } = "";

    /// <summary>The internal event as its service wrote it; null for a plan. It is shown to nobody: the audit compares it with what that
    /// service holds, and the public form with it.</summary>
    public string? Said { get; init; }
}

/// <summary>A place in the feed for the next event of a dossier, and what the event before it knew.</summary>
/// <param name="Position">The position.</param>
/// <param name="Title">Title that the dossier seeks.</param>
/// <param name="Year">Year that it is sought for.</param>
internal sealed record FeedPlace(long Position, string? Title, int? Year);

/// <summary>Whose grants show an event, each fewer than the one before, so that a grant has one bound.</summary>
internal enum FeedReaders
{
    /// <summary>Every grant for the unit or one above it.</summary>
    Everyone = 0,

    /// <summary>Officers, leaders and auditors of the unit and of those above it, and its own reporter.</summary>
    Watchers = 1,

    /// <summary>Officers, leaders and auditors of the unit, and leaders above it.</summary>
    Leaders = 2,

    /// <summary>Officers, leaders and auditors of the unit alone.</summary>
    Keepers = 3,
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
