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

    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the whole chain; <paramref name="entries"/> stand in order of their sequence.</summary>
    public static void Write(Stream destination, Guid dossierId, IReadOnlyList<AuditEntry> entries)
    {
        using var writer = new Utf8JsonWriter(destination, Readable);
        ToJson(dossierId, entries).WriteTo(writer);
    }

    internal static JsonObject ToJson(Guid dossierId, IReadOnlyList<AuditEntry> entries)
    {
        var head = entries.Count == 0 ? AuditChain.Start(dossierId) : AuditChain.HeadOf(entries[^1]);
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
