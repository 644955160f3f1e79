using Ntm.Messaging;
using Ntm.Persistence;

namespace Ntm.Platform.Tests.Messaging;

/// <summary>Carries nothing, so that a test acts in the relay's place.</summary>
internal sealed class ClosedTransport : ITransport
{
    public bool Ready => false;

    public int AtOnce => 1;

    public Task DeliverAsync(OutboxRow row, CancellationToken cancellation) => throw new InvalidOperationException("Nothing is claimed.");
}
