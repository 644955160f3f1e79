using System.Net.Security;
using System.Security.Authentication;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ntm.Messaging;
using Ntm.Web;

namespace Ntm.RabbitMq;

/// <summary>
/// The bus of one connection to the broker. A new connection gets a new bus: MassTransit (seen in 8.4) keeps endpoints that were
/// stopped or lost their channel, and neither its own retries nor a restart bring all of them back.
/// </summary>
internal sealed class BrokerBus(
    IServiceProvider services,
    Topology topology,
    BrokerState state,
    IOptions<RabbitMqOptions> options,
    ILogger<BrokerBus> log
)
{
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(15);
    private IBusControl? current;

    /// <summary>The bus that publishes and consumes now; null while there is no connection.</summary>
    public IBus? Current => Volatile.Read(ref current);

    /// <summary>Stops the old bus and starts another without waiting for either; the watch checks which queues have consumers.</summary>
    public void Renew()
    {
        Drop();
        LogContext.ConfigureCurrentLogContext(services.GetRequiredService<ILoggerFactory>());
        var bus = Bus.Factory.CreateUsingRabbitMq(Configure);
        state.Expect();
        Volatile.Write(ref current, bus);
        _ = Task.Run(() => TryAsync("start", bus.StartAsync, Timeout.InfiniteTimeSpan));
    }

    /// <summary>Drops the bus at once; its work in progress ends by itself.</summary>
    public void Drop() => _ = StopAsync();

    /// <summary>Returns when the events in progress are done, or at the time limit.</summary>
    public Task StopAsync() =>
        Interlocked.Exchange(ref current, null) is { } bus
            ? Task.Run(() => TryAsync("stop", bus.StopAsync, TimeToStop))
            : Task.CompletedTask;

    private async Task TryAsync(string what, Func<CancellationToken, Task> act, TimeSpan limit)
    {
        using var time = new CancellationTokenSource(limit);
        try
        {
            await act(time.Token);
        }
        catch (Exception exception)
        {
            BrokerLog.BusFailed(log, what, exception.Message);
        }
    }

    private void Configure(IRabbitMqBusFactoryConfigurator bus)
    {
        var (settings, types) = (options.Value, services.GetRequiredService<EventTypes>());
        bus.Host(
            settings.Uri.Host,
            (ushort)settings.Port,
            settings.VirtualHost,
            host =>
            {
                host.Username(settings.UserName);
                host.Password(settings.Password);
                host.Heartbeat(TimeSpan.FromSeconds(10));
                host.RequestedConnectionTimeout(TimeSpan.FromSeconds(5));
                host.ContinuationTimeout(TimeSpan.FromSeconds(10));
                if (settings.Tls)
                {
                    // MassTransit accepts an unknown certificate issuer unless configured otherwise.
                    host.UseSsl(tls =>
                    {
                        (tls.ServerName, tls.Protocol) = (settings.Uri.Host, SslProtocols.None);
                        tls.EnforcePolicyErrors(SslPolicyErrors.RemoteCertificateChainErrors);
                    });
                }
            }
        );
        bus.UseRawJsonSerializer(RawSerializerOptions.AddTransportHeaders, isDefault: true);
        bus.ConfigureJsonSerializerOptions(EventJson.Apply);
        foreach (var common in types.Interfaces)
        {
            bus.Publish(common, message => message.Exclude = true);
        }

        foreach (var queue in topology.Queues)
        {
            bus.ReceiveEndpoint(queue.Name, endpoint => Configure(endpoint, queue));
        }
    }

    private void Configure(IRabbitMqReceiveEndpointConfigurator endpoint, ConsumerQueue queue)
    {
        foreach (var (name, value) in topology.Arguments(queue.Service))
        {
            endpoint.SetQueueArgument(name, value);
        }

        // Bindings are made by deploy-topology: a service that runs has no rights on the events of others.
        endpoint.ConfigureConsumeTopology = false;
        endpoint.PublishFaults = false;
        endpoint.PrefetchCount = options.Value.Prefetch;

        // One at a time: when an event of a dossier is consumed, the one before must be handled or stored as a retry.
        endpoint.ConcurrentMessageLimit = 1;
        endpoint.RethrowFaultedMessages();
        endpoint.ThrowOnSkippedMessages();
        endpoint.ConfigureChannel(channel => channel.UseFilter(state[queue.Name]));
        var guard = new ReceiveGuard(
            queue.Name,
            DeliveryRetries.Of(services, queue.Service),
            services.GetRequiredService<EventTypes>(),
            services.GetRequiredService<Outages>(),
            services.GetRequiredService<ILogger<ReceiveGuard>>()
        );
        endpoint.ConfigureReceive(receive => receive.UseFilter(guard));

        // Outside the scope of a consumer: each try has a fresh database context.
        endpoint.UseMessageRetry(retry =>
        {
            retry.Exponential(4, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(50));
            retry.Ignore<RefusedEventException>();
        });
        var context = services.GetRequiredService<IMediatorRegistrationContext>();
        foreach (var consumer in queue.Consumers)
        {
            endpoint.ConfigureConsumer(context, consumer);
        }
    }
}
