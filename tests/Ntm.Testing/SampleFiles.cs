using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Ntm.Files;

namespace Ntm.Testing;

/// <summary>The smallest files that are what they say.</summary>
public static class SampleFiles
{
    public static byte[] Of(FileKind kind) =>
        kind switch
        {
            FileKind.Pdf => Pdf(),
            FileKind.Jpeg =>
            [
                0xFF,
                0xD8,
                0xFF,
                0xE0,
                0x00,
                0x10,
                .. "JFIF\0"u8,
                1,
                1,
                0,
                0,
                1,
                0,
                1,
                0,
                0,
                0xFF,
                0xC0,
                0x00,
                0x0B,
                8,
                0,
                16,
                0,
                16,
                1,
                1,
                0x11,
                0,
                0xFF,
                0xDA,
                0x00,
                0x02,
                0xFF,
                0xD9,
            ],
            FileKind.Png => Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
            ),
            _ => Office(kind),
        };

    public static byte[] Pdf(int paddedTo = 0, string text = "")
    {
        var begin = $"%PDF-1.7\n% {text}\n1 0 obj\n<<>>\nendobj\n";
        const string End = "\ntrailer\n<<>>\n%%EOF\n";
        var padding = Math.Max(0, paddedTo - Encoding.UTF8.GetByteCount(begin) - End.Length);
        return Encoding.UTF8.GetBytes(begin + new string(' ', padding) + End);
    }

    public static byte[] Office(FileKind kind, params (string Part, byte[] Content)[] extra)
    {
        var (main, type) =
            kind == FileKind.Docx
                ? ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")
                : ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml");
        var types =
            """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"""
            + """<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"""
            + $"""<Override PartName="/{main}" ContentType="{type}"/></Types>""";
        var relations =
            """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" """
            + $"""Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{main}"/>"""
            + "</Relationships>";
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", Encoding.UTF8.GetBytes(types));
            Add(zip, "_rels/.rels", Encoding.UTF8.GetBytes(relations));
            Add(zip, main, "<document/>"u8.ToArray());
            foreach (var (part, content) in extra)
            {
                Add(zip, part, content);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Makes the archive's directory state another unpacked length for a part.</summary>
    public static void StateLength(byte[] archive, string part, int length)
    {
        var name = Encoding.UTF8.GetBytes(part);
        for (var at = 0; at + 46 + name.Length <= archive.Length; at++)
        {
            var header = archive.AsSpan(at);
            if (header.StartsWith("PK\u0001\u0002"u8) && header.Slice(46, name.Length).SequenceEqual(name))
            {
                BinaryPrimitives.WriteInt32LittleEndian(header[24..], length);
                return;
            }
        }

        throw new InvalidOperationException("The part is not in the archive.");
    }

    private static void Add(ZipArchive zip, string part, byte[] content)
    {
        using var stream = zip.CreateEntry(part, CompressionLevel.Optimal).Open();
        stream.Write(content);
    }
}
