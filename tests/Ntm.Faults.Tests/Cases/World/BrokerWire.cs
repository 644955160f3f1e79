using System.Collections.Concurrent;
using Ntm.Faults.Tests.Cases.Inside;
using Ntm.Faults.Tests.Cases.Wire;

namespace Ntm.Faults.Tests.Cases.World;

/// <summary>
/// The wire between probes and the broker: counts deliveries and acknowledgements, and reports the moments to a callback.
/// </summary>
internal sealed class BrokerWire : IAsyncDisposable
{
    private readonly Func<string, ValueTask<Fate>> reached;
    private readonly ConcurrentDictionary<int, int> open = new();
    private readonly TcpProxy proxy;
    private int deliveredAgain;

    /// <param name="port">Port of the broker.</param>
    /// <param name="reached">Called when a moment of <see cref="KillPoint"/> is reached; decides what becomes of the message.</param>
    public BrokerWire(int port, Func<string, ValueTask<Fate>> reached)
    {
        this.reached = reached;
        proxy = new TcpProxy(port, new AmqpWire(), DecideAsync, PassedAsync, connection => open.TryRemove(connection, out _)).Start();
    }

    public int Port => proxy.Port;

    /// <summary>Messages that a consumer has and has not acknowledged.</summary>
    public int Unacknowledged => open.Values.Sum();

    /// <summary>Deliveries that the broker marked as not the first.</summary>
    public int DeliveredAgain => deliveredAgain;

    public void CutAll() => proxy.CutAll();

    public ValueTask DisposeAsync() => proxy.DisposeAsync();

    private async ValueTask<Fate> DecideAsync(Message message)
    {
        var method = AmqpWire.MethodOf(message.Bytes.Span);
        if (method == AmqpWire.Deliver)
        {
            open.AddOrUpdate(message.Connection, 1, (_, count) => count + 1);
            Interlocked.Add(ref deliveredAgain, AmqpWire.IsRedelivered(message.Bytes.Span) ? 1 : 0);
        }

        if (method == AmqpWire.Publish)
        {
            return await reached(KillPoint.BeforePublish);
        }

        if (method != AmqpWire.Ack)
        {
            return Fate.Pass;
        }

        if (!message.FromClient)
        {
            return await reached(KillPoint.AfterPublish);
        }

        return await reached(KillPoint.BeforeAck);
    }

    private async ValueTask<Fate> PassedAsync(Message message)
    {
        if (!message.FromClient || AmqpWire.MethodOf(message.Bytes.Span) != AmqpWire.Ack)
        {
            return Fate.Pass;
        }

        open.AddOrUpdate(message.Connection, 0, (_, count) => count - 1);
        return await reached(KillPoint.AfterAck);
    }
}
