using System.Reflection;
using System.Text.Json;
using MassTransit;
using MassTransit.Mediator;
using Microsoft.Extensions.Options;
using Ntm.BuildingBlocks.Persistence;

namespace Ntm.BuildingBlocks.Messaging;

/// <summary>
/// Hands a fact to every consumer in this process and returns when each has committed. There is no broker in between
/// that could lose it: the outbox row goes only after that.
/// </summary>
public sealed class EmbeddedTransport(IMediator mediator, FactTypes types, IOptions<MessagingOptions> options) : ITransport
{
    public bool Ready => true;

    public int AtOnce => options.Value.Concurrency;

    public async Task DeliverAsync(OutboxRow row, CancellationToken cancellation)
    {
        var (fact, type) = types.Read(row);
        await mediator.Publish(fact, type, Pipe.Execute<PublishContext>(context =>
        {
            context.MessageId = row.MessageId;
            context.Headers.Set(FactText.Header, row.Body);
        }), cancellation);
    }
}

/// <summary>The contract types by full name; nothing else is ever read from a row or from a broker.</summary>
public sealed class FactTypes(Assembly contracts)
{
    private readonly Dictionary<string, Type> types = contracts.GetExportedTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false })
        .ToDictionary(type => type.FullName!);

    /// <summary>Every fact: each has an id of its own.</summary>
    public IEnumerable<Type> Facts => types.Values.Where(type => type.GetProperty("EventId") is not null);

    /// <summary>What facts have in common; no message itself.</summary>
    public IEnumerable<Type> Interfaces => contracts.GetExportedTypes().Where(type => type.IsInterface);

    /// <exception cref="InvalidOperationException">This version has no such contract.</exception>
    public Type Get(string name) => types.GetValueOrDefault(name) ?? throw new InvalidOperationException($"Không biết loại bản tin “{name}”.");

    /// <summary>Whether it is an error when nobody listens: for every fact that its contract does not mark otherwise.</summary>
    public static bool MustBeHeard(Type fact) => fact.CustomAttributes.All(mark => mark.AttributeType.Name != "MayGoUnheardAttribute");

    internal (object Fact, Type Type) Read(OutboxRow row)
    {
        var type = Get(row.Type);
        return (JsonSerializer.Deserialize(row.Body, type, FactJson.Options) ?? throw new InvalidOperationException($"The body of {row.MessageId} is null."), type);
    }
}
