using System.Text.Json.Nodes;

namespace Ntm.Gateway.Description;

/// <summary>One service's own description.</summary>
/// <param name="Service">Name of its cluster.</param>
/// <param name="Document">Its OpenAPI document.</param>
/// <param name="Prefixes">First path segments that lead to it through the gateway.</param>
internal sealed record ServiceDescription(string Service, JsonObject Document, IReadOnlyList<string> Prefixes);

/// <summary>
/// Makes one OpenAPI document of many. A component that two services describe differently under one name gets its service's name in
/// front, in every service, so that the result does not depend on which service answers first.
/// </summary>
internal static class DescriptionMerge
{
    private const string Reference = "#/components/";

    public static JsonObject Merge(IReadOnlyList<ServiceDescription> services, IReadOnlyList<string> unavailable)
    {
        var clashing = Clashing(services);
        var paths = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        var components = new SortedDictionary<string, SortedDictionary<string, JsonNode>>(StringComparer.Ordinal);
        var tags = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var service in services)
        {
            var document = (JsonObject)Renamed(service.Document, service.Service, clashing)!;
            foreach (
                var (path, item) in (document["paths"] as JsonObject ?? []).Where(entry =>
                    service.Prefixes.Contains(entry.Key.Split('/')[1])
                )
            )
            {
                paths[path] = item!.DeepClone();
            }

            foreach (var (kind, name, body) in Components(document))
            {
                if (!components.TryGetValue(kind, out var named))
                {
                    components[kind] = named = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
                }

                named[clashing.Contains($"{kind}/{name}") ? Own(service.Service, name) : name] = body.DeepClone();
            }

            foreach (var tag in document["tags"] as JsonArray ?? [])
            {
                tags[tag!["name"]!.GetValue<string>()] = tag.DeepClone();
            }
        }

        return Assemble(paths, components, tags, unavailable);
    }

    private static JsonObject Assemble(
        SortedDictionary<string, JsonNode> paths,
        SortedDictionary<string, SortedDictionary<string, JsonNode>> components,
        SortedDictionary<string, JsonNode> tags,
        IReadOnlyList<string> unavailable
    )
    {
        var merged = new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject { ["title"] = "NtmPlatform", ["version"] = "v1" },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["paths"] = new JsonObject(paths!),
            ["components"] = new JsonObject(
                components.Select(kind => KeyValuePair.Create(kind.Key, (JsonNode?)new JsonObject(kind.Value!)))
            ),
            ["tags"] = new JsonArray([.. tags.Values]),
        };
        if (unavailable.Count > 0)
        {
            merged["x-unavailable"] = new JsonArray([.. unavailable.Order(StringComparer.Ordinal).Select(name => (JsonNode)name)]);
        }

        return merged;
    }

    /// <summary>Names that mean different things, and shared names that lead to such a name.</summary>
    private static HashSet<string> Clashing(IReadOnlyList<ServiceDescription> services)
    {
        var shared = services
            .SelectMany(service => Components(service.Document))
            .GroupBy(entry => $"{entry.Kind}/{entry.Name}", entry => entry.Body)
            .Where(group => group.Count() > 1)
            .ToList();
        var clashing = shared
            .Where(group => group.Any(body => !JsonNode.DeepEquals(body, group.First())))
            .Select(group => group.Key)
            .ToHashSet(StringComparer.Ordinal);
        int before;
        do
        {
            before = clashing.Count;
            clashing.UnionWith(shared.Where(group => References(group.First()).Any(clashing.Contains)).Select(group => group.Key));
        } while (clashing.Count > before);

        return clashing;
    }

    private static IEnumerable<(string Kind, string Name, JsonNode Body)> Components(JsonObject document) =>
        (document["components"] as JsonObject ?? [])
            .Where(kind => kind.Value is JsonObject)
            .SelectMany(kind =>
                kind.Value!.AsObject().Where(entry => entry.Value is not null).Select(entry => (kind.Key, entry.Key, entry.Value!))
            );

    private static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonObject item => item.SelectMany(entry => IsReference(entry, out var target) ? [target] : References(entry.Value)),
            JsonArray array => array.SelectMany(References),
            _ => [],
        };

    private static JsonNode? Renamed(JsonNode? node, string service, HashSet<string> clashing) =>
        node switch
        {
            JsonObject item => new JsonObject(
                item.Select(entry =>
                    KeyValuePair.Create(
                        entry.Key,
                        IsReference(entry, out var target) && clashing.Contains(target)
                            ? $"{Reference}{target[..target.IndexOf('/')]}/{Own(service, target[(target.IndexOf('/') + 1)..])}"
                            : Renamed(entry.Value, service, clashing)
                    )
                )
            ),
            JsonArray array => new JsonArray([.. array.Select(child => Renamed(child, service, clashing))]),
            _ => node?.DeepClone(),
        };

    private static bool IsReference(KeyValuePair<string, JsonNode?> entry, out string target)
    {
        target =
            entry is { Key: "$ref", Value: JsonValue value }
            && value.TryGetValue<string>(out var text)
            && text.StartsWith(Reference, StringComparison.Ordinal)
                ? text[Reference.Length..]
                : "";
        return target.Contains('/', StringComparison.Ordinal);
    }

    private static string Own(string service, string name) => char.ToUpperInvariant(service[0]) + service[1..] + name;
}
