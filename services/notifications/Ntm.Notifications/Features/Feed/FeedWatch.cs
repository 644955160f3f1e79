using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Ntm.Messaging;
using Ntm.Notifications.Persistence;
using Ntm.Web;

namespace Ntm.Notifications.Features.Feed;

/// <summary>
/// Wakes those who wait for the feed: at the commit of an append in this process, and by a look a second for what other replicas append.
/// There is one look for all who wait, none while nobody does, and no thread for any of them.
/// </summary>
internal sealed class FeedWatch(IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, Outages outages, ILogger<FeedWatch> log)
    : BackgroundLoop(outages, log)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>Least time between two looks: many events at once wake everybody once.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(25);

    private readonly Signal signal = new();
    private TaskCompletionSource change = NewChange();
    private long head;
    private long lookedAt;
    private int waiting;

    /// <summary>Whether the process stops: nobody waits any more.</summary>
    public bool Ending => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>An append was committed.</summary>
    public void Raise()
    {
        if (Volatile.Read(ref waiting) > 0)
        {
            signal.Raise();
        }
    }

    /// <summary>Waits until the feed goes on behind a position, or for the limit, by the machine's time; not beyond the end of the
    /// process.</summary>
    public async Task WaitAsync(long position, TimeSpan limit, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref waiting) == 1)
        {
            signal.Raise();
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        try
        {
            // Taken before the head is read: a change in between has completed it.
            var next = Volatile.Read(ref change).Task;
            if (Volatile.Read(ref head) <= position)
            {
                await next.WaitAsync(limit, TimeProvider.System, end.Token);
            }
        }
        catch (TimeoutException)
        {
            // Nothing came; the caller sees that for itself.
        }
        catch (OperationCanceledException) when (Ending && !cancellation.IsCancellationRequested)
        {
            // Who waited is answered at once.
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    protected override async Task<TimeSpan> RunRoundAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref waiting) == 0)
        {
            return Timeout.InfiniteTimeSpan;
        }

        lookedAt = Stopwatch.GetTimestamp();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
        var now = await db.FeedHeads.Select(row => row.Position).SingleAsync(cancellation);
        if (Interlocked.Exchange(ref head, now) != now)
        {
            Interlocked.Exchange(ref change, NewChange()).SetResult();
        }

        return Every;
    }

    protected override async Task WaitAsync(TimeSpan wait, CancellationToken cancellation)
    {
        if (await signal.WaitAsync(wait, cancellation) && Pace - Stopwatch.GetElapsedTime(lookedAt) is var rest && rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, TimeProvider.System, cancellation);
        }
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
