using System.IO.Compression;
using System.Text;

namespace Ntm.Platform.Tests.Files.Corpus;

/// <summary>PDF files as programs write them, object by object.</summary>
internal static class PdfFiles
{
    /// <summary>LibreOffice, PDF 1.6: opens at the first page, links into the web.</summary>
    public static byte[] LibreOffice() =>
        Of(
            "1.6",
            "<</Type/Catalog/Pages 2 0 R/OpenAction[3 0 R /XYZ null null 0]/Lang(vi-VN)>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Annots[<</Subtype/Link/A<</Type/Action/S/URI/URI(https://hatinh.gov.vn)>>>>]>>",
            Stream("/Filter/FlateDecode", Packed("0.1 w\nq 0 0.028 595 842 re W* n BT /F1 14 Tf (Bao cao) Tj ET Q"))
        );

    /// <summary>Word, PDF 1.7: objects in compressed streams, the table in one too.</summary>
    public static byte[] Word() =>
        Of(
            "1.7",
            Stream(
                "/Type/ObjStm/N 2/First 9/Filter/FlateDecode",
                Packed("1 0 2 30 <</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>>> <</Type/Pages/Count 0/Kids[]>>")
            ),
            Stream(
                "/Type/XRef/W[1 2 1]/Size 4/Root 1 0 R/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4>>",
                Packed("\u0002\0\0\u0001")
            )
        );

    /// <summary>A phone that scans papers, PDF 1.4: a picture a page.</summary>
    public static byte[] Scan() =>
        Of(
            "1.4",
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[]/Count 0>>",
            Stream("/Type/XObject/Subtype/Image/Width 16/Height 16/Filter/DCTDecode", PhoneFiles.Iphone())
        );

    /// <summary>Signed by a leader: a form with nothing but the signature.</summary>
    public static byte[] Signed() =>
        Of(
            "1.7",
            "<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[3 0 R]>>>>",
            "<</Type/Pages/Kids[]/Count 0>>",
            "<</Type/Annot/Subtype/Widget/FT/Sig/V 4 0 R/T(Signature1)>>",
            "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange[0 100 200 300]/Contents<3082010A>>>"
        );

    /// <summary>Restricted by its owner and open to read, PDF 1.4: texts are encrypted, names are not.</summary>
    public static byte[] Restricted() =>
        Of("1.4", "<</Type/Catalog/Pages 2 0 R>>", "<</Filter/Standard/V 2/R 3/Length 128/P -1340/O(abc)/U(def)>>");

    /// <summary>A file of these objects; the tables that only speed reading up are left out.</summary>
    public static byte[] Of(string version, params object[] objects)
    {
        using var file = new MemoryStream();
        Add(file, $"%PDF-{version}\n%âãÏÓ\n");
        for (var number = 1; number <= objects.Length; number++)
        {
            Add(file, $"{number} 0 obj\n");
            file.Write(objects[number - 1] as byte[] ?? Encoding.Latin1.GetBytes((string)objects[number - 1]));
            Add(file, "\nendobj\n");
        }

        Add(file, "trailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n");
        return file.ToArray();
    }

    /// <summary>An object with a stream.</summary>
    public static byte[] Stream(string dictionary, byte[] content) =>
        [
            .. Encoding.Latin1.GetBytes($"<<{dictionary}/Length {content.Length}>>\nstream\r\n"),
            .. content,
            .. Encoding.Latin1.GetBytes("\nendstream"),
        ];

    public static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(Encoding.Latin1.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static void Add(MemoryStream file, string text) => file.Write(Encoding.Latin1.GetBytes(text));
}
