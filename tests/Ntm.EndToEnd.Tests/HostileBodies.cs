using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ntm.EndToEnd.Tests;

/// <summary>Bodies in the form that the API description asks for, with the values that break arithmetic, columns and comparisons, and
/// with accounts and programs where others are meant.</summary>
internal sealed class HostileBodies(ApiDescription api, IReadOnlyList<string> subjects)
{
    /// <summary>Longest texts in one body: with more of them it would be refused for its size alone.</summary>
    private const int MostLong = 10;

    private static readonly Extremes[] All =
    [
        new("0001-01-01", "0001-01-01T00:00:00Z", long.MinValue, -1e300, "'; --"),
        new("9999-12-31", "9999-12-31T23:59:59.9999999Z", long.MaxValue, 1e300, new string('đ', 5000)),
        new("2026-02-28", "2026-02-28T00:00:00+14:00", int.MinValue, 0.1, "\\u0000"),
        new("9999-12-31", "0001-01-01T00:00:00+14:00", int.MaxValue, 1, "😀🏳️‍🌈"),
        new("2023-03-01", "2023-03-01T00:00:00Z", 1, 1, "18736"),
    ];

    private int texts;

    public IEnumerable<string> For(string method, string pattern) =>
        api.Body(method, pattern) is { } schema
            ? All.Concat(subjects.Select(subject => new Extremes("2026-02-28", "2026-02-28T00:00:00Z", 1, 1, subject)))
                .Select(extremes =>
                {
                    texts = 0;
                    return Value(schema, extremes, 0)?.ToJsonString() ?? "null";
                })
            : [];

    private JsonNode? Value(JsonElement schema, Extremes extremes, int depth)
    {
        if (schema.TryGetProperty("$ref", out _))
        {
            return Value(api.Resolve(schema), extremes, depth);
        }

        foreach (var choice in new[] { "oneOf", "anyOf", "allOf" })
        {
            if (schema.TryGetProperty(choice, out var choices))
            {
                return Value(choices.EnumerateArray().Last(), extremes, depth);
            }
        }

        if (schema.TryGetProperty("enum", out var words))
        {
            return JsonValue.Create(words.EnumerateArray().Last().GetString());
        }

        var format = schema.TryGetProperty("format", out var named) ? named.GetString() : null;
        return TypeOf(schema) switch
        {
            "object" when depth < 6 => new JsonObject(
                schema.TryGetProperty("properties", out var properties)
                    ? properties.EnumerateObject().Select(one => KeyValuePair.Create(one.Name, Value(one.Value, extremes, depth + 1)))
                    : []
            ),
            "array" when schema.TryGetProperty("items", out var items) => new JsonArray(
                Value(items, extremes, depth + 1),
                Value(items, extremes, depth + 1)
            ),
            "boolean" => JsonValue.Create(true),
            "integer" when format == "int32" => JsonValue.Create((int)Math.Clamp(extremes.Integer, int.MinValue, int.MaxValue)),
            "integer" => JsonValue.Create(extremes.Integer),
            "number" => JsonValue.Create(extremes.Number),
            "string" => JsonValue.Create(
                format switch
                {
                    "date" => extremes.Date,
                    "date-time" => extremes.Instant,
                    "uuid" => Guid.TryParse(extremes.Text, out _) ? extremes.Text : "0195c0de-0000-7000-8000-00000000dead",
                    _ => texts++ < MostLong || extremes.Text.Length < 100 ? extremes.Text : extremes.Text[..100],
                }
            ),
            _ => null,
        };
    }

    private static string? TypeOf(JsonElement schema) =>
        !schema.TryGetProperty("type", out var type) ? null
        : type.ValueKind == JsonValueKind.String ? type.GetString()
        : type.EnumerateArray().Select(one => one.GetString()).FirstOrDefault(one => one is not ("null" or "string"))
            ?? type.EnumerateArray().Select(one => one.GetString()).FirstOrDefault(one => one != "null");

    private sealed record Extremes(string Date, string Instant, long Integer, double Number, string Text);
}
