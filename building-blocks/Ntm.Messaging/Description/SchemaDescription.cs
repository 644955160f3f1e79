using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Ntm.Web;

namespace Ntm.Description;

/// <summary>Gives every schema its type, description, bounds and example.</summary>
internal sealed class SchemaDescription(XmlDocs docs) : IOpenApiSchemaTransformer
{
    // Keywords that the framework writes beside a $ref in place of the component's description.
    private const string BesideReference = "x-ref-description";
    private const string ComponentName = "x-schema-id";

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        AddType(schema, type, context.JsonTypeInfo, context.JsonPropertyInfo);
        if (type.Namespace?.StartsWith("Ntm.", StringComparison.Ordinal) == true)
        {
            schema.Description = docs.SummaryOf(type);
            schema.Examples = docs.ExampleOf(type) is { } example ? [JsonNode.Parse(example)!] : null;
        }

        if (context.JsonPropertyInfo?.AttributeProvider is PropertyInfo property)
        {
            AddBounds(schema, property);
            if (docs.SummaryOf(property) is { } description)
            {
                Describe(schema, description);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>The exporter knows nothing of what a converter of our own reads, and leaves it open.</summary>
    private static void AddType(OpenApiSchema schema, Type type, JsonTypeInfo json, JsonPropertyInfo? property)
    {
        if (type.IsEnum)
        {
            // What may be null is the property that refers to it.
            schema.Type = JsonSchemaType.String;
            schema.Enum = schema.Enum?.Where(value => value is not null).ToList();
        }
        else if (type == typeof(string))
        {
            schema.Type = JsonSchemaType.String | (property?.IsGetNullable == true ? JsonSchemaType.Null : default);
        }
        else if (json.ElementType == typeof(string))
        {
            var text = new OpenApiSchema { Type = JsonSchemaType.String };
            if (json.Kind == JsonTypeInfoKind.Dictionary)
            {
                schema.AdditionalProperties = text;
            }
            else
            {
                schema.Items = text;
            }
        }
    }

    private static void AddBounds(OpenApiSchema schema, PropertyInfo property)
    {
        if (property.GetCustomAttribute<TextAttribute>() is { } text)
        {
            (schema.MinLength, schema.MaxLength) = (1, text.Maximum);
        }

        if (property.GetCustomAttribute<ItemsAttribute>() is { } items)
        {
            (schema.MinItems, schema.MaxItems) = (items.Minimum, items.Maximum);
        }
    }

    /// <summary>A property that may be null holds its description beside the reference inside; it belongs to the property.</summary>
    public static void DescribeNullable(IOpenApiSchema component)
    {
        foreach (var property in (component.Properties?.Values ?? []).OfType<OpenApiSchema>())
        {
            property.Description ??= property.OneOf?.OfType<OpenApiSchemaReference>().FirstOrDefault()?.Reference.Description;
        }
    }

    private static void Describe(OpenApiSchema schema, string description)
    {
        if (schema.Metadata?.TryGetValue(ComponentName, out var name) == true && name is string { Length: > 0 })
        {
            schema.Metadata[BesideReference] = description;
        }
        else
        {
            schema.Description = description;
        }
    }
}
