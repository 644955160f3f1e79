using MassTransit;
using Microsoft.Extensions.Options;
using Ntm.Messaging;
using Ntm.Persistence;
using RabbitMQ.Client.Exceptions;

namespace Ntm.RabbitMq;

/// <summary>
/// Publishes an event, persistent and confirmed: it returns when every queue that receives it has it on disk. An event that
/// must be received and reaches no queue comes back and fails.
/// </summary>
internal sealed class RabbitMqTransport(
    BrokerBus connected,
    EventTypes types,
    BrokerState broker,
    IOptions<MessagingOptions> messaging,
    IOptions<RabbitMqOptions> options
) : ITransport
{
    public bool Ready => broker.Connected;

    public int AtOnce => messaging.Value.BatchSize;

    public async Task DeliverAsync(OutboxRow row, CancellationToken cancellation)
    {
        var bus = connected.Current ?? throw new TransportUnreachableException("There is no connection.");
        var type = types.Get(row.Type);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.Value.PublishTimeout);
        try
        {
            var exchange = await bus.GetSendEndpoint(new Uri("exchange:" + Topology.ExchangeOf(type)));
            var stored = new StoredEventSerializer(row.Body, type);
            await exchange.Send(
                stored,
                Pipe.Execute<SendContext<StoredEventSerializer>>(context =>
                {
                    context.MessageId = row.MessageId;
                    context.Serializer = stored;
                    context.GetPayload<RabbitMqSendContext>().Mandatory = true;
                    context.Headers.Set(Envelope.Type, row.Type);
                    context.Headers.Set(Envelope.OrderKey, row.OrderKey);
                    context.Headers.Set(EventBody.TraceHeader, row.TraceParent);
                }),
                limit.Token
            );
            broker.Published();
        }
        catch (MessageReturnedException)
        {
            // Thrown without its cause: the row stores the text of the innermost exception, and this text is the helpful one.
            throw new InvalidOperationException($"No queue receives {row.Type}.");
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            broker.NotPublished();
            throw new TransportUnreachableException($"No confirm within {options.Value.PublishTimeout}.", exception);
        }
        catch (Exception exception)
            when (exception
                    is RabbitMQClientException
                        or ConnectionException
                        or TransportUnavailableException
                        or IOException
                        or ObjectDisposedException
            )
        {
            broker.NotPublished();
            throw new TransportUnreachableException(exception.Message, exception);
        }
    }
}
