using System.IO.Compression;

namespace Ntm.Files;

/// <summary>
/// Reads all names of a PDF, wherever they stand: neither its tables nor its lengths are believed, which may lead one program elsewhere
/// than the next. Objects in compressed streams are read too; where some could be and cannot be read, the file is not taken.
/// </summary>
internal sealed class PdfReading(Stream content)
{
    private const long MostUnpackedBytes = 200L * 1024 * 1024;

    private readonly byte[] buffer = new byte[64 * 1024];
    private readonly byte[] unpacked = new byte[16 * 1024];
    private readonly PdfNames names = new();
    private int filled;
    private int at;
    private int opened;
    private long rest = MostUnpackedBytes;

    /// <summary>What the file would do; null when it would only be read.</summary>
    public Danger? DangerIn()
    {
        content.Position = 0;

        // The last eight bytes: the word "stream" that no "end" stands before, and the end of its line.
        ulong last = 0;
        for (int next; (next = Next()) >= 0; )
        {
            names.Take((byte)next);
            last = (last << 8) | (byte)next;
            if (next == '\n' && EndsWithStream(last) && OfStream() is { } danger)
            {
                return danger;
            }
        }

        names.Take((byte)' ');
        return names.Acts ? Danger.ActivePdf
            : names.ObjectStreams > opened || (names.ObjectStreams > 0 && names.HasOddFilter) ? Danger.UnreadablePdf
            : null;
    }

    private static bool EndsWithStream(ulong last)
    {
        const ulong Word = 0x73747265616D; // "stream"
        var bytes = last >> 8;
        if ((bytes & 0xFF) == '\r')
        {
            // The letter before the word has left the eight bytes; after "end" the word is followed by no data that unpacks.
            return ((bytes >> 8) & 0xFFFFFFFFFFFF) == Word;
        }

        return (bytes & 0xFFFFFFFFFFFF) == Word && ((bytes >> 48) & 0xFF) != 'd';
    }

    /// <summary>Objects begin with their numbers; pages, pictures and fonts that do so too are read for nothing.</summary>
    private Danger? OfStream()
    {
        var here = content.Position - filled + at;
        content.Position = here;
        try
        {
            using var open = new ZLibStream(content, CompressionMode.Decompress, leaveOpen: true);
            var inner = new PdfNames();
            var first = true;
            for (int read; (read = open.Read(unpacked)) > 0; first = false)
            {
                if (first && !IsBlankOrDigit(unpacked[0]))
                {
                    return null;
                }

                rest -= read;
                if (rest < 0)
                {
                    return Danger.TooLarge;
                }

                foreach (var next in unpacked.AsSpan(0, read))
                {
                    inner.Take(next);
                }
            }

            inner.Take((byte)' ');
            opened += first ? 0 : 1;
            return inner.Acts ? Danger.ActivePdf : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
        finally
        {
            content.Position = here;
            (filled, at) = (0, 0);
        }
    }

    private static bool IsBlankOrDigit(byte first) =>
        first is (>= (byte)'0' and <= (byte)'9') or (byte)'%' or 0 or 9 or 10 or 12 or 13 or 32;

    private int Next()
    {
        if (at == filled)
        {
            (filled, at) = (content.Read(buffer), 0);
        }

        return filled == 0 ? -1 : buffer[at++];
    }
}
