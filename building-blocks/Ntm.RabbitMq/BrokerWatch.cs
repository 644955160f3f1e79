using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ntm.BuildingBlocks.Messaging;
using RabbitMQ.Client;

namespace Ntm.RabbitMq;

/// <summary>
/// Looks at the broker over a connection of its own: whether it answers, how long each queue is, whether our consumers
/// are there. MassTransit 8.4.0 can lose a consumer for good when a channel closes; then the bus is started anew, and if
/// that does not help, liveness fails. It also takes the dead letters of the broker into the service's own list.
/// </summary>
internal sealed class BrokerWatch(
    Topology topology, BrokerState state, IBusControl bus, IServiceProvider services, IOptions<RabbitMqOptions> options, ILogger<BrokerWatch> log)
    : BackgroundService
{
    private const int LooksAfterRestart = 3;
    private int restarts;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await options.Value.ConnectAsync("watch", stoppingToken);
                Found();
                while (connection.IsOpen)
                {
                    await LookAsync(connection, stoppingToken);
                    await Task.Delay(options.Value.WatchInterval, TimeProvider.System, stoppingToken);
                }

                Lost(connection.CloseReason?.ToString() ?? "closed");
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Lost(exception.GetBaseException().Message);
                await Task.Delay(options.Value.WatchInterval, TimeProvider.System, stoppingToken);
            }
        }
    }

    private async Task LookAsync(IConnection connection, CancellationToken cancellation)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        foreach (var queue in topology.Queues)
        {
            var found = await channel.QueueDeclarePassiveAsync(queue.Name, cancellation);
            state.Depths[queue.Name] = found.MessageCount;
            if (found.ConsumerCount > 0 && state[queue.Name].Consuming)
            {
                state[queue.Name].Seen();
            }
        }

        foreach (var service in topology.Services)
        {
            await TakeDeadLettersAsync(channel, service, cancellation);
        }

        await MendAsync(cancellation);
    }

    /// <summary>What the broker gave up killed its consumers too often, so nobody tries it again before an operator says so.</summary>
    private async Task TakeDeadLettersAsync(IChannel channel, string service, CancellationToken cancellation)
    {
        var queue = Topology.DeadLetters(service);
        var heard = HeardFacts.Of(services, service);
        while (await channel.BasicGetAsync(queue, autoAck: false, cancellation) is { } letter)
        {
            var headers = letter.BasicProperties.Headers;
            object? Header(string name) => headers is not null && headers.TryGetValue(name, out var value) ? value : null;
            var from = Envelope.Text(Header("x-first-death-queue")) ?? queue;
            var fact = Envelope.Describe(Header, letter.BasicProperties.MessageId, letter.Body.Span, from);
            var reason = $"Máy chủ bản tin đã trả lại từ hàng đợi {from}: {Envelope.Text(Header("x-first-death-reason")) ?? "không rõ"}.";
            await heard.KeepAsync(fact, reason, dead: true, cancellation);
            BrokerLog.Kept(log, fact.Type, fact.MessageId, from, true, reason);
            await channel.BasicAckAsync(letter.DeliveryTag, multiple: false, cancellation);
        }
    }

    private async Task MendAsync(CancellationToken cancellation)
    {
        var lost = state.Unheard.Where(queue => queue.For > options.Value.ConsumerGrace).ToList();
        if (lost.Count == 0)
        {
            restarts = state.Unheard.Any() ? restarts : 0;
            state.Hopeless = false;
            return;
        }

        BrokerLog.ConsumerLost(log, lost[0].Queue, lost[0].For.TotalSeconds);
        state.Hopeless = ++restarts > LooksAfterRestart;
        await RestartBusAsync(cancellation);
        foreach (var queue in topology.Queues)
        {
            state[queue.Name].Seen();
        }
    }

    private async Task RestartBusAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            await bus.StopAsync(limit.Token);
        }
        finally
        {
            await bus.StartAsync(limit.Token);
        }
    }

    private void Found()
    {
        if (!state.Connected)
        {
            BrokerLog.BrokerFound(log);
        }

        state.Connected = true;
        foreach (var queue in topology.Queues)
        {
            state[queue.Name].Seen();
        }
    }

    private void Lost(string reason)
    {
        if (state.Connected)
        {
            BrokerLog.BrokerLost(log, reason);
        }

        state.Connected = false;
    }
}
