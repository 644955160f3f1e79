using System.Diagnostics;

namespace Ntm.Notifications.Delivery;

/// <summary>When this process may begin requests: while its leases are surely longer than a request, and until it stops.</summary>
internal sealed class SendingTurn(string owner, TimeSpan lease, TimeSpan timeout) : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource abort = new();
    private readonly CancellationTokenSource write = new();
    private long renewedAt;

    /// <summary>Process that the leases name.</summary>
    public string Owner => owner;

    /// <summary>No request begins any more.</summary>
    public CancellationToken Stop => stop.Token;

    /// <summary>Requests under way are broken off.</summary>
    public CancellationToken Abort => abort.Token;

    /// <summary>Nothing is written any more.</summary>
    public CancellationToken Write => write.Token;

    public bool MayBegin =>
        !stop.IsCancellationRequested
        && Volatile.Read(ref renewedAt) is not 0 and var since
        && Stopwatch.GetElapsedTime(since) + timeout + (lease / 8) < lease;

    /// <summary>The leases were prolonged by a statement that began then.</summary>
    public void Renewed(long at) => Volatile.Write(ref renewedAt, at);

    /// <summary>Lets what runs end within a limit, then breaks it off.</summary>
    public async Task EndAsync(Task running, TimeSpan limit)
    {
        await stop.CancelAsync();
        foreach (var source in (CancellationTokenSource[])[abort, write])
        {
            await Task.WhenAny(running, Task.Delay(limit, TimeProvider.System));
            await source.CancelAsync();
        }
    }

    public void Dispose()
    {
        stop.Dispose();
        abort.Dispose();
        write.Dispose();
    }
}
