using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ntm.Hosting;
using Ntm.Messaging;
using Ntm.Web;

namespace Ntm.Notifications.Delivery;

/// <summary>
/// Sends events to the endpoints of other systems. It leases its share of the subscriptions and lets each run by itself; it waits for
/// none of them. An event of the feed wakes it, and it looks for others' by itself.
/// </summary>
internal sealed partial class WebhookDispatcher(
    DeliveryRound round,
    LeaseStore leases,
    WebhookSignal signal,
    IOptions<WebhookOptions> options,
    IOptions<MessagingOptions> messaging,
    TimeProvider clock,
    Outages outages,
    ILogger<WebhookDispatcher> log
) : BackgroundLoop(outages, log)
{
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(1);

    /// <summary>Among several processes: an event that another one committed wakes this one not.</summary>
    private static readonly TimeSpan PollBesideOthers = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(5);

    private readonly SendingTurn turn = new(leases.Owner, options.Value.Lease, options.Value.Timeout);
    private readonly Dictionary<Guid, Lane> lanes = [];
    private HashSet<Guid> held = [];
    private int share;
    private int shared;
    private bool alone = true;
    private long renewedAt;

    private TimeSpan Poll =>
        !alone ? PollBesideOthers
        : messaging.Value.PollInterval < LongestPoll ? messaging.Value.PollInterval
        : LongestPoll;

    public override void Dispose()
    {
        turn.Dispose();
        base.Dispose();
    }

    protected override Task WaitAsync(TimeSpan wait, CancellationToken cancellation) => signal.WaitAsync(wait, cancellation);

    protected override async Task<TimeSpan> RunRoundAsync(CancellationToken cancellation)
    {
        if (!DatabaseClock.IsKnown(clock))
        {
            return Poll;
        }

        var (head, work) = await leases.WorkAsync(cancellation);
        if (work.Count == 0 && held.Count == 0)
        {
            return Poll;
        }

        await RenewAsync(work.Count, cancellation);
        var pending = work.FindAll(one => one.HasDue || LaneOf(one.Id).ScannedFrom(one.Position) < head);
        await ClaimAsync(pending, cancellation);
        foreach (var one in pending.Where(one => held.Contains(one.Id)))
        {
            Begin(one.Id, LaneOf(one.Id));
        }

        return Poll;
    }

    protected override async Task EndAsync()
    {
        await turn.EndAsync(Task.WhenAll(lanes.Values.Select(lane => lane.Running).OfType<Task>()), TimeToStop);
        if (renewedAt != 0)
        {
            using var limit = new CancellationTokenSource(TimeToStop);
            await leases.LeaveAsync(limit.Token);
        }
    }

    private Lane LaneOf(Guid id) => lanes.TryGetValue(id, out var lane) ? lane : lanes[id] = new Lane();

    private async Task RenewAsync(int subscriptions, CancellationToken cancellation)
    {
        if (shared == subscriptions && renewedAt != 0 && Stopwatch.GetElapsedTime(renewedAt) < options.Value.Lease / 8)
        {
            return;
        }

        var at = Stopwatch.GetTimestamp();
        var busy = lanes.Where(pair => pair.Value.IsRunning).Select(pair => pair.Key).ToList();
        (held, share, alone) = await leases.RenewAsync(subscriptions, busy, cancellation);
        turn.Renewed(at);
        (renewedAt, shared) = (at, subscriptions);
        foreach (var idle in lanes.Keys.Except(held).Except(busy).ToList())
        {
            lanes.Remove(idle);
        }
    }

    private async Task ClaimAsync(List<Work> pending, CancellationToken cancellation)
    {
        var wanted = pending.Where(one => !held.Contains(one.Id)).Select(one => one.Id).Take(Math.Max(0, share - held.Count)).ToList();
        if (wanted.Count > 0 && await leases.IsAnyFreeAsync(wanted, cancellation))
        {
            held.UnionWith(await leases.ClaimAsync(wanted, cancellation));
        }
    }

    private void Begin(Guid id, Lane lane)
    {
        if (lane.IsRunning || lane.IsPaused || !turn.MayBegin)
        {
            return;
        }

        lane.Running = Task.Run(() => RunAsync(id, lane));

        // Only after its end: what was committed while it ended is not to wait for the next poll.
        _ = lane.Running.ContinueWith(_ => signal.Raise(), TaskScheduler.Default);
    }

    private async Task RunAsync(Guid id, Lane lane)
    {
        try
        {
            if (!await round.RunAsync(id, lane, turn))
            {
                lane.Pause();
            }
        }
        catch (Exception failure)
        {
            lane.Pause();
            if (!turn.Stop.IsCancellationRequested && !Outages.TryReport(failure))
            {
                RoundFailed(Logger, id, failure);
            }
        }
    }

    [LoggerMessage(4101, LogLevel.Error, "Webhooks: a round of subscription {SubscriptionId} failed; what it sent may be sent again")]
    private static partial void RoundFailed(ILogger logger, Guid subscriptionId, Exception failure);
}
