namespace Ntm.Messaging;

/// <summary>Wakes a loop of this process. A signal between a poll and a wait is not lost.</summary>
public class Signal : IDisposable
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

    /// <summary>Waits for a raise, or for the limit: another process may have written. Returns whether it was a raise.</summary>
    public Task<bool> WaitAsync(TimeSpan limit, CancellationToken cancellation) => semaphore.WaitAsync(limit, cancellation);

    public void Dispose()
    {
        semaphore.Dispose();
        GC.SuppressFinalize(this);
    }
}
