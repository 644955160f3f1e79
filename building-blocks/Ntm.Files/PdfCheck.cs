using System.Text;
using Ntm.Web;

namespace Ntm.Files;

/// <summary>A PDF begins with its version and ends with its end mark; one cut short lacks the latter.</summary>
internal static class PdfCheck
{
    private const int TailBytes = 2048;

    public static Error? FaultOf(Stream content)
    {
        var head = new byte[7];
        content.ReadExactly(head);
        if (!head.AsSpan().StartsWith("%PDF-1."u8) && !head.AsSpan().StartsWith("%PDF-2."u8))
        {
            return FileErrors.Mislabelled(FileKind.Pdf);
        }

        content.Position = Math.Max(0, content.Length - TailBytes);
        var tail = new byte[content.Length - content.Position];
        content.ReadExactly(tail);
        return Encoding.Latin1.GetString(tail).Contains("%%EOF", StringComparison.Ordinal) ? null : FileErrors.Mislabelled(FileKind.Pdf);
    }
}
