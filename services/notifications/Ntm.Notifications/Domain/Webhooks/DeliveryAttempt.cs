namespace Ntm.Notifications.Domain.Webhooks;

/// <summary>How an attempt ended.</summary>
internal enum AttemptOutcome
{
    /// <summary>Answered with 2xx.</summary>
    Received,

    /// <summary>Answered with anything else.</summary>
    Refused,

    /// <summary>Not answered in time.</summary>
    TimedOut,

    /// <summary>Not reached, or the connection broke.</summary>
    Unreachable,

    /// <summary>Not sent: the address is not allowed.</summary>
    Forbidden,
}

/// <summary>One attempt to send one event, as the owner of the subscription sees it; what was sent is not kept here.</summary>
internal sealed class DeliveryAttempt
{
    /// <summary>Most bytes of an answer that are kept.</summary>
    public const int LongestAnswer = 20_000;

    public required Guid Id { get; init; }

    public required Guid SubscriptionId { get; init; }

    public required Guid EventId { get; init; }

    public required string Type { get; init; }

    public required DeliveryCause Cause { get; init; }

    /// <summary>Which attempt for this event it is, from 1.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required AttemptOutcome Outcome { get; init; }

    /// <summary>Status of the answer; null without one.</summary>
    public int? Status { get; init; }

    public required int Milliseconds { get; init; }

    /// <summary>First bytes of the answer as text; null where it was empty.</summary>
    public string? Answer { get; init; }

    /// <summary>What went wrong, for people who run the endpoint; null where nothing did.</summary>
    public string? Failure { get; init; }
}
