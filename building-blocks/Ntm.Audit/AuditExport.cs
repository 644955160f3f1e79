using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ntm.Audit;

/// <summary>
/// An audit chain as a JSON document that verifies without the platform:
/// <c>{"format":"ntm-audit/1","chain":…,"head":{"sequence":…,"hash":…},"entries":[…],"records":…}</c>.
/// </summary>
public static class AuditExport
{
    /// <summary>Name and version of the format.</summary>
    public const string Format = "ntm-audit/1";

    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the whole chain.</summary>
    /// <param name="destination">Receives the document, UTF-8.</param>
    /// <param name="chain">Name of the chain.</param>
    /// <param name="head">Head as kept apart from the entries: it shows when the last of them are gone.</param>
    /// <param name="entries">All entries up to the head, in order of their sequence.</param>
    /// <param name="records">What the tables hold now of everything the entries recorded; null where they record no tables.</param>
    public static void Write(
        Stream destination,
        string chain,
        AuditHead head,
        IReadOnlyList<AuditEntry> entries,
        IReadOnlyList<AuditRecord>? records = null
    )
    {
        using var writer = new Utf8JsonWriter(destination, Readable);
        ToJson(chain, head, entries, records).WriteTo(writer);
    }

    internal static JsonObject ToJson(
        string chain,
        AuditHead head,
        IReadOnlyList<AuditEntry> entries,
        IReadOnlyList<AuditRecord>? records = null
    )
    {
        var links = new JsonArray();
        foreach (var entry in entries)
        {
            var link = AuditChain.ToJson(entry);
            link["hash"] = entry.Hash;
            links.Add((JsonNode)link);
        }

        return new JsonObject
        {
            ["format"] = Format,
            ["chain"] = chain,
            ["head"] = new JsonObject { ["sequence"] = head.Sequence, ["hash"] = head.Hash },
            ["entries"] = links,
            ["records"] = records is null
                ? null
                : new JsonObject(
                    records.Select(record =>
                        KeyValuePair.Create<string, JsonNode?>(record.Key, JsonNode.Parse(CanonicalJson.TextOf(record.Content)))
                    )
                ),
        };
    }
}
