using System.Reflection;
using System.Text.Json;
using MassTransit;
using MassTransit.Mediator;
using Ntm.BuildingBlocks.Persistence;

namespace Ntm.BuildingBlocks.Messaging;

/// <summary>
/// Hands a fact to every consumer in this process and returns when each has committed. There is no broker in between
/// that could lose it: the outbox row goes only after that.
/// </summary>
public sealed class EmbeddedTransport(IMediator mediator, FactTypes types)
{
    public async Task DeliverAsync(OutboxRow row, CancellationToken cancellation)
    {
        var type = types.Find(row.Type) ?? throw new InvalidOperationException($"No contract is called {row.Type}.");
        var fact = JsonSerializer.Deserialize(row.Body, type, FactJson.Options)
            ?? throw new InvalidOperationException($"The body of {row.MessageId} is null.");
        await mediator.Publish(fact, type, Pipe.Execute<PublishContext>(context => context.MessageId = row.MessageId), cancellation);
    }
}

/// <summary>The contract types by full name; nothing else is ever read from a row.</summary>
public sealed class FactTypes(Assembly contracts)
{
    private readonly Dictionary<string, Type> types = contracts.GetExportedTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false })
        .ToDictionary(type => type.FullName!);

    public Type? Find(string name) => types.GetValueOrDefault(name);
}
