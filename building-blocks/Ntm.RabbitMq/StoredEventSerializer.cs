using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;

namespace Ntm.RabbitMq;

/// <summary>
/// Sends the JSON of the outbox row and never serialises the event anew: the row may be of a later version, with fields unknown to
/// this one.
/// </summary>
internal sealed class StoredEventSerializer(string json, Type type) : IMessageSerializer
{
    public ContentType ContentType => SystemTextJsonRawMessageSerializer.JsonContentType;

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class
    {
        context.Headers.Set(MessageHeaders.MessageType, MessageUrn.ForTypeString(type));
        return new StringMessageBody(json);
    }
}
