using System.Text.Json;
using MassTransit;

namespace Ntm.Messaging;

/// <summary>The JSON of an event as published, passed to the consumer beside the deserialised event.</summary>
/// <param name="Json">As its publisher wrote it.</param>
internal sealed record EventBody(string Json)
{
    /// <summary>Header that carries it inside the process; a header of this name from a broker is ignored.</summary>
    public const string Header = "ntm-text";

    /// <summary>Header that names the only consumer of the process that a message is for.</summary>
    public const string ConsumerHeader = "ntm-consumer";

    /// <summary>Header with the trace context of W3C in which the event was published; absent where none was under way.</summary>
    public const string TraceHeader = "traceparent";

    /// <summary>
    /// Whether a message is for the consumer; a message from a broker always is, because it came by that consumer's own queue.
    /// </summary>
    public static bool IsFor<TEvent>(ConsumeContext<TEvent> context, string consumerId)
        where TEvent : class =>
        context.TryGetPayload<EventBody>(out _) || context.Headers.Get<string>(ConsumerHeader) is not { } only || only == consumerId;

    public static string Of<TEvent>(ConsumeContext<TEvent> context)
        where TEvent : class =>
        context.TryGetPayload<EventBody>(out var received)
            ? received.Json
            : context.Headers.Get<string>(Header) ?? JsonSerializer.Serialize(context.Message, EventJson.Options);
}
