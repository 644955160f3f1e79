using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ntm.Dossier.Domain.Audit;

/// <summary>
/// The audit chain of a dossier as a JSON document that verifies without the platform:
/// <c>{"format":"ntm-audit/1","dossierId":…,"head":{"sequence":…,"hash":…},"entries":[…]}</c>.
/// </summary>
internal static class AuditExport
{
    /// <summary>Name and version of the format.</summary>
    public const string Format = "ntm-audit/1";

    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the whole chain.</summary>
    /// <param name="destination">Receives the document, UTF-8.</param>
    /// <param name="dossierId">Dossier of the chain.</param>
    /// <param name="head">Head as kept with the dossier, apart from the entries: it shows when the last of them are gone.</param>
    /// <param name="entries">All entries up to the head, in order of their sequence.</param>
    public static void Write(Stream destination, Guid dossierId, AuditHead head, IReadOnlyList<AuditEntry> entries)
    {
        using var writer = new Utf8JsonWriter(destination, Readable);
        ToJson(dossierId, head, entries).WriteTo(writer);
    }

    internal static JsonObject ToJson(Guid dossierId, AuditHead head, IReadOnlyList<AuditEntry> entries)
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
            ["dossierId"] = dossierId.ToString("D"),
            ["head"] = new JsonObject { ["sequence"] = head.Sequence, ["hash"] = head.Hash },
            ["entries"] = links,
        };
    }
}
