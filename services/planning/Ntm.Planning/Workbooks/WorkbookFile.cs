using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using Ntm.Files;

namespace Ntm.Planning.Workbooks;

/// <summary>A workbook as a person sends it: its bytes are checked before anything in them is read.</summary>
internal static class WorkbookFile
{
    /// <summary>Largest file, KB.</summary>
    public const int MostKilobytes = 512;

    private const int MostUnpacked = 20 * 1024 * 1024;

    /// <param name="name">File name, which ends in <c>.xlsx</c>.</param>
    /// <param name="content">Bytes in base64.</param>
    /// <param name="wanted">Sheets to read, and the most rows of each, its titles among them.</param>
    public static Result<SheetBook> Read(string name, string content, IReadOnlyDictionary<string, int> wanted)
    {
        var bytes = new byte[(content.Length / 4 * 3) + 3];
        if (!Convert.TryFromBase64String(content, bytes, out var length))
        {
            return WorkbookErrors.NotBase64;
        }

        if (length > MostKilobytes * 1024)
        {
            return WorkbookErrors.TooLarge(MostKilobytes);
        }

        using var stream = new MemoryStream(bytes, 0, length, writable: false);
        if (UnpacksTooLarge(stream))
        {
            return WorkbookErrors.UnpacksTooLarge(MostUnpacked / 1024 / 1024);
        }

        var found = FileInspector.Inspect(stream, name, [FileKind.Xlsx], "Bảng tính kế hoạch", MostKilobytes * 1024);
        return found.Refused ? found.Faults.ToList() : Read(stream, wanted);
    }

    /// <summary>Reads a workbook that was checked before.</summary>
    public static Result<SheetBook> Read(Stream stream, IReadOnlyDictionary<string, int> wanted)
    {
        try
        {
            stream.Position = 0;
            using var document = SpreadsheetDocument.Open(
                stream,
                isEditable: false,
                new OpenSettings { MaxCharactersInPart = MostUnpacked }
            );
            return document.WorkbookPart is { } book ? new WorkbookReader(book, wanted).Read() : WorkbookErrors.Broken;
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            return WorkbookErrors.Broken;
        }
    }

    /// <summary>What is unpacked is counted, not believed; what is no archive the inspection names.</summary>
    private static bool UnpacksTooLarge(Stream content)
    {
        try
        {
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            var (buffer, rest) = (new byte[16 * 1024], MostUnpacked);
            foreach (var part in archive.Entries.Where(part => !part.IsEncrypted))
            {
                using var unpacked = part.Open();
                for (int read; rest >= 0 && (read = unpacked.Read(buffer)) > 0; rest -= read) { }
            }

            return rest < 0;
        }
        catch (Exception broken) when (broken is InvalidDataException or NotSupportedException or IOException)
        {
            return false;
        }
    }

    /// <summary>The library answers a damaged workbook with whatever it stumbles over.</summary>
    private static bool IsBroken(Exception fault) =>
        fault
            is OpenXmlPackageException
                or XmlException
                or InvalidDataException
                or IOException
                or FormatException
                or OverflowException
                or ArgumentException
                or InvalidOperationException
                or NullReferenceException
                or KeyNotFoundException
                or IndexOutOfRangeException
                or InvalidCastException
                or NotSupportedException;
}
