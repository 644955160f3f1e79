using System.IO.Compression;
using System.Xml;

namespace Ntm.Files;

/// <summary>A relationship of a part, or of the package itself.</summary>
/// <param name="Source">Name of the part, <c>/</c> for the package.</param>
/// <param name="Kind">Last word of its type, e.g. <c>officeDocument</c>; the strict form of the format has other words before it.</param>
/// <param name="Target">Where it leads, as it is written.</param>
/// <param name="Part">Name of the part it leads to; null when it leads out of the file.</param>
internal sealed record OfficeRelation(string Source, string Kind, string Target, string? Part)
{
    public bool Is(string kind) => Kind.Equals(kind, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A part with the content type that is declared for it; empty where none is.</summary>
internal sealed record OfficePart(string Name, string Type, ZipArchiveEntry Entry)
{
    public bool IsXml => Type.EndsWith("xml", StringComparison.OrdinalIgnoreCase);

    public bool Says(string words) => Type.Contains(words, StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// What a package of Office says of itself in <c>[Content_Types].xml</c> and in its relationships: by these Office decides, and no name
/// of a part means anything.
/// </summary>
internal sealed class OfficePackage
{
    private const string Types = "/[Content_Types].xml";
    private const string Folder = "/_rels/";
    private const string Ending = ".rels";

    /// <summary>Several times what the longest documents have.</summary>
    private const int MostRelations = 100_000;

    private const int MostTypesBytes = 1024 * 1024;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = 200L * 1024 * 1024,
        CloseInput = true,
    };

    private OfficePackage(IReadOnlyList<OfficePart> parts, IReadOnlyList<OfficeRelation> relations) =>
        (Parts, Relations) = (parts, relations);

    public IReadOnlyList<OfficePart> Parts { get; }

    public IReadOnlyList<OfficeRelation> Relations { get; }

    /// <summary>Type of the one part that the package is about; null when it names none, or several.</summary>
    public string? MainType =>
        Relations.Where(relation => relation.Source == "/" && relation.Is("officeDocument")).ToList() is [{ Part: { } main }]
            ? Find(main)?.Type
            : null;

    /// <summary>Name of an entry as relationships write it.</summary>
    public static string NameOf(ZipArchiveEntry entry) => "/" + Uri.UnescapeDataString(entry.FullName);

    /// <summary>Reads a package; null when the archive is none.</summary>
    /// <param name="archive">No two entries of it have the same name.</param>
    public static OfficePackage? Read(ZipArchive archive)
    {
        var entries = archive.Entries.Where(entry => !entry.FullName.EndsWith('/')).ToDictionary(NameOf, StringComparer.OrdinalIgnoreCase);
        if (!entries.Remove(Types, out var declared))
        {
            return null;
        }

        var (overrides, defaults) = ReadTypes(declared);
        var relations = entries
            .Where(entry => IsRelations(entry.Key))
            .SelectMany(entry => ReadRelations(entry.Key, entry.Value))
            .Take(MostRelations + 1)
            .ToList();
        if (relations.Count > MostRelations)
        {
            throw new InvalidDataException("The package has too many relationships.");
        }

        return new OfficePackage(
            [
                .. entries.Select(entry => new OfficePart(
                    entry.Key,
                    overrides.GetValueOrDefault(entry.Key) ?? defaults.GetValueOrDefault(Path.GetExtension(entry.Key).TrimStart('.')) ?? "",
                    entry.Value
                )),
            ],
            relations
        );
    }

    public OfficePart? Find(string name) => Parts.FirstOrDefault(part => part.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Opens a part as XML; a document type, which no Office file has, is an error.</summary>
    public static XmlReader Open(ZipArchiveEntry entry) => XmlReader.Create(entry.Open(), Settings);

    private static (Dictionary<string, string> Overrides, Dictionary<string, string> Defaults) ReadTypes(ZipArchiveEntry entry)
    {
        if (entry.Length > MostTypesBytes)
        {
            throw new InvalidDataException("The package declares too many types.");
        }

        var overrides = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var defaults = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (element, read) in Elements(entry))
        {
            var type = read("ContentType") ?? "";
            if (element == "Override")
            {
                overrides[Uri.UnescapeDataString(read("PartName") ?? "")] = type;
            }
            else if (element == "Default")
            {
                defaults[read("Extension") ?? ""] = type;
            }
        }

        return (overrides, defaults);
    }

    private static bool IsRelations(string name) =>
        name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase)
        && name.LastIndexOf(Folder, StringComparison.OrdinalIgnoreCase) is >= 0 and var at
        && name.IndexOf('/', at + Folder.Length) < 0;

    /// <summary><c>/word/_rels/document.xml.rels</c> are those of <c>/word/document.xml</c>, <c>/_rels/.rels</c> the package's.</summary>
    private static IEnumerable<OfficeRelation> ReadRelations(string name, ZipArchiveEntry entry)
    {
        var at = name.LastIndexOf(Folder, StringComparison.OrdinalIgnoreCase);
        var source = $"{name[..at]}/{name[(at + Folder.Length)..^Ending.Length]}";
        foreach (var (_, read) in Elements(entry).Where(found => found.Element == "Relationship"))
        {
            var (type, target) = (read("Type") ?? "", read("Target") ?? "");
            var external = "External".Equals(read("TargetMode"), StringComparison.OrdinalIgnoreCase);
            yield return new OfficeRelation(source, type[(type.LastIndexOf('/') + 1)..], target, external ? null : PartAt(source, target));
        }
    }

    /// <summary>Every element of a part with a reader of its attributes, which is good until the next one.</summary>
    private static IEnumerable<(string Element, Func<string, string?> Read)> Elements(ZipArchiveEntry entry)
    {
        using var xml = Open(entry);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                yield return (xml.LocalName, xml.GetAttribute);
            }
        }
    }

    private static string? PartAt(string source, string target) =>
        Uri.TryCreate("http://package" + Escaped(source), UriKind.Absolute, out var from)
        && Uri.TryCreate(from, target, out var to)
        && to.Authority == "package"
            ? Uri.UnescapeDataString(to.AbsolutePath)
            : null;

    private static string Escaped(string name) => Uri.EscapeDataString(name).Replace("%2F", "/", StringComparison.Ordinal);
}
