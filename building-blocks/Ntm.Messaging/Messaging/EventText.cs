using System.Text.Json;
using MassTransit;

namespace Ntm.Messaging;

/// <summary>The text of an event on its way through this process, beside the event that was read from it.</summary>
/// <param name="Json">As its publisher wrote it.</param>
internal sealed record EventText(string Json)
{
    /// <summary>Header that carries it inside the process; what a broker says of that name counts for nothing.</summary>
    public const string Header = "ntm-text";

    /// <summary>Header that names the only consumer of the process that a message is for.</summary>
    public const string ConsumerHeader = "ntm-consumer";

    /// <summary>Whether a message is for a consumer. One from a broker came by that consumer's own queue.</summary>
    public static bool IsFor<TEvent>(ConsumeContext<TEvent> context, string consumerId)
        where TEvent : class =>
        context.TryGetPayload<EventText>(out _) || context.Headers.Get<string>(ConsumerHeader) is not { } only || only == consumerId;

    public static string Of<TEvent>(ConsumeContext<TEvent> context)
        where TEvent : class =>
        context.TryGetPayload<EventText>(out var received)
            ? received.Json
            : context.Headers.Get<string>(Header) ?? JsonSerializer.Serialize(context.Message, EventJson.Options);
}
