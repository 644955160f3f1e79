using System.IO.Compression;
using System.Security;
using System.Text;

namespace Ntm.Platform.Tests.Files.Corpus;

/// <summary>A package of Office, written part by part with the names, types and relationships that a program gives them.</summary>
internal sealed class PackageFile
{
    public const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    public const string Package = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/";
    public const string OfMicrosoft = "http://schemas.microsoft.com/office/2006/relationships/";
    public const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    public const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private readonly List<(string Name, byte[] Content)> parts = [];
    private readonly List<string> types = [];
    private readonly Dictionary<string, List<string>> relations = [];

    /// <summary>Type of every part with an extension.</summary>
    public PackageFile Default(string extension, string type)
    {
        types.Add($"""<Default Extension="{extension}" ContentType="{type}"/>""");
        return this;
    }

    /// <summary>A part of XML with its type; none where the default counts.</summary>
    public PackageFile Part(string name, string? type, string xml) =>
        Part(name, type, Encoding.UTF8.GetBytes("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + "\r\n" + xml));

    public PackageFile Part(string name, string? type, byte[] content)
    {
        parts.Add((name, content));
        if (type is not null)
        {
            types.Add($"""<Override PartName="/{name}" ContentType="{type}"/>""");
        }

        return this;
    }

    /// <summary>A relationship of a part; of the package where the source is empty.</summary>
    public PackageFile Relate(string source, string type, string target, bool external = false)
    {
        var own = relations.TryGetValue(source, out var known) ? known : relations[source] = [];
        own.Add(
            $"""<Relationship Id="rId{own.Count + 1}" Type="{type}" Target="{SecurityElement.Escape(target)}" """
                + (external ? "TargetMode=\"External\"/>" : "/>")
        );
        return this;
    }

    /// <param name="typesLast">Whether the content types come last, as some programs write them.</param>
    public byte[] ToBytes(bool typesLast = false)
    {
        var declared = (
            "[Content_Types].xml",
            Encoding.UTF8.GetBytes(
                $"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{string.Concat(types)}</Types>"""
            )
        );
        var related = relations.Select(of => (RelationsOf(of.Key), Encoding.UTF8.GetBytes(Relationships(of.Value))));
        IEnumerable<(string Name, byte[] Content)> all = typesLast ? [.. related, .. parts, declared] : [declared, .. related, .. parts];
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in all)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private static string Relationships(List<string> own) =>
        $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(own)}</Relationships>""";

    private static string RelationsOf(string source) =>
        source.Length == 0 ? "_rels/.rels" : $"{Path.GetDirectoryName(source)!.Replace('\\', '/')}/_rels/{Path.GetFileName(source)}.rels";
}
