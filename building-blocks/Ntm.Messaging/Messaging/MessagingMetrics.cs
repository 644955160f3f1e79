using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Ntm.Messaging;

/// <summary>Metrics and traces for operators: meter and activity source <c>Ntm.Messaging</c>.</summary>
public static class MessagingMetrics
{
    public const string Name = "Ntm.Messaging";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    /// <summary>Events that every consumer has committed.</summary>
    public static readonly Counter<long> Delivered = Meter.CreateCounter<long>("ntm.outbox.delivered");

    /// <summary>Failed delivery attempts.</summary>
    public static readonly Counter<long> Failed = Meter.CreateCounter<long>("ntm.outbox.failed");

    /// <summary>Events dead-lettered after the last attempt, or at once because they must not be read; an alarm.</summary>
    public static readonly Counter<long> Dead = Meter.CreateCounter<long>("ntm.outbox.dead");

    /// <summary>Events that were delivered again and had no effect, because the inbox knew them.</summary>
    public static readonly Counter<long> Duplicates = Meter.CreateCounter<long>("ntm.inbox.duplicates");

    /// <summary>Events from the broker that a consumer failed on and that were stored as retries.</summary>
    public static readonly Counter<long> Retries = Meter.CreateCounter<long>("ntm.inbox.retries");

    /// <summary>Timers fired.</summary>
    public static readonly Counter<long> TimersFired = Meter.CreateCounter<long>("ntm.timers.fired");

    /// <summary>Failed firings of timers; each is tried again, and listed while it fails.</summary>
    public static readonly Counter<long> TimersFailed = Meter.CreateCounter<long>("ntm.timers.failed");

    /// <summary>Messages in each queue of the broker at the last poll.</summary>
    internal static readonly ConcurrentDictionary<string, long> QueueDepths = new();

    /// <summary>Seconds that the oldest event of each service waits; dead-lettered ones do not count.</summary>
    internal static readonly ConcurrentDictionary<Type, double> OutboxAges = new();

    /// <summary>Milliseconds from commit to the last consumer's commit.</summary>
    public static readonly Histogram<double> Latency = Meter.CreateHistogram<double>("ntm.outbox.latency", "ms");

    static MessagingMetrics()
    {
        _ = Meter.CreateObservableGauge(
            "ntm.outbox.age",
            () => OutboxAges.Select(age => new Measurement<double>(age.Value, new KeyValuePair<string, object?>("outbox", age.Key.Name))),
            "s"
        );
        _ = Meter.CreateObservableGauge(
            "ntm.queue.depth",
            () => QueueDepths.Select(depth => new Measurement<long>(depth.Value, new KeyValuePair<string, object?>("queue", depth.Key)))
        );
    }
}
