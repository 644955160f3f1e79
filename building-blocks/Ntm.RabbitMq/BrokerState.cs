using System.Collections.Concurrent;
using System.Diagnostics;
using MassTransit;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;

namespace Ntm.RabbitMq;

/// <summary>State of the broker as this process sees it: whether it answers, and whether each queue has our consumer.</summary>
internal sealed class BrokerState(Topology topology)
{
    private long unpublished;

    private readonly ConcurrentDictionary<string, Endpoint> endpoints = new(
        topology.Queues.Select(queue => KeyValuePair.Create(queue.Name, new Endpoint()))
    );

    /// <summary>Whether the broker answered at the last poll.</summary>
    public bool Connected { get; set; }

    /// <summary>Why this process is not ready now; null when it is.</summary>
    public string? Amiss =>
        !Connected
            ? "the broker does not answer"
            : Fault ?? WithoutConsumer.Select(queue => queue.Queue + " has no consumer").FirstOrDefault();

    /// <summary>Whether this process has been ready once.</summary>
    public bool WasReady { get; set; }

    /// <summary>Set when several new buses did not help: the process must be restarted.</summary>
    public bool RequiresRestart { get; set; }

    /// <summary>
    /// What was wrong at the last poll although the broker answered, e.g. a queue that was not declared; null when nothing.
    /// </summary>
    public string? Fault { get; set; }

    /// <summary>How long no event could be published although some were tried; zero when the last one went.</summary>
    public TimeSpan UnpublishedFor =>
        Interlocked.Read(ref unpublished) is var since and > 0 ? Stopwatch.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>Queues without our consumer, and for how long.</summary>
    public IEnumerable<(string Queue, TimeSpan For)> WithoutConsumer =>
        endpoints.Where(pair => !pair.Value.Consuming).Select(pair => (pair.Key, Stopwatch.GetElapsedTime(pair.Value.Since)));

    public void Published() => Interlocked.Exchange(ref unpublished, 0);

    public void NotPublished() => Interlocked.CompareExchange(ref unpublished, Stopwatch.GetTimestamp(), 0);

    /// <summary>Resets the counters, so that a bus that was just started has its time.</summary>
    public void Expect()
    {
        Published();
        foreach (var endpoint in endpoints.Values)
        {
            endpoint.Seen();
        }
    }

    public Endpoint this[string queue] => endpoints[queue];

    /// <summary>Knows the channel of one queue's consumer for as long as it consumes.</summary>
    internal sealed class Endpoint : IFilter<ChannelContext>
    {
        private IChannel? channel;

        public bool Consuming => Volatile.Read(ref channel) is { IsOpen: true };

        /// <summary>When a consumer was last seen, or may still be on its way.</summary>
        public long Since { get; private set; } = Stopwatch.GetTimestamp();

        public void Seen() => Since = Stopwatch.GetTimestamp();

        public async Task Send(ChannelContext context, IPipe<ChannelContext> next)
        {
            Volatile.Write(ref channel, context.Channel);
            try
            {
                await next.Send(context);
            }
            finally
            {
                // A later channel may have taken the place already.
                Interlocked.CompareExchange(ref channel, null, context.Channel);
            }
        }

        public void Probe(ProbeContext context) => context.CreateFilterScope("endpointState");
    }
}
