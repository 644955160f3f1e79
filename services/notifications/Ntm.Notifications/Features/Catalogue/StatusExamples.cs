using System.Text.Json;
using System.Text.Json.Nodes;
using Ntm.Notifications.Domain.Status;

namespace Ntm.Notifications.Features.Catalogue;

/// <summary>An event of each type, as the tests made it.</summary>
internal static class StatusExamples
{
    private const string Resource = "Ntm.Notifications.Description.events.json";

    private static readonly Lazy<IReadOnlyDictionary<string, JsonObject>> All = new(Read);

    /// <summary>The example of a type; null where there is none yet.</summary>
    public static JsonObject? Of(StatusType type) => All.Value.GetValueOrDefault(type.Name)?.DeepClone().AsObject();

    private static IReadOnlyDictionary<string, JsonObject> Read()
    {
        using var stream = typeof(StatusExamples).Assembly.GetManifestResourceStream(Resource)!;
        return JsonSerializer.Deserialize<List<JsonObject>>(stream)!.ToDictionary(example => example["type"]!.GetValue<string>());
    }
}
