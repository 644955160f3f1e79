using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ntm.Messaging;
using Ntm.Web;
using RabbitMQ.Client;

namespace Ntm.RabbitMq;

/// <summary>
/// Polls the broker over a connection of its own: whether it answers, how long each queue is, whether our consumers are attached.
/// MassTransit (seen in 8.4) can lose a consumer for good when a channel closes; then there is a new bus, and if that does not help,
/// liveness fails. It also takes the dead letters of the broker into the service's own list.
/// </summary>
internal sealed class BrokerWatch(
    Topology topology,
    BrokerState state,
    BrokerBus bus,
    IServiceProvider services,
    IOptions<RabbitMqOptions> options,
    Outages outages,
    ILogger<BrokerWatch> log
) : BackgroundLoop(outages, log), IHostedLifecycleService
{
    private const int RestartsThatMayFail = 3;
    private IConnection? connection;
    private int restarts;
    private bool lost;

    protected override TimeSpan WaitAfterFailure => options.Value.WatchInterval;

    protected override async Task<TimeSpan> RunRoundAsync(CancellationToken cancellation)
    {
        try
        {
            if (connection is { IsOpen: false })
            {
                await LoseAsync(connection.CloseReason?.ReplyText ?? "closed");
            }

            if (connection is null)
            {
                connection = await options.Value.ConnectAsync("watch", cancellation);
                Found();
            }

            await LookAsync(connection, cancellation);
            Mend();
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            await LoseAsync(exception.GetBaseException().Message);
        }

        return options.Value.WatchInterval;
    }

    /// <summary>After every other part has stopped: the relays' last confirms come by this bus, and the messages in hand are
    /// finished.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken) => bus.StopAsync();

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override Task EndAsync() => CloseAsync();

    private async Task LookAsync(IConnection connection, CancellationToken cancellation)
    {
        try
        {
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
            foreach (var queue in topology.Queues)
            {
                var found = await channel.QueueDeclarePassiveAsync(queue.Name, cancellation);
                MessagingMetrics.QueueDepths[queue.Name] = found.MessageCount;
                if (found.ConsumerCount > 0 && state[queue.Name].Consuming)
                {
                    state[queue.Name].Seen();
                }
            }

            foreach (var service in topology.Services)
            {
                await TakeDeadLettersAsync(channel, service, cancellation);
            }

            state.Fault = null;
        }
        catch (Exception exception) when (connection.IsOpen && !cancellation.IsCancellationRequested)
        {
            var fault = exception.GetBaseException().Message;
            if (state.Fault != fault)
            {
                BrokerLog.LookFailed(Logger, fault);
            }

            state.Fault = fault;
        }
    }

    /// <summary>
    /// A message beyond the delivery limit killed its consumers too often: it is stored as a dead letter, and only an operator has
    /// it delivered again.
    /// </summary>
    private async Task TakeDeadLettersAsync(IChannel channel, string service, CancellationToken cancellation)
    {
        var queue = Topology.DeadLetters(service);
        var retries = DeliveryRetries.Of(services, service);
        while (await channel.BasicGetAsync(queue, autoAck: false, cancellation) is { } letter)
        {
            var headers = letter.BasicProperties.Headers;
            object? Header(string name) => headers is not null && headers.TryGetValue(name, out var value) ? value : null;
            var from = Envelope.Text(Header("x-first-death-queue")) ?? "";
            var @event = Envelope.Describe(Header, letter.BasicProperties.MessageId, letter.Body.Span, from);
            var reason =
                $"Máy chủ bản tin đã trả lại từ hàng đợi {(from.Length > 0 ? from : queue)}: "
                + $"{Envelope.Text(Header("x-first-death-reason")) ?? "không rõ"}.";
            await retries.StoreAsync(@event, reason, dead: true, cancellation);
            MessagingMetrics.Dead.Add(1);
            BrokerLog.Retried(Logger, @event.Type, @event.MessageId, from, true, reason);
            await channel.BasicAckAsync(letter.DeliveryTag, multiple: false, cancellation);
        }
    }

    private void Mend()
    {
        var silent = state.WithoutConsumer.Where(queue => queue.For > options.Value.ConsumerGrace).ToList();
        if (silent.Count > 0)
        {
            BrokerLog.ConsumerLost(Logger, silent[0].Queue, silent[0].For.TotalSeconds);
            state.RequiresRestart = ++restarts > RestartsThatMayFail;
            bus.Renew();
        }
        else if (state.UnpublishedFor > options.Value.PublishTimeout * 2)
        {
            BrokerLog.PublishingStuck(Logger, state.UnpublishedFor.TotalSeconds);
            bus.Renew();
        }
        else if (!state.WithoutConsumer.Any())
        {
            restarts = 0;
            state.RequiresRestart = false;
            state.WasReady |= state.Amiss is null;
        }
    }

    private void Found()
    {
        if (lost)
        {
            BrokerLog.BrokerFound(Logger);
        }

        bus.Renew();
        lost = false;
        state.Connected = true;
    }

    private async Task LoseAsync(string reason)
    {
        if (!lost)
        {
            BrokerLog.BrokerLost(Logger, reason);
        }

        lost = true;
        state.Connected = false;
        bus.Drop();
        await CloseAsync();
    }

    private async Task CloseAsync()
    {
        if (connection is { } old)
        {
            connection = null;
            await old.DisposeAsync();
        }
    }
}
