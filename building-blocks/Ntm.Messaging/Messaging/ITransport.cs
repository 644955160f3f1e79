using Ntm.Persistence;

namespace Ntm.Messaging;

/// <summary>Carries events from an outbox to whoever receives them.</summary>
public interface ITransport
{
    /// <summary>False while nothing could be delivered; rows then wait unclaimed.</summary>
    bool Ready { get; }

    /// <summary>How many events it takes side by side.</summary>
    int AtOnce { get; }

    /// <summary>Returns when the event can no longer be lost without its row.</summary>
    /// <exception cref="TransportUnreachableException">The way is closed now; the event is not to blame.</exception>
    Task DeliverAsync(OutboxRow row, CancellationToken cancellation);
}

/// <summary>Nothing can be delivered now. No try is counted against the event.</summary>
public sealed class TransportUnreachableException(string message, Exception? cause = null) : Exception(message, cause);
