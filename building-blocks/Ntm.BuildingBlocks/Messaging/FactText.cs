using System.Text.Json;
using MassTransit;

namespace Ntm.BuildingBlocks.Messaging;

/// <summary>The text of a fact on its way through this process, beside the fact that was read from it.</summary>
/// <param name="Json">As its publisher wrote it.</param>
internal sealed record FactText(string Json)
{
    /// <summary>Header that carries it inside the process; what a broker says of that name counts for nothing.</summary>
    public const string Header = "ntm-text";

    public static string Of<TFact>(ConsumeContext<TFact> context)
        where TFact : class =>
        context.TryGetPayload<FactText>(out var received) ? received.Json
        : context.Headers.Get<string>(Header) ?? JsonSerializer.Serialize(context.Message, FactJson.Options);
}
