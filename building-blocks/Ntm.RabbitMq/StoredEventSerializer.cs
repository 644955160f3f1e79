using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;

namespace Ntm.RabbitMq;

/// <summary>
/// An event as its row has it. The relay sends this text and never one of its own making: the row may be of a later version
/// and hold what this one does not know of.
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
