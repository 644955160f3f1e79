using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Ntm.Description;
using Ntm.Messaging;
using Ntm.Notifications.Domain.Status;

namespace Ntm.Notifications.Features.Catalogue;

/// <summary>
/// JSON Schema 2020-12 of the public events, made of the records that their JSON is made of. What may be absent is never null, further
/// properties may come, and a text with names (<c>x-names</c>) may get more of them.
/// </summary>
internal static class StatusSchema
{
    /// <summary>Annotation with the names that a text has in this version.</summary>
    public const string Names = "x-names";

    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    private static readonly XmlDocs Docs = new();

    private static readonly JsonSerializerOptions Json = new(EventJson.Options)
    {
        NumberHandling = JsonNumberHandling.Strict,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private static readonly JsonSchemaExporterOptions Exporter = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Describe,
    };

    /// <summary>The schema of the data of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="address">Public address of the installation; null where none is set.</param>
    public static JsonObject Of(StatusType type, Uri? address)
    {
        var schema = new JsonObject
        {
            ["$schema"] = Dialect,
            ["$id"] = StatusNames.SchemaIdOf(type, address),
            ["title"] = type.Name,
            ["description"] = SummaryOf(type),
        };
        foreach (var (name, value) in Export(type.Data).ToList())
        {
            schema[name] = value?.DeepClone();
        }

        return schema;
    }

    /// <summary>The schema of an event's own attributes.</summary>
    public static JsonObject Envelope() => Export(typeof(CloudEvent));

    /// <summary>What a type says, in one or two sentences.</summary>
    public static string SummaryOf(StatusType type) => Docs.SummaryOf(type.Data)!;

    private static JsonObject Export(Type record) => Json.GetJsonSchemaAsNode(record, Exporter).AsObject();

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject schema)
        {
            // A part that may be anything, such as the data of any event.
            return context.PropertyInfo?.AttributeProvider is PropertyInfo open
                ? new JsonObject { ["description"] = Docs.SummaryOf(open) }
                : node;
        }

        if (schema["type"] is JsonArray types)
        {
            schema["type"] = types.Select(type => type!.GetValue<string>()).First(type => type != "null");
        }

        if (context.PropertyInfo?.AttributeProvider is PropertyInfo property)
        {
            schema.Remove("default");
            schema["description"] = Docs.SummaryOf(property);
            if (property.GetCustomAttribute<NamesAttribute>() is { } named)
            {
                schema[Names] = new JsonArray([.. named.Names.Select(name => (JsonNode?)name)]);
            }
        }

        return schema;
    }
}
