using System.IO.Compression;
using System.Text;
using Ntm.Web;

namespace Ntm.Files;

/// <summary>
/// A Word or Excel file is a ZIP with known parts. Its sizes are counted while unpacking into nothing, since the
/// sizes it states about itself can lie; archives inside it are refused, and so are macros.
/// </summary>
internal static class OfficeCheck
{
    private const int MostParts = 5_000;
    private const long MostUnpackedBytes = 200L * 1024 * 1024;
    private const int MostContentTypesBytes = 1024 * 1024;

    private static readonly string[] Archives =
    [
        ".ZIP",
        ".RAR",
        ".7Z",
        ".GZ",
        ".TAR",
        ".JAR",
        ".DOCX",
        ".XLSX",
        ".PPTX",
        ".DOCM",
        ".XLSM",
        ".EXE",
        ".DLL",
    ];

    public static Error? FaultOf(Stream content, FileKind kind)
    {
        try
        {
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            return DangerOf(archive) is { } danger ? FileErrors.Unsafe(danger)
                : HasParts(archive, kind) ? null
                : FileErrors.Mislabelled(kind);
        }
        catch (Exception broken) when (broken is InvalidDataException or NotSupportedException or IOException)
        {
            return FileErrors.Mislabelled(kind);
        }
    }

    private static string? DangerOf(ZipArchive archive) =>
        archive.Entries.Count > MostParts ? $"có quá {MostParts} thành phần bên trong"
        : Any(archive, part => part.IsEncrypted) ? "tệp đặt mật khẩu"
        : Any(archive, part => LeadsOut(part.FullName)) ? "đường dẫn bên trong tệp không hợp lệ"
        : Any(archive, part => Archives.Contains(Path.GetExtension(part.FullName).ToUpperInvariant()))
            ? "có tệp nén hoặc chương trình nhúng bên trong"
        : Any(archive, part => part.Name.StartsWith("vbaProject", StringComparison.OrdinalIgnoreCase)) ? "có macro"
        : Any(archive, StatesTooLittle) ? "kích thước ghi trong tệp không đúng"
        : IsBomb(archive) ? "giải nén ra quá 200 MB"
        : null;

    private static bool Any(ZipArchive archive, Func<ZipArchiveEntry, bool> holds) => archive.Entries.Any(holds);

    /// <summary>
    /// More compressed than unpacked bytes: the stated length is false, and our reader would stop where other programs read on.
    /// </summary>
    private static bool StatesTooLittle(ZipArchiveEntry part) => part.CompressedLength > part.Length + (part.Length / 100) + 128;

    private static bool IsBomb(ZipArchive archive)
    {
        var rest = MostUnpackedBytes;
        var buffer = new byte[64 * 1024];
        foreach (var part in archive.Entries)
        {
            using var unpacked = part.Open();
            int read;
            while ((read = unpacked.Read(buffer)) > 0)
            {
                rest -= read;
                if (rest < 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool HasParts(ZipArchive archive, FileKind kind)
    {
        var (part, type) =
            kind == FileKind.Docx
                ? ("word/document.xml", "wordprocessingml.document.main+xml")
                : ("xl/workbook.xml", "spreadsheetml.sheet.main+xml");
        return archive.GetEntry(part) is not null
            && archive.GetEntry("[Content_Types].xml") is { Length: <= MostContentTypesBytes } types
            && TextOf(types).Contains(type, StringComparison.Ordinal);
    }

    private static string TextOf(ZipArchiveEntry part)
    {
        using var reader = new StreamReader(part.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static bool LeadsOut(string path) =>
        path.StartsWith('/')
        || path.Contains('\\', StringComparison.Ordinal)
        || path.Contains(':', StringComparison.Ordinal)
        || path.Split('/').Contains("..");
}
