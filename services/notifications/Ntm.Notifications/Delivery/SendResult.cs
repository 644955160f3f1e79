using Ntm.Notifications.Domain.Webhooks;

namespace Ntm.Notifications.Delivery;

/// <summary>What became of one request to an endpoint.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Took">From its beginning to the end of what was read of the answer.</param>
internal sealed record SendResult(AttemptOutcome Outcome, TimeSpan Took)
{
    public int? Status { get; init; }

    /// <summary>First bytes of the answer as text.</summary>
    public string? Answer { get; init; }

    /// <summary>What went wrong.</summary>
    public string? Failure { get; init; }

    /// <summary>How long the endpoint asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool Received => Outcome is AttemptOutcome.Received;

    /// <summary>Whether the endpoint has too much to do.</summary>
    public bool Overloaded => Outcome is AttemptOutcome.TimedOut || Status is 429;
}
