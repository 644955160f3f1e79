using MassTransit;
using Ntm.Messaging;
using RabbitMQ.Client;

namespace Ntm.RabbitMq;

/// <summary>A queue: what one consumer of a service receives.</summary>
/// <param name="Service">Service that owns it.</param>
/// <param name="Name"><c>service.consumer</c>, see <see cref="ConsumerIdAttribute"/>.</param>
/// <param name="Consumers">Consumer types behind the queue; a consumer of several events receives them in one order.</param>
/// <param name="Events">What it receives.</param>
internal sealed record ConsumerQueue(string Service, string Name, IReadOnlyList<Type> Consumers, IReadOnlyList<Type> Events);

/// <summary>
/// The topology of a process on the broker: exchanges of its events, queues of its consumers, and the queues of dead letters.
/// </summary>
internal sealed class Topology(IReadOnlyList<string> services, IEnumerable<Type> consumers, EventTypes types, RabbitMqOptions options)
{
    public IReadOnlyList<string> Services => services;

    public IReadOnlyList<ConsumerQueue> Queues { get; } =
    [
        .. consumers
            .GroupBy(ConsumerIdAttribute.Of)
            .Select(group => new ConsumerQueue(group.Key.Split('.')[0], group.Key, [.. group], [.. group.SelectMany(EventsOf).Distinct()])),
    ];

    /// <summary>Events that the services of this process publish: those of their namespace of the contracts.</summary>
    public IEnumerable<Type> Published =>
        types.Events.Where(@event => services.Contains(@event.Namespace!.Split('.')[^2], StringComparer.OrdinalIgnoreCase));

    public static string DeadLetters(string service) => service + ".dead-letters";

    /// <summary>The name that MassTransit gives an event's exchange.</summary>
    public static string ExchangeOf(Type @event) => $"{@event.Namespace}:{@event.Name}";

    /// <summary>
    /// Quorum, so that what is confirmed survives a node. One consumer at a time, so that the order of a dossier survives replicas.
    /// A delivery limit, always positive: a message that kills its consumers is dead-lettered, and moved there with confirm.
    /// </summary>
    public Dictionary<string, object?> Arguments(string service)
    {
        var arguments = Quorum(options.DeliveryLimit);
        arguments["x-single-active-consumer"] = true;
        arguments["x-dead-letter-exchange"] = DeadLetters(service);
        arguments["x-dead-letter-strategy"] = "at-least-once";
        arguments["x-overflow"] = "reject-publish";
        return arguments;
    }

    /// <summary>Declares all of it; what is there already stays. Needs configure rights on the events it receives, too.</summary>
    public async Task DeclareAsync(IChannel channel, CancellationToken cancellation)
    {
        foreach (var @event in Published.Concat(Queues.SelectMany(queue => queue.Events)).Distinct())
        {
            await channel.ExchangeDeclareAsync(
                ExchangeOf(@event),
                ExchangeType.Fanout,
                durable: true,
                autoDelete: false,
                cancellationToken: cancellation
            );
        }

        foreach (var service in services)
        {
            await DeclareAsync(channel, DeadLetters(service), Quorum(1_000_000), cancellation);
        }

        foreach (var queue in Queues)
        {
            await DeclareAsync(channel, queue.Name, Arguments(queue.Service), cancellation);
            foreach (var @event in queue.Events)
            {
                await channel.ExchangeBindAsync(queue.Name, ExchangeOf(@event), "", cancellationToken: cancellation);
            }
        }
    }

    private static async Task DeclareAsync(
        IChannel channel,
        string name,
        Dictionary<string, object?> arguments,
        CancellationToken cancellation
    )
    {
        await channel.ExchangeDeclareAsync(name, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: cancellation);
        await channel.QueueDeclareAsync(
            name,
            durable: true,
            exclusive: false,
            autoDelete: false,
            arguments,
            cancellationToken: cancellation
        );
        await channel.QueueBindAsync(name, name, "", cancellationToken: cancellation);
    }

    private Dictionary<string, object?> Quorum(int deliveryLimit)
    {
        var arguments = new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-delivery-limit"] = deliveryLimit };
        if (options.QuorumSize is { } size)
        {
            arguments["x-quorum-initial-group-size"] = size;
        }

        return arguments;
    }

    private static IEnumerable<Type> EventsOf(Type consumer) =>
        consumer
            .GetInterfaces()
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConsumer<>))
            .Select(type => type.GenericTypeArguments[0]);
}
