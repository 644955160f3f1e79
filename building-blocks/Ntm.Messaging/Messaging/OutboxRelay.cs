using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Messaging;

/// <summary>
/// Delivers one service's outbox to its consumers: claims rows by lease, the oldest of each order key only, delivers each row by
/// itself and writes its outcome. A row that fails waits longer each time and becomes a dead letter in the end; it holds back its
/// own order key only. Claims and outcomes are written for many rows at once, but no row waits for another's delivery.
/// </summary>
internal sealed class OutboxRelay<TContext>(
    OutboxStore<TContext> outbox,
    OutboxSignal<TContext> signal,
    IOptions<MessagingOptions> options,
    DatabaseProbe databases,
    Outages outages,
    TimeProvider clock,
    EmbeddedTransport own,
    ILogger<OutboxRelay<TContext>> log,
    ITransport? transport = null
) : BackgroundLoop(outages, log)
    where TContext : ServiceDbContext
{
    /// <summary>Time between two rounds while deliveries run, so that one statement writes the outcomes of several.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    /// <summary>On a graceful stop: time limit of the running deliveries, and again of writing their outcomes.</summary>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(5);

    private readonly DeliveryWorkers<TContext>? workers = transport is null
        ? null
        : new DeliveryWorkers<TContext>(signal, options, databases, outages, clock, own, log, transport);

    private readonly HashSet<long> held = [];
    private readonly List<Delivery> unwritten = [];
    private bool raised;
    private long observedAt;
    private long recoveredAt;
    private long closedAt;

    protected override TimeSpan WaitAfterFailure => options.Value.PollInterval;

    private int Half => Math.Max(1, options.Value.BatchSize / 2);

    public override void Dispose()
    {
        workers?.Dispose();
        base.Dispose();
    }

    protected override async Task<TimeSpan> RunRoundAsync(CancellationToken cancellation)
    {
        if (workers is null)
        {
            return Timeout.InfiniteTimeSpan;
        }

        var signalled = raised;
        raised = false;
        var wrote = await WriteAsync(cancellation);
        await RecoverAsync(cancellation);
        var some = await ObserveAsync(cancellation) || signalled || wrote;
        var room = options.Value.BatchSize - held.Count;
        if (!some || room < Half || !transport!.Ready || Within(closedAt, options.Value.PollInterval))
        {
            return options.Value.PollInterval;
        }

        // A claim is a write, and an idle relay must not write; so it polls first, except right after a commit in this process.
        if ((wrote || !signalled) && await outbox.NextDueAsync(cancellation) is var next && next != TimeSpan.Zero)
        {
            return Soonest(next);
        }

        var claimedAt = Stopwatch.GetTimestamp();
        var rows = await outbox.ClaimAsync(room, cancellation);
        foreach (var row in rows)
        {
            held.Add(row.Seq);
            workers.Begin(row, claimedAt, cancellation);
        }

        return rows.Count > 0 ? options.Value.PollInterval : Soonest(await outbox.NextDueAsync(cancellation));
    }

    /// <summary>
    /// A commit or an ended delivery wakes the relay; while other deliveries run, it waits a little to write several outcomes at
    /// once.
    /// </summary>
    protected override async Task WaitAsync(TimeSpan wait, CancellationToken cancellation)
    {
        if (!await signal.WaitAsync(wait, cancellation))
        {
            return;
        }

        raised = true;
        for (var since = Stopwatch.GetTimestamp(); workers is { UnderWay: > 0 } && workers.Ended < Half && Within(since, Pace); )
        {
            await signal.WaitAsync(TimeSpan.FromMilliseconds(5), cancellation);
        }
    }

    /// <summary>
    /// Releases the leases on a graceful stop: a lease that is not released blocks its order key on every other replica until it
    /// expires. Deliveries that have not begun are given back; running ones may end, and their outcomes are written within a limit
    /// of their own.
    /// </summary>
    protected override async Task EndAsync()
    {
        if (workers is not null)
        {
            await workers.StopAsync(TimeToStop);
            using var limit = new CancellationTokenSource(TimeToStop);
            await WriteAsync(limit.Token);
        }
    }

    private static bool Within(long since, TimeSpan span) => since != 0 && Stopwatch.GetElapsedTime(since) < span;

    /// <summary>Wait until the next row is due; never zero, because another replica may be claiming it.</summary>
    private TimeSpan Soonest(TimeSpan? next) =>
        next is { } due && due < options.Value.PollInterval
            ? due > Pace
                ? due
                : Pace
            : options.Value.PollInterval;

    /// <summary>Measures from time to time how old the oldest message is; false when there is none.</summary>
    private async Task<bool> ObserveAsync(CancellationToken cancellation)
    {
        if (Within(observedAt, options.Value.PollInterval / 2))
        {
            return true;
        }

        var oldest = await outbox.OldestAsync(cancellation);
        MessagingMetrics.OutboxAges[typeof(TContext)] = oldest is { } since ? (clock.GetUtcNow() - since).TotalSeconds : 0;
        observedAt = Stopwatch.GetTimestamp();
        return oldest is not null;
    }

    /// <summary>At start and six times a lease: recovers rows whose relay died.</summary>
    private async Task RecoverAsync(CancellationToken cancellation)
    {
        if (Within(recoveredAt, options.Value.Lease / 6))
        {
            return;
        }

        foreach (var row in await outbox.RecoverAsync(held, cancellation))
        {
            MessagingMetrics.Dead.Add(1);
            MessagingLog.DeliveryFailed(
                Logger,
                row.Type,
                row.MessageId,
                row.Attempts,
                dead: true,
                row.LastError ?? OutboxStore.Interrupted,
                exception: null
            );
        }

        recoveredAt = Stopwatch.GetTimestamp();
    }

    /// <summary>
    /// Writes the outcomes of ended deliveries; one that cannot be written stays for the next round. Returns whether there was any.
    /// </summary>
    private async Task<bool> WriteAsync(CancellationToken cancellation)
    {
        while (workers!.TryTakeEnded(out var delivery))
        {
            unwritten.Add(delivery);
        }

        if (unwritten.Count == 0)
        {
            return false;
        }

        await WriteAsync([Outcome.Delivered], rows => outbox.DeleteAsync(rows.ConvertAll(delivery => delivery.Row), cancellation));
        foreach (var failed in unwritten.Where(delivery => delivery.Outcome is Outcome.Failed or Outcome.Dead).ToList())
        {
            await outbox.PostponeAsync(failed.Row, failed.Reason, failed.Outcome is Outcome.Dead, cancellation);
            Settle(failed);
        }

        await WriteAsync(
            [Outcome.NotTried, Outcome.Unreachable],
            async rows =>
            {
                await outbox.GiveBackAsync(rows.Select(delivery => delivery.Row), cancellation);
                if (rows.Find(delivery => delivery.Outcome is Outcome.Unreachable) is { } unreachable)
                {
                    MessagingLog.GaveBack(Logger, rows.Count, unreachable.Reason);
                    closedAt = Stopwatch.GetTimestamp();
                }
            }
        );
        return true;
    }

    private async Task WriteAsync(Outcome[] outcomes, Func<List<Delivery>, Task> write)
    {
        if (unwritten.FindAll(delivery => outcomes.Contains(delivery.Outcome)) is { Count: > 0 } rows)
        {
            await write(rows);
            rows.ForEach(Settle);
        }
    }

    private void Settle(Delivery delivery)
    {
        unwritten.Remove(delivery);
        held.Remove(delivery.Row.Seq);
    }
}
