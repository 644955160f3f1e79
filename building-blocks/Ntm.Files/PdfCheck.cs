using System.Text;
using Ntm.Web;

namespace Ntm.Files;

/// <summary>A PDF begins with its version, ends with its end mark (one cut short lacks it) and would do nothing but be read.</summary>
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
        return !Encoding.Latin1.GetString(tail).Contains("%%EOF", StringComparison.Ordinal) ? FileErrors.Mislabelled(FileKind.Pdf)
            : new PdfReading(content).DangerIn() is { } danger ? FileErrors.Unsafe(danger)
            : null;
    }
}
