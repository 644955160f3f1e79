using System.Text.Json.Nodes;
using Ntm.Testing;

namespace Ntm.Gateway.Tests.Description;

/// <summary>The whole platform behind the gateway, and what the gateway publishes of it.</summary>
public sealed class PlatformDescription : IAsyncLifetime
{
    public WholePlatform Platform { get; } = new();

    /// <summary>The document as it was served.</summary>
    public string Text { get; private set; } = "";

    public JsonObject Document { get; private set; } = [];

    /// <summary>Every operation: <c>GET /dossiers</c> and its description.</summary>
    public IEnumerable<(string Name, JsonObject Operation)> Operations() =>
        Document["paths"]!
            .AsObject()
            .SelectMany(path =>
                path.Value!.AsObject().Select(item => ($"{item.Key.ToUpperInvariant()} {path.Key}", item.Value!.AsObject()))
            );

    /// <summary>The component that a schema refers to, directly or as what it is when not null; else the schema itself.</summary>
    public JsonObject Resolve(JsonNode schema)
    {
        var reference =
            schema["$ref"] ?? (schema["oneOf"] as JsonArray)?.Select(choice => choice!["$ref"]).FirstOrDefault(found => found is not null);
        return reference is null ? schema.AsObject() : DescriptionTests.Target(Document, reference.GetValue<string>())!.AsObject();
    }

    public async ValueTask InitializeAsync()
    {
        await Platform.InitializeAsync();
        using var client = Platform.Gateway.Client();
        await Eventually.TrueAsync(
            async () =>
            {
                Text = await client.GetStringAsync("/openapi/v1.json");
                Document = JsonNode.Parse(Text)!.AsObject();
                return Document["x-unavailable"] is null;
            },
            "every service has described itself"
        );
    }

    public ValueTask DisposeAsync() => Platform.DisposeAsync();
}

[CollectionDefinition(nameof(PlatformDescription))]
public sealed class DescribedPlatform : ICollectionFixture<PlatformDescription>;
