using System.IO.Compression;
using System.Xml;
using Ntm.Web;

namespace Ntm.Files;

/// <summary>
/// A Word or Excel file is a package whose main part is a document or a workbook, and which would run and fetch nothing. Its sizes are
/// counted while unpacking into nothing, since those it states can be false; packages inside it are judged by the same rules.
/// </summary>
internal sealed class OfficeCheck
{
    private const int MostParts = 5_000;
    private const int MostDepth = 2;
    private const long MostUnpackedBytes = 200L * 1024 * 1024;
    private const long MostEmbeddedBytes = 32L * 1024 * 1024;
    private const string Document = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

    private static readonly string[] Programs =
    [
        ".ZIP",
        ".RAR",
        ".7Z",
        ".GZ",
        ".TAR",
        ".JAR",
        ".EXE",
        ".DLL",
        ".COM",
        ".SCR",
        ".MSI",
        ".BAT",
        ".CMD",
        ".PS1",
        ".JS",
        ".VBS",
        ".WSF",
        ".HTA",
        ".LNK",
    ];

    private static readonly string[] Packages = [".DOCX", ".XLSX", ".PPTX", ".DOCM", ".XLSM", ".PPTM"];

    /// <summary>Ends of the content types of embedded packages.</summary>
    private static readonly string[] PackageTypes =
    [
        "ml.document",
        "ml.sheet",
        "ml.presentation",
        "ml.slideshow",
        "ml.slide",
        "ml.template",
    ];

    /// <summary>Beginning of the older container of Office: macros, objects, files with a password, .doc and .xls.</summary>
    private static readonly byte[] Compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private long rest = MostUnpackedBytes;

    private OfficeCheck() { }

    public static Error? FaultOf(Stream content, FileKind kind)
    {
        var head = new byte[Compound.Length];
        if (content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.AsSpan().SequenceEqual(Compound))
        {
            return FileErrors.Unsafe(Danger.Locked);
        }

        try
        {
            content.Position = 0;
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            return new OfficeCheck().DangerOf(archive, depth: 0) is { } danger ? FileErrors.Unsafe(danger)
                : IsOf(OfficePackage.Read(archive)?.MainType, kind) ? null
                : FileErrors.Mislabelled(kind);
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            return FileErrors.Mislabelled(kind);
        }
    }

    private static bool IsOf(string? type, FileKind kind) =>
        (kind == FileKind.Docx ? Document : Workbook).Equals(type, StringComparison.OrdinalIgnoreCase);

    private Danger? DangerOf(ZipArchive archive, int depth)
    {
        if (OfEntries(archive) is { } danger)
        {
            return danger;
        }

        var hidesObject = Unpack(archive);
        if (rest < 0)
        {
            return Danger.TooLarge;
        }

        return OfficePackage.Read(archive) is { } package
                ? OfficeDangers.Of(package) ?? (hidesObject ? Danger.Object : null) ?? OfEmbedded(package, depth + 1)
            : depth > 0 ? Danger.Embedded
            : null;
    }

    private static Danger? OfEntries(ZipArchive archive) =>
        archive.Entries.Count > MostParts ? Danger.TooManyParts
        : Any(archive, part => part.IsEncrypted) ? Danger.Locked
        : Any(archive, part => LeadsOut(part.FullName)) || HasTwins(archive) ? Danger.Paths
        : Any(archive, part => IsOne(part.FullName, Programs)) ? Danger.Embedded
        : Any(archive, part => part.Name.StartsWith("vbaProject", StringComparison.OrdinalIgnoreCase)) ? Danger.Macro
        : Any(archive, StatesTooLittle) ? Danger.FalseSize
        : null;

    private static bool Any(ZipArchive archive, Func<ZipArchiveEntry, bool> holds) => archive.Entries.Any(holds);

    private static bool IsOne(string name, string[] extensions) => extensions.Contains(Path.GetExtension(name).ToUpperInvariant());

    /// <summary>Two parts of one name: which of them counts, each program decides for itself.</summary>
    private static bool HasTwins(ZipArchive archive) =>
        archive.Entries.Select(OfficePackage.NameOf).Distinct(StringComparer.OrdinalIgnoreCase).Count() < archive.Entries.Count;

    /// <summary>
    /// More compressed than unpacked bytes: the stated length is false, and our reader would stop where other programs read on.
    /// </summary>
    private static bool StatesTooLittle(ZipArchiveEntry part) => part.CompressedLength > part.Length + (part.Length / 100) + 128;

    /// <summary>Counts what there is, and looks whether some part is an object of the older kind, whatever it is declared as.</summary>
    private bool Unpack(ZipArchive archive)
    {
        var buffer = new byte[64 * 1024];
        var found = false;
        foreach (var part in archive.Entries)
        {
            using var unpacked = part.Open();
            var first = true;
            int read;
            while (rest >= 0 && (read = unpacked.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0)
            {
                rest -= read;
                found |= first && buffer.AsSpan(0, read).StartsWith(Compound);
                first = false;
            }
        }

        return found;
    }

    /// <summary>Charts and tables keep their workbook inside the document.</summary>
    private Danger? OfEmbedded(OfficePackage package, int depth)
    {
        var named = package
            .Relations.Where(relation => relation.Is("package"))
            .Select(relation => relation.Part)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var part in package.Parts.Where(part => named.Contains(part.Name) || IsPackage(part)))
        {
            if (depth > MostDepth || part.Entry.Length > MostEmbeddedBytes)
            {
                return Danger.Embedded;
            }

            using var bytes = new MemoryStream();
            using (var open = part.Entry.Open())
            {
                open.CopyTo(bytes);
            }

            if (OfEmbedded(bytes, depth) is { } danger)
            {
                return danger;
            }
        }

        return null;
    }

    private Danger? OfEmbedded(MemoryStream bytes, int depth)
    {
        try
        {
            using var archive = new ZipArchive(bytes, ZipArchiveMode.Read);
            return DangerOf(archive, depth);
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            return Danger.Embedded;
        }
    }

    private static bool IsPackage(OfficePart part) =>
        IsOne(part.Name, Packages) || Array.Exists(PackageTypes, end => part.Type.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    private static bool IsBroken(Exception fault) => fault is InvalidDataException or NotSupportedException or IOException or XmlException;

    private static bool LeadsOut(string path) =>
        path.StartsWith('/')
        || path.Contains('\\', StringComparison.Ordinal)
        || path.Contains(':', StringComparison.Ordinal)
        || path.Split('/').Contains("..");
}
