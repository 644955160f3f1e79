using Microsoft.Extensions.Options;

namespace Ntm.Notifications.Delivery;

/// <summary>
/// The connections of this process. Endpoints that failed last share a quarter of them, so that however many hang, those that answer find
/// the rest free.
/// </summary>
internal sealed class ConnectionShare : IDisposable
{
    private readonly SemaphoreSlim steady;
    private readonly SemaphoreSlim suspect;

    public ConnectionShare(IOptions<WebhookOptions> options)
    {
        var forSuspect = options.Value.MostConnections / 4;
        (steady, suspect) = (new SemaphoreSlim(options.Value.MostConnections - forSuspect), new SemaphoreSlim(forSuspect));
    }

    /// <summary>Waits for a connection; it is free again when the result is disposed.</summary>
    /// <param name="isSuspect">Whether the endpoint failed last.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    public async Task<IDisposable> TakeAsync(bool isSuspect, CancellationToken cancellation)
    {
        var share = isSuspect ? suspect : steady;
        await share.WaitAsync(cancellation);
        return new Taken(share);
    }

    public void Dispose()
    {
        steady.Dispose();
        suspect.Dispose();
    }

    private sealed class Taken(SemaphoreSlim share) : IDisposable
    {
        public void Dispose() => share.Release();
    }
}
