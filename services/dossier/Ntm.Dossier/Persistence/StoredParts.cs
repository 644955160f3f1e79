using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ntm.Dossier.Persistence;

/// <summary>
/// Everything that is stored of a dossier, part by part, as its audit chain binds it: the properties of its content, whatever they are,
/// its place on the path, what it is about, the self-assessments that it took in, and its events. An entry of the chain holds the hash of
/// each part that its act changed, before and after. So whoever holds the stored dossier against the chain finds a part that was
/// changed in the database, also when a lawful act wrote over it since.
/// </summary>
/// <remarks>
/// The hashes are keyed by the dossier's own salt, which is stored and never shown: the parts of a running vote have few possible
/// values, and who reads the audit must not learn them by trying.
/// </remarks>
internal sealed class StoredParts
{
    private const string Salt = "salt";

    /// <summary>Names of persons are no fact of the dossier: they follow each act of theirs, also one that changes nothing.</summary>
    private static readonly string[] NotBound = [Salt, "names"];

    public static readonly StoredParts None = new([], []);

    private readonly Dictionary<string, JsonElement> parts;
    private readonly byte[] key;

    private StoredParts(Dictionary<string, JsonElement> parts, byte[] key) => (this.parts, this.key) = (parts, key);

    /// <summary>The parts of a dossier as its rows hold them.</summary>
    public static StoredParts Of(DossierRow row, IEnumerable<AssessmentRow> assessments, IEnumerable<EventRow> events)
    {
        var content = JsonElement.Parse(row.Content);
        var parts = content
            .EnumerateObject()
            .Where(part => !NotBound.Contains(part.Name))
            .ToDictionary(part => part.Name, part => part.Value, StringComparer.Ordinal);
        parts["path"] = JsonElement.Parse(row.PathState);
        parts["about"] = JsonSerializer.SerializeToElement(
            new
            {
                row.UnitCode,
                row.UnitName,
                row.UnitPath,
                row.Title,
                row.Year,
                row.PathKey,
                row.PathVersion,
                row.PathHash,
                row.OpenedOn,
                row.OpenedBy,
                row.Status,
            }
        );
        foreach (var revision in assessments)
        {
            parts[$"{Assessments}{revision.Revision}"] = JsonElement.Parse(revision.Criteria);
        }

        foreach (var said in events)
        {
            parts[$"{Events}{said.Sequence}"] = JsonSerializer.SerializeToElement(
                new
                {
                    said.Type,
                    said.Subject,
                    said.Body,
                }
            );
        }

        return new StoredParts(parts, content.TryGetProperty(Salt, out var salt) ? Encoding.UTF8.GetBytes(salt.GetString()!) : []);
    }

    /// <summary>Before the number of a revision of the self-assessment.</summary>
    public const string Assessments = "assessments/";

    /// <summary>Before the number of an event.</summary>
    public const string Events = SharedEvents.Kind + "/";

    /// <summary>Each part with its hash.</summary>
    public IReadOnlyList<AuditRecord> Records => [.. Names(this, None).Select(name => new AuditRecord(name, HashOf(name)))];

    /// <summary>The parts that differ from an earlier state, with the hashes of both.</summary>
    public IReadOnlyList<BoundPart> ChangedSince(StoredParts earlier) =>
        [
            .. Names(this, earlier)
                .Where(name => RawOf(name) != earlier.RawOf(name))
                .Select(name => new BoundPart(name, earlier.HashOf(name), HashOf(name))),
        ];

    private static IEnumerable<string> Names(StoredParts one, StoredParts other) =>
        one.parts.Keys.Union(other.parts.Keys).Order(StringComparer.Ordinal);

    private string? RawOf(string name) => parts.TryGetValue(name, out var part) ? part.GetRawText() : null;

    private string? HashOf(string name) =>
        parts.TryGetValue(name, out var part) ? Convert.ToHexStringLower(HMACSHA256.HashData(key, CanonicalJson.Of(part))) : null;
}
