using MassTransit;
using Ntm.BuildingBlocks.Messaging;
using RabbitMQ.Client;

namespace Ntm.RabbitMq;

/// <summary>A queue: what one reaction of a service hears.</summary>
/// <param name="Service">Service that owns it.</param>
/// <param name="Name"><c>service.reaction</c>, see <see cref="ConsumerIdAttribute"/>.</param>
/// <param name="Consumers">Consumers of the reaction; one that hears several facts keeps them in one order.</param>
/// <param name="Facts">What it hears.</param>
internal sealed record ReactionQueue(string Service, string Name, IReadOnlyList<Type> Consumers, IReadOnlyList<Type> Facts);

/// <summary>What a process has on the broker: exchanges of its facts, queues of its reactions, and where the hopeless go.</summary>
internal sealed class Topology(IReadOnlyList<string> services, IEnumerable<Type> consumers, FactTypes types, RabbitMqOptions options)
{
    public IReadOnlyList<string> Services => services;

    public IReadOnlyList<ReactionQueue> Queues { get; } =
    [
        .. consumers
            .GroupBy(ConsumerIdAttribute.Of)
            .Select(group => new ReactionQueue(group.Key.Split('.')[0], group.Key, [.. group], [.. group.SelectMany(FactsOf).Distinct()])),
    ];

    /// <summary>Facts that the services of this process publish: those of their namespace of the contracts.</summary>
    public IEnumerable<Type> Published =>
        types.Facts.Where(fact => services.Contains(fact.Namespace!.Split('.')[^2], StringComparer.OrdinalIgnoreCase));

    public static string DeadLetters(string service) => service + ".dead-letters";

    /// <summary>The name that MassTransit gives a fact's exchange.</summary>
    public static string ExchangeOf(Type fact) => $"{fact.Namespace}:{fact.Name}";

    /// <summary>
    /// Quorum, so that what is confirmed survives a node. One consumer at a time, so that the order of a dossier survives
    /// replicas. A limit of deliveries, always positive: what kills its consumers goes to the dead letters, and is moved
    /// there by confirm.
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

    /// <summary>Declares all of it; what is there already stays. Needs configure rights on the facts it hears, too.</summary>
    public async Task DeclareAsync(IChannel channel, CancellationToken cancellation)
    {
        foreach (var fact in Published.Concat(Queues.SelectMany(queue => queue.Facts)).Distinct())
        {
            await channel.ExchangeDeclareAsync(
                ExchangeOf(fact),
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
            foreach (var fact in queue.Facts)
            {
                await channel.ExchangeBindAsync(queue.Name, ExchangeOf(fact), "", cancellationToken: cancellation);
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

    private static IEnumerable<Type> FactsOf(Type consumer) =>
        consumer
            .GetInterfaces()
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConsumer<>))
            .Select(type => type.GenericTypeArguments[0]);
}
