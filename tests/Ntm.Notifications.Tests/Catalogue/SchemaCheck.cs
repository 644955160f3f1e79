using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ntm.Notifications.Tests.Catalogue;

/// <summary>The part of JSON Schema that the public schemas use, and what may change in one.</summary>
internal static class SchemaCheck
{
    /// <summary>What in a value is not as its schema says; a field that no schema names is a fault too.</summary>
    public static IEnumerable<string> Faults(JsonObject schema, JsonNode? value, string at)
    {
        var type = schema["type"]?.GetValue<string>();
        if (type is not null && type != TypeOf(value))
        {
            return [$"{at}: {TypeOf(value)} where the schema says {type}"];
        }

        return value switch
        {
            JsonObject members when schema["properties"] is JsonObject known =>
            [
                .. Required(schema).Where(name => !members.ContainsKey(name)).Select(name => $"{at}.{name} is missing"),
                .. members.SelectMany(member =>
                    known[member.Key] is JsonObject of
                        ? Faults(of, member.Value, $"{at}.{member.Key}")
                        : [$"{at}.{member.Key} is in no schema"]
                ),
            ],
            JsonArray items when schema["items"] is JsonObject of => items.SelectMany(item => Faults(of, item, at + "[]")),
            JsonValue when schema["x-names"] is JsonArray names && !names.Any(name => JsonNode.DeepEquals(name, value)) =>
            [
                $"{at}: {value} is not among the names",
            ],
            _ => [],
        };
    }

    /// <summary>Fields without a description.</summary>
    public static IEnumerable<string> Undescribed(JsonObject schema, string at) =>
        [
            .. string.IsNullOrWhiteSpace(schema["description"]?.GetValue<string>()) && !at.EndsWith("[]", StringComparison.Ordinal)
                ? [at]
                : Array.Empty<string>(),
            .. (schema["properties"] as JsonObject ?? []).SelectMany(member => Undescribed(member.Value!.AsObject(), $"{at}.{member.Key}")),
            .. schema["items"] is JsonObject items ? Undescribed(items, at + "[]") : [],
        ];

    /// <summary>Why a schema is none of the same version any more: something that a reader relies on is gone or is another.</summary>
    public static IEnumerable<string> Breaks(JsonObject before, JsonObject now, string at)
    {
        foreach (var keyword in (string[])["type", "format", "$id"])
        {
            if (!JsonNode.DeepEquals(before[keyword], now[keyword]))
            {
                yield return $"{at}: {keyword} was {before[keyword]?.ToJsonString()} and is {now[keyword]?.ToJsonString()}";
            }
        }

        foreach (var name in Names(before).Except(Names(now)))
        {
            yield return $"{at}: the name {name} is gone";
        }

        // What is required was there before, and what was required stays: events of before lie in the feed.
        foreach (var name in Required(before).Except(Required(now)))
        {
            yield return $"{at}.{name} is required no more";
        }

        foreach (var name in Required(now).Except(Required(before)))
        {
            yield return $"{at}.{name} is required, and events of before lack it";
        }

        var fields = now["properties"] as JsonObject ?? [];
        foreach (var (name, field) in before["properties"] as JsonObject ?? [])
        {
            var inside = fields[name] is JsonObject still ? Breaks(field!.AsObject(), still, $"{at}.{name}") : [$"{at}.{name} is gone"];
            foreach (var fault in inside)
            {
                yield return fault;
            }
        }

        if (before["items"] is JsonObject of)
        {
            foreach (var fault in now["items"] is JsonObject items ? Breaks(of, items, at + "[]") : [$"{at}[] is gone"])
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<string> Required(JsonObject schema) => Texts(schema["required"]);

    private static IEnumerable<string> Names(JsonObject schema) => Texts(schema["x-names"]);

    private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).Select(item => item!.GetValue<string>());

    private static string TypeOf(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => "integer",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            _ => "null",
        };
}
