using System.Text;

namespace Ntm.Rehearsal;

/// <summary>Files with which a rehearsal fills a checklist.</summary>
internal static class SampleFiles
{
    /// <summary>A one-page document that says what it is; two calls with different words differ in their bytes.</summary>
    public static byte[] Pdf(string words)
    {
        var text = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        foreach (
            var part in (string[])
                [
                    "<< /Type /Catalog /Pages 2 0 R >>",
                    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                    $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /PieceInfo << /Ntm << /Words "
                        + $"<{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(words))}> >> >> >>",
                ]
        )
        {
            offsets.Add(text.Length);
            text.Append(offsets.Count).Append(" 0 obj\n").Append(part).Append("\nendobj\n");
        }

        var table = text.Length;
        text.Append("xref\n0 4\n0000000000 65535 f \n");
        offsets.ForEach(offset =>
            text.Append(offset.ToString("D10", System.Globalization.CultureInfo.InvariantCulture)).Append(" 00000 n \n")
        );
        text.Append("trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n").Append(table).Append("\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>A picture of one grey point.</summary>
    public static byte[] Png() =>
        Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");
}
