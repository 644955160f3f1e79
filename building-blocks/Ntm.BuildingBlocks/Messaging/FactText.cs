using System.Text.Json;
using MassTransit;

namespace Ntm.BuildingBlocks.Messaging;

/// <summary>The text of a fact on its way through this process, beside the fact that was read from it.</summary>
/// <param name="Json">As its publisher wrote it.</param>
internal sealed record FactText(string Json)
{
    /// <summary>Header that carries it inside the process; what a broker says of that name counts for nothing.</summary>
    public const string Header = "ntm-text";

    /// <summary>Header that names the only consumer of the process that a message is for.</summary>
    public const string ConsumerHeader = "ntm-consumer";

    /// <summary>Whether a message is for a consumer. One from a broker came by that consumer's own queue.</summary>
    public static bool IsFor<TFact>(ConsumeContext<TFact> context, string consumerId)
        where TFact : class =>
        context.TryGetPayload<FactText>(out _) || context.Headers.Get<string>(ConsumerHeader) is not { } only || only == consumerId;

    public static string Of<TFact>(ConsumeContext<TFact> context)
        where TFact : class =>
        context.TryGetPayload<FactText>(out var received)
            ? received.Json
            : context.Headers.Get<string>(Header) ?? JsonSerializer.Serialize(context.Message, FactJson.Options);
}
