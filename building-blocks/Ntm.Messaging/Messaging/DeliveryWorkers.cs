using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Messaging;

/// <summary>Outcome of a claimed row.</summary>
internal enum Outcome
{
    /// <summary>It was delivered and is deleted.</summary>
    Delivered,

    /// <summary>It failed and waits for another attempt.</summary>
    Failed,

    /// <summary>It failed for the last time.</summary>
    Dead,

    /// <summary>It was not tried and is free again.</summary>
    NotTried,

    /// <summary>The transport was unreachable; no attempt is counted.</summary>
    Unreachable,
}

/// <summary>The end of one delivery.</summary>
internal sealed record Delivery(OutboxRow Row, Outcome Outcome, string Reason);

/// <summary>Delivers the claimed rows of one relay, each by itself, as many at once as the transport takes.</summary>
internal sealed class DeliveryWorkers<TContext>(
    OutboxSignal<TContext> signal,
    IOptions<MessagingOptions> options,
    DatabaseProbe databases,
    Outages outages,
    TimeProvider clock,
    EmbeddedTransport own,
    ILogger<OutboxRelay<TContext>> log,
    ITransport transport
) : IDisposable
    where TContext : ServiceDbContext
{
    // Shares of the lease: a delivery that has not begun by the first is given back, one that has not ended by the second is cancelled.
    private const double LatestBegin = 0.4;
    private const double LatestEnd = 0.9;

    private readonly SemaphoreSlim slots = new(transport.AtOnce);
    private readonly CancellationTokenSource ending = new();
    private readonly ConcurrentQueue<Delivery> ended = new();
    private int underWay;

    /// <summary>Deliveries that have not ended, begun or not.</summary>
    public int UnderWay => Volatile.Read(ref underWay);

    /// <summary>Deliveries that have ended and were not taken yet.</summary>
    public int Ended => ended.Count;

    public void Dispose()
    {
        slots.Dispose();
        ending.Dispose();
    }

    /// <summary>Delivers a row in the background; its end raises the signal.</summary>
    /// <param name="row">The claimed row.</param>
    /// <param name="claimedAt">Timestamp of the machine's counter before the claim.</param>
    /// <param name="stopping">Cancels deliveries that have not begun.</param>
    public void Begin(OutboxRow row, long claimedAt, CancellationToken stopping)
    {
        Interlocked.Increment(ref underWay);
        _ = CarryAsync(row, claimedAt, stopping);
    }

    public bool TryTakeEnded(out Delivery delivery) => ended.TryDequeue(out delivery!);

    /// <summary>Gives running deliveries the time limit, then cancels them; returns when all have ended.</summary>
    public async Task StopAsync(TimeSpan limit)
    {
        ending.CancelAfter(limit);
        while (UnderWay > 0)
        {
            await signal.WaitAsync(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        }
    }

    private async Task CarryAsync(OutboxRow row, long claimedAt, CancellationToken stopping)
    {
        var (outcome, reason) = (Outcome.NotTried, "");
        try
        {
            if (await TakeSlotAsync(Left(claimedAt, LatestBegin), stopping))
            {
                (outcome, reason) = await DeliverAsync(row, claimedAt);
            }
        }
        finally
        {
            ended.Enqueue(new Delivery(row, outcome, reason));
            Interlocked.Decrement(ref underWay);
            signal.Raise();
        }
    }

    private async Task<bool> TakeSlotAsync(TimeSpan limit, CancellationToken stopping)
    {
        try
        {
            return await slots.WaitAsync(limit, stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>The delivery ends before the lease does; after that another relay could have claimed the row.</summary>
    private async Task<(Outcome Outcome, string Reason)> DeliverAsync(OutboxRow row, long claimedAt)
    {
        using var activity = MessagingMetrics.Source.StartActivity("deliver " + row.Type, ActivityKind.Consumer, row.TraceParent);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ending.Token);
        limit.CancelAfter(Left(claimedAt, LatestEnd));
        try
        {
            // A consumer that ignores its token is not waited for; if it commits later, the inbox keeps the second delivery from
            // having effect.
            await (row.IsRetry ? own : transport).DeliverAsync(row, limit.Token).WaitAsync(limit.Token);
            MessagingMetrics.Delivered.Add(1);
            MessagingMetrics.Latency.Record((clock.GetUtcNow() - row.CreatedAt).TotalMilliseconds);
            return (Outcome.Delivered, "");
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            return await JudgeAsync(row, exception, late: limit.IsCancellationRequested);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<(Outcome Outcome, string Reason)> JudgeAsync(OutboxRow row, Exception exception, bool late)
    {
        var away = exception is TransportUnreachableException || await databases.IsAwayAsync(exception, CancellationToken.None);
        if (ending.IsCancellationRequested)
        {
            return (Outcome.NotTried, "");
        }

        var reason =
            late && exception is OperationCanceledException
                ? $"Giao bản tin quá {options.Value.Lease.TotalSeconds * LatestEnd:0.#} giây mà chưa xong."
                : exception.GetBaseException().Message;
        if (away)
        {
            outages.TryReport(exception);
            return (Outcome.Unreachable, reason);
        }

        var dead = row.Attempts >= options.Value.MaxAttempts || RefusedEventException.IsCauseOf(exception);
        MessagingLog.DeliveryFailed(log, row.Type, row.MessageId, row.Attempts, dead, reason, exception);
        (dead ? MessagingMetrics.Dead : MessagingMetrics.Failed).Add(1);
        return (dead ? Outcome.Dead : Outcome.Failed, reason);
    }

    private TimeSpan Left(long claimedAt, double share) =>
        (options.Value.Lease * share) - Stopwatch.GetElapsedTime(claimedAt) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
}
