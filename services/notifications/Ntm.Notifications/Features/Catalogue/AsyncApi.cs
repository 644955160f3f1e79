using System.Text.Json.Nodes;
using Ntm.Notifications.Domain.Status;

namespace Ntm.Notifications.Features.Catalogue;

/// <summary>The AsyncAPI 3 document of the status events.</summary>
internal static class AsyncApi
{
    private const string Event = "CloudEvent";
    private const string EventType = "application/cloudevents+json";

    private static readonly (string Key, string? Address, string Title, string Description)[] Channels =
    [
        (
            "feed",
            "/notifications/events",
            "Feed",
            "Events in their order by HTTP GET: pages with a cursor, long poll with `wait`, or `text/event-stream`, where each event has "
                + "its cursor as id and its type as event name. Scope `events:read`, for events of plans `planning:read` beside it."
        ),
        ("webhook", null, "Webhook", "Events by HTTP POST to the address of a subscription, one a request."),
    ];

    /// <summary>The document.</summary>
    /// <param name="address">Public address of the installation; null where none is set.</param>
    public static JsonObject Document(Uri? address) =>
        new()
        {
            ["asyncapi"] = "3.0.0",
            ["info"] = new JsonObject
            {
                ["title"] = "NtmPlatform: status events",
                ["version"] = $"{StatusType.Version}.0.0",
                ["description"] =
                    "What happens to dossiers and plans, as CloudEvents 1.0. Delivered at least once: skip an `id` that you have had. "
                    + "`sequence` counts the events of a dossier from 1 without gaps. Within a version fields and names are only added.",
            },
            ["defaultContentType"] = EventType,
            ["channels"] = Objects(Channels, channel => channel.Key, ChannelOf),
            ["operations"] = Objects(Channels, channel => $"send-{channel.Key}", OperationOf),
            ["components"] = new JsonObject
            {
                ["messages"] = Objects(StatusCatalogue.Types, type => type.Name, MessageOf),
                ["schemas"] = Schemas(address),
            },
        };

    private static JsonObject ChannelOf((string Key, string? Address, string Title, string Description) channel) =>
        new()
        {
            ["address"] = channel.Address,
            ["title"] = channel.Title,
            ["description"] = channel.Description,
            ["messages"] = Objects(StatusCatalogue.Types, type => type.Name, type => Reference("messages", type.Name)),
        };

    private static JsonObject OperationOf((string Key, string? Address, string Title, string Description) channel) =>
        new()
        {
            ["action"] = "send",
            ["channel"] = new JsonObject { ["$ref"] = $"#/channels/{channel.Key}" },
            ["title"] = channel.Title,
        };

    private static JsonObject MessageOf(StatusType type)
    {
        var message = new JsonObject
        {
            ["name"] = type.Name,
            ["title"] = type.Name,
            ["summary"] = StatusSchema.SummaryOf(type),
            ["contentType"] = EventType,
            ["payload"] = new JsonObject
            {
                ["allOf"] = new JsonArray(
                    Reference("schemas", Event),
                    new JsonObject
                    {
                        ["type"] = "object",
                        ["properties"] = new JsonObject
                        {
                            ["type"] = new JsonObject { ["const"] = type.Name },
                            ["data"] = Reference("schemas", SchemaKey(type)),
                        },
                    }
                ),
            },
        };
        if (StatusExamples.Of(type) is { } example)
        {
            message["examples"] = new JsonArray(new JsonObject { ["payload"] = example });
        }

        return message;
    }

    private static JsonObject Schemas(Uri? address)
    {
        var schemas = Objects(StatusCatalogue.Types, SchemaKey, type => StatusSchema.Of(type, address));
        schemas[Event] = StatusSchema.Envelope();
        return schemas;
    }

    private static string SchemaKey(StatusType type) => $"{type.Name}.v{StatusType.Version}";

    private static JsonObject Reference(string section, string key) => new() { ["$ref"] = $"#/components/{section}/{key}" };

    private static JsonObject Objects<T>(IEnumerable<T> items, Func<T, string> key, Func<T, JsonObject> value) =>
        new(items.Select(item => KeyValuePair.Create<string, JsonNode?>(key(item), value(item))));
}
