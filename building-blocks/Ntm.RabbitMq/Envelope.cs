using System.Text;
using System.Text.Json;
using MassTransit;
using Ntm.Messaging;

namespace Ntm.RabbitMq;

/// <summary>The headers of a message, and whether it may be read at all.</summary>
internal static class Envelope
{
    /// <summary>Header: contract type.</summary>
    public const string Type = "ntm-type";

    /// <summary>Header: order key of the event.</summary>
    public const string OrderKey = "ntm-order-key";

    /// <summary>Largest body that is read, bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Deepest JSON that is read.</summary>
    public const int MaxDepth = 32;

    /// <summary>The message as a failed delivery, cut to what a row can hold.</summary>
    public static FailedDelivery Describe(Func<string, object?> header, string? messageId, ReadOnlySpan<byte> body, string consumerId)
    {
        var id = Guid.TryParse(messageId, out var known) ? known : Guid.CreateVersion7();
        var text = Encoding.UTF8.GetString(body.Length > MaxBytes ? body[..MaxBytes] : body).Replace('\0', ' ');
        return new FailedDelivery(id, Text(header(Type)) ?? "?", text, Text(header(OrderKey)) ?? id.ToString(), consumerId);
    }

    /// <summary>Why the message must not be read; null when it may.</summary>
    public static string? Refusal(FailedDelivery @event, string? messageId, ReadOnlySpan<byte> body)
    {
        if (!Guid.TryParse(messageId, out _))
        {
            return "Bản tin không có mã.";
        }

        if (body.Length > MaxBytes)
        {
            return $"Bản tin dài {body.Length} byte, quá {MaxBytes} byte; nội dung lưu ở đây đã bị cắt.";
        }

        return JsonFault(body);
    }

    public static string? Text(object? header) =>
        header switch
        {
            byte[] bytes => Encoding.UTF8.GetString(bytes),
            null => null,
            _ => header.ToString(),
        };

    private static string? JsonFault(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read()) { }

            return null;
        }
        catch (JsonException exception)
        {
            return "Nội dung không phải JSON đúng, hoặc lồng quá sâu: " + exception.Message;
        }
    }

    public static FailedDelivery Describe(ReceiveContext context, string queue) =>
        Describe(
            name => context.TransportHeaders.TryGetHeader(name, out var value) ? value : null,
            MessageId(context),
            context.Body.GetBytes(),
            queue
        );

    public static string? MessageId(ReceiveContext context) => (context as RabbitMqBasicConsumeContext)?.Properties.MessageId;
}
