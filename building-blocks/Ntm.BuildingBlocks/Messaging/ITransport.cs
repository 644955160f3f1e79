using Ntm.BuildingBlocks.Persistence;

namespace Ntm.BuildingBlocks.Messaging;

/// <summary>Carries facts from an outbox to whoever hears them.</summary>
public interface ITransport
{
    /// <summary>False while nothing could be delivered; rows then wait unclaimed.</summary>
    bool Ready { get; }

    /// <summary>How many facts it takes side by side.</summary>
    int AtOnce { get; }

    /// <summary>Returns when the fact can no longer be lost without its row.</summary>
    /// <exception cref="TransportUnreachableException">The way is closed now; the fact is not to blame.</exception>
    Task DeliverAsync(OutboxRow row, CancellationToken cancellation);
}

/// <summary>Nothing can be delivered now. No try is counted against the fact.</summary>
public sealed class TransportUnreachableException(string message, Exception? cause = null) : Exception(message, cause);
