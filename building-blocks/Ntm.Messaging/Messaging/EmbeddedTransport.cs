using System.Reflection;
using System.Text.Json;
using MassTransit;
using MassTransit.Mediator;
using Microsoft.Extensions.Options;
using Ntm.Persistence;

namespace Ntm.Messaging;

/// <summary>
/// Hands an event to every consumer in this process and returns when each has committed; only then is the outbox row deleted.
/// </summary>
public sealed class EmbeddedTransport(IMediator mediator, EventTypes types, ConsumerIds consumers, IOptions<MessagingOptions> options)
    : ITransport
{
    public bool Ready => true;

    public int AtOnce => options.Value.Concurrency;

    public async Task DeliverAsync(OutboxRow row, CancellationToken cancellation)
    {
        var (@event, type) = types.Read(row);
        if (row.ConsumerId.Length > 0 && !consumers.Known.Contains(row.ConsumerId))
        {
            // During a roll-out another replica may have the consumer; a delivery to no consumer would lose the message.
            throw new InvalidOperationException($"Phiên bản này không có bộ phận nhận “{row.ConsumerId}”.");
        }

        await mediator.Publish(
            @event,
            type,
            Pipe.Execute<PublishContext>(context =>
            {
                context.MessageId = row.MessageId;
                context.Headers.Set(EventBody.Header, row.Body);
                context.Headers.Set(EventBody.TraceHeader, row.TraceParent);
                if (row.ConsumerId.Length > 0)
                {
                    context.Headers.Set(EventBody.ConsumerHeader, row.ConsumerId);
                }
            }),
            cancellation
        );
    }
}

/// <summary>Ids of the consumers of this process.</summary>
public sealed record ConsumerIds(IReadOnlySet<string> Known);

/// <summary>The contract types by full name; nothing else is ever read from a row or from a broker.</summary>
public sealed class EventTypes(Assembly contracts)
{
    private readonly Dictionary<string, Type> types = contracts
        .GetExportedTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false })
        .ToDictionary(type => type.FullName!);

    /// <summary>Every event: each has an id of its own.</summary>
    public IEnumerable<Type> Events => types.Values.Where(type => type.GetProperty("EventId") is not null);

    /// <summary>Interfaces that events share; no messages themselves.</summary>
    public IEnumerable<Type> Interfaces => contracts.GetExportedTypes().Where(type => type.IsInterface);

    /// <exception cref="InvalidOperationException">This version has no such contract.</exception>
    public Type Get(string name) =>
        types.GetValueOrDefault(name) ?? throw new InvalidOperationException($"Không biết loại bản tin “{name}”.");

    internal (object Event, Type Type) Read(OutboxRow row)
    {
        var type = Get(row.Type);
        return (
            JsonSerializer.Deserialize(row.Body, type, EventJson.Options)
                ?? throw new InvalidOperationException($"The body of {row.MessageId} is null."),
            type
        );
    }
}
