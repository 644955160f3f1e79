using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ntm.Hosting;
using Ntm.Messaging;
using Ntm.Web;
using RabbitMQ.Client;

namespace Ntm.RabbitMq;

/// <summary>Puts the consumers of a process behind queues of their own and its outboxes in front of the broker.</summary>
public static class RabbitMqSetup
{
    /// <summary>After the modules were added: gives them the broker that section <c>Messaging:RabbitMq</c> names.</summary>
    public static void AddRabbitMqTransport(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var modules = services
            .Where(part => part.ServiceType == typeof(IModule))
            .Select(part => (IModule)part.ImplementationInstance!)
            .ToList();
        var consumers = services
            .Select(part => part.ServiceType)
            .Where(type => type.IsAssignableTo(typeof(IConsumer)) && modules.Exists(module => module.GetType().Assembly == type.Assembly))
            .Distinct()
            .ToList();

        // MassTransit logs every failure of every message with its stack; our own messages log each failure once.
        builder.Logging.AddFilter("MassTransit", LogLevel.Critical);
        services.AddSettings<RabbitMqOptions>(RabbitMqOptions.Section, check: RabbitMqOptions.Faults);
        services.AddSingleton(provider => new Topology(
            [.. modules.Select(module => module.Name)],
            consumers,
            provider.GetRequiredService<EventTypes>(),
            provider.GetRequiredService<IOptions<RabbitMqOptions>>().Value
        ));
        services.AddSingleton<BrokerState>();
        services.AddSingleton<BrokerBus>();
        services.AddSingleton<ITransport, RabbitMqTransport>();
        services.AddHostedService<BrokerWatch>();
        services
            .AddHealthChecks()
            .AddCheck<BrokerReadiness>("broker", tags: ["ready"])
            .AddCheck<BrokerLiveness>("consumers", tags: ["live"]);
    }

    /// <summary>Declares on the broker what this process publishes and receives, bindings included, and returns when it is there.</summary>
    public static async Task DeployTopologyAsync(this WebApplication app, CancellationToken cancellation)
    {
        var services = app.Services;
        await using var connection = await services
            .GetRequiredService<IOptions<RabbitMqOptions>>()
            .Value.ConnectAsync("deploy-topology", cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        await services.GetRequiredService<Topology>().DeclareAsync(channel, cancellation);
    }

    /// <summary>A connection beside the bus.</summary>
    internal static Task<IConnection> ConnectAsync(this RabbitMqOptions options, string purpose, CancellationToken cancellation) =>
        new ConnectionFactory
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
}
