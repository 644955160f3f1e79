using System.Collections.Concurrent;
using System.Diagnostics;
using MassTransit;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;

namespace Ntm.RabbitMq;

/// <summary>What this process knows about the broker: whether it answers, and whether each queue has our consumer.</summary>
internal sealed class BrokerState(Topology topology)
{
    private readonly ConcurrentDictionary<string, Endpoint> endpoints = new(topology.Queues.Select(queue => KeyValuePair.Create(queue.Name, new Endpoint())));

    /// <summary>Whether the broker answered at the last look.</summary>
    public bool Connected { get; set; }

    /// <summary>Set when the bus was started anew and it did not help: the process must be replaced.</summary>
    public bool Hopeless { get; set; }

    /// <summary>Messages in each queue at the last look.</summary>
    public ConcurrentDictionary<string, long> Depths { get; } = new();

    /// <summary>Queues without our consumer, and for how long.</summary>
    public IEnumerable<(string Queue, TimeSpan For)> Unheard =>
        endpoints.Where(pair => !pair.Value.Consuming).Select(pair => (pair.Key, Stopwatch.GetElapsedTime(pair.Value.Since)));

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
