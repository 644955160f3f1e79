namespace Ntm.Notifications.Domain.Webhooks;

/// <summary>
/// An event that a subscription's cursor has passed and its endpoint has not received: it waits for its next attempt, or behind an earlier
/// one of its dossier or plan, or was given up.
/// </summary>
internal sealed class PendingDelivery
{
    public required Guid SubscriptionId { get; init; }

    /// <summary>Place of the event in the feed.</summary>
    public required long Position { get; init; }

    public required Guid EventId { get; init; }

    /// <summary>Dossier or plan whose order it stands in.</summary>
    public required Guid Subject { get; init; }

    /// <summary>Attempts so far.</summary>
    public int Attempts { get; set; }

    /// <summary>When it is tried next; null while it waits behind an earlier one.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>When the last attempt failed; null while it is still tried.</summary>
    public DateTimeOffset? DeadAt { get; set; }

    public DeliveryCause Cause { get; set; }
}

/// <summary>Why an event is sent.</summary>
internal enum DeliveryCause
{
    /// <summary>It is new.</summary>
    Feed,

    /// <summary>Somebody asked for this event again.</summary>
    Resend,

    /// <summary>Somebody asked for all that had been given up.</summary>
    Recovery,

    /// <summary>The endpoint is verified.</summary>
    Verification,

    /// <summary>The endpoint is tried out.</summary>
    Test,
}
