namespace Ntm.Notifications.Delivery;

/// <summary>Wakes the dispatcher of this process: an event was committed, or a subscription changed. Raised while nobody waits, it is not
/// lost.</summary>
internal sealed class WebhookSignal : IDisposable
{
    private readonly SemaphoreSlim semaphore = new(0, 1);

    public void Raise()
    {
        try
        {
            semaphore.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already raised: one wake-up is enough.
        }
    }

    /// <summary>Waits for a raise, or for the limit: another process may have committed.</summary>
    public Task WaitAsync(TimeSpan limit, CancellationToken cancellation) => semaphore.WaitAsync(limit, cancellation);

    public void Dispose() => semaphore.Dispose();
}
