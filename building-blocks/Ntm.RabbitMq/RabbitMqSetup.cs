using System.Net.Security;
using System.Security.Authentication;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ntm.BuildingBlocks.Hosting;
using Ntm.BuildingBlocks.Messaging;
using RabbitMQ.Client;

namespace Ntm.RabbitMq;

/// <summary>Puts the consumers of a process behind queues of their own and its outboxes in front of the broker.</summary>
public static class RabbitMqSetup
{
    /// <summary>After the modules were added: gives them the broker that section <c>Messaging:RabbitMq</c> names.</summary>
    public static void AddRabbitMqTransport(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var modules = services.Where(part => part.ServiceType == typeof(IModule)).Select(part => (IModule)part.ImplementationInstance!).ToList();
        var consumers = services.Select(part => part.ServiceType)
            .Where(type => type.IsAssignableTo(typeof(IConsumer)) && modules.Exists(module => module.GetType().Assembly == type.Assembly)).Distinct().ToList();
        services.AddOptions<RabbitMqOptions>().Bind(builder.Configuration.GetSection(RabbitMqOptions.Section));
        services.AddSingleton(provider => new Topology(
            [.. modules.Select(module => module.Name)], consumers, provider.GetRequiredService<FactTypes>(), provider.GetRequiredService<IOptions<RabbitMqOptions>>().Value));
        services.AddSingleton<BrokerState>();
        services.AddSingleton<ITransport, RabbitMqTransport>();
        services.AddMassTransit(bus =>
        {
            modules.ForEach(module => module.AddConsumers(bus));
            bus.ConfigureHealthCheckOptions(health => health.Tags.Clear());
            bus.UsingRabbitMq(Configure);
        });
        services.Configure<MassTransitHostOptions>(host =>
            (host.WaitUntilStarted, host.StopTimeout, host.ConsumerStopTimeout) = (false, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(10)));
        services.AddHostedService<BrokerWatch>();
        services.AddHealthChecks()
            .AddCheck<BrokerReadiness>("broker", tags: ["ready"]).AddCheck<BrokerLiveness>("consumers", tags: ["live"]);
    }

    /// <summary>Declares on the broker what this process publishes and hears, bindings included, and returns when it is there.</summary>
    public static async Task DeployTopologyAsync(this WebApplication app, CancellationToken cancellation)
    {
        var services = app.Services;
        await using var connection = await services.GetRequiredService<IOptions<RabbitMqOptions>>().Value.ConnectAsync("deploy-topology", cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        await services.GetRequiredService<Topology>().DeclareAsync(channel, cancellation);
    }

    /// <summary>A connection beside the bus.</summary>
    internal static Task<IConnection> ConnectAsync(this RabbitMqOptions options, string purpose, CancellationToken cancellation) => new ConnectionFactory
    {
        HostName = options.Uri.Host,
        Port = options.Port,
        VirtualHost = options.VirtualHost,
        UserName = options.UserName,
        Password = options.Password,
        Ssl = new SslOption(options.Uri.Host, enabled: options.Tls),
        AutomaticRecoveryEnabled = false,
        RequestedConnectionTimeout = TimeSpan.FromSeconds(5),
        ContinuationTimeout = TimeSpan.FromSeconds(10),
        RequestedHeartbeat = TimeSpan.FromSeconds(10),
        ClientProvidedName = purpose,
    }.CreateConnectionAsync(cancellation);

    private static void Configure(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator bus)
    {
        var options = context.GetRequiredService<IOptions<RabbitMqOptions>>().Value;
        var topology = context.GetRequiredService<Topology>();
        var types = context.GetRequiredService<FactTypes>();
        bus.Host(options.Uri.Host, (ushort)options.Port, options.VirtualHost, host =>
        {
            host.Username(options.UserName);
            host.Password(options.Password);
            host.Heartbeat(TimeSpan.FromSeconds(10));
            host.RequestedConnectionTimeout(TimeSpan.FromSeconds(5));
            host.ContinuationTimeout(TimeSpan.FromSeconds(10));
            if (options.Tls)
            {
                // MassTransit forgives an unknown issuer unless told otherwise.
                host.UseSsl(tls =>
                {
                    (tls.ServerName, tls.Protocol) = (options.Uri.Host, SslProtocols.None);
                    tls.EnforcePolicyErrors(SslPolicyErrors.RemoteCertificateChainErrors);
                });
            }
        });
        bus.UseRawJsonSerializer(RawSerializerOptions.AddTransportHeaders, isDefault: true);
        bus.ConfigureJsonSerializerOptions(json => FactJson.Apply(json));
        foreach (var common in types.Interfaces)
        {
            bus.Publish(common, message => message.Exclude = true);
        }

        foreach (var queue in topology.Queues)
        {
            bus.ReceiveEndpoint(queue.Name, endpoint => Configure(context, endpoint, queue, options));
        }
    }

    private static void Configure(IBusRegistrationContext context, IRabbitMqReceiveEndpointConfigurator endpoint, ReactionQueue queue, RabbitMqOptions options)
    {
        foreach (var (name, value) in context.GetRequiredService<Topology>().Arguments(queue.Service))
        {
            endpoint.SetQueueArgument(name, value);
        }

        // Bindings are made by deploy-topology: a service that runs has no rights on the facts of others.
        endpoint.ConfigureConsumeTopology = false;
        endpoint.PublishFaults = false;
        endpoint.PrefetchCount = options.Prefetch;
        endpoint.ConcurrentMessageLimit = 1;
        endpoint.RethrowFaultedMessages();
        endpoint.ThrowOnSkippedMessages();
        endpoint.ConfigureChannel(channel => channel.UseFilter(context.GetRequiredService<BrokerState>()[queue.Name]));
        var guard = new ReceiveGuard(
            queue.Name, HeardFacts.Of(context, queue.Service), context.GetRequiredService<FactTypes>(),
            context.GetRequiredService<ILogger<ReceiveGuard>>());
        endpoint.ConfigureReceive(receive => receive.UseFilter(guard));

        // Outside the scope of a consumer: each try has a fresh database context.
        endpoint.UseMessageRetry(retry => retry.Exponential(4, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(50)));
        foreach (var consumer in queue.Consumers)
        {
            endpoint.ConfigureConsumer(context, consumer);
        }
    }
}
