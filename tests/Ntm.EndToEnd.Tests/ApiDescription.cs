using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ntm.EndToEnd.Tests;

/// <summary>What the platform's own description says of an endpoint: how it wants to be asked.</summary>
internal sealed class ApiDescription(JsonElement document)
{
    public static async Task<ApiDescription> ReadAsync(HostFixture host)
    {
        using var stranger = host.Client();
        return new ApiDescription(await stranger.GetFromJsonAsync<JsonElement>("/openapi/v1.json"));
    }

    /// <summary>The operation; undefined where it is not described.</summary>
    public JsonElement Operation(string method, string pattern)
    {
        var path = document
            .GetProperty("paths")
            .EnumerateObject()
            .FirstOrDefault(path => path.Name.TrimEnd('/') == Endpoints.PathOf(pattern).TrimEnd('/'));
        return path.Value.ValueKind == JsonValueKind.Object && path.Value.TryGetProperty(method.ToLowerInvariant(), out var operation)
            ? operation
            : default;
    }

    public IReadOnlyList<string> Queries(string method, string pattern) => Named(method, pattern, "query");

    public IReadOnlyList<string> Headers(string method, string pattern) => Named(method, pattern, "header");

    /// <summary>What else an address must have before the value in question is looked at.</summary>
    public string Required(string method, string pattern, string except) =>
        string.Concat(
            Parameters(method, pattern)
                .Where(one =>
                    one.GetProperty("in").GetString() == "query" && one.TryGetProperty("required", out var needed) && needed.GetBoolean()
                )
                .Select(one => one.GetProperty("name").GetString()!)
                .Where(name => name != except)
                .Select(name => name + "=42&")
        );

    /// <summary>The schema of the JSON that an operation takes; null where it takes none.</summary>
    public JsonElement? Body(string method, string pattern) =>
        Operation(method, pattern) is { ValueKind: JsonValueKind.Object } operation
        && operation.TryGetProperty("requestBody", out var body)
        && body.GetProperty("content").TryGetProperty("application/json", out var json)
            ? json.GetProperty("schema")
            : null;

    /// <summary>Whether an operation takes a file.</summary>
    public bool TakesFile(string method, string pattern) =>
        Operation(method, pattern) is { ValueKind: JsonValueKind.Object } operation
        && operation.TryGetProperty("requestBody", out var body)
        && body.GetProperty("content").TryGetProperty("multipart/form-data", out _);

    /// <summary>The example of the JSON that an operation takes, which it would read; null where there is none.</summary>
    public JsonObject? Example(string method, string pattern)
    {
        if (Body(method, pattern) is not { } schema)
        {
            return null;
        }

        var reference = schema.TryGetProperty("oneOf", out var choices)
            ? choices.EnumerateArray().FirstOrDefault(choice => choice.TryGetProperty("$ref", out _))
            : schema;
        return Resolve(reference).TryGetProperty("examples", out var examples)
            ? JsonNode.Parse(examples[0].GetRawText()) as JsonObject
            : null;
    }

    /// <summary>The component that a schema refers to; else the schema itself.</summary>
    public JsonElement Resolve(JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference)
            ? document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1])
            : schema;

    private IReadOnlyList<string> Named(string method, string pattern, string place) =>
        [
            .. Parameters(method, pattern)
                .Where(one => one.GetProperty("in").GetString() == place)
                .Select(one => one.GetProperty("name").GetString()!),
        ];

    private IEnumerable<JsonElement> Parameters(string method, string pattern) =>
        Operation(method, pattern) is { ValueKind: JsonValueKind.Object } operation
        && operation.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray()
            : [];
}
