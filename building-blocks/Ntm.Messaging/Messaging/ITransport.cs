using Ntm.Persistence;

namespace Ntm.Messaging;

/// <summary>Carries events from an outbox to their consumers.</summary>
public interface ITransport
{
    /// <summary>False while nothing could be delivered; rows then wait unclaimed.</summary>
    bool Ready { get; }

    /// <summary>How many events it delivers concurrently.</summary>
    int AtOnce { get; }

    /// <summary>Returns when the outbox row may be deleted: every consumer has committed, or the broker has confirmed.</summary>
    /// <exception cref="TransportUnreachableException">The transport is unreachable; no attempt is counted.</exception>
    Task DeliverAsync(OutboxRow row, CancellationToken cancellation);
}

/// <summary>The transport is unreachable. No attempt is counted against the event.</summary>
public sealed class TransportUnreachableException(string message, Exception? cause = null) : Exception(message, cause);
