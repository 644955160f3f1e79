using System.Buffers.Binary;
using System.Text;
using Ntm.Web;

namespace Ntm.Files;

/// <summary>Reads a picture's size from its own header: a few bytes can claim gigabytes of pixels.</summary>
internal static class PictureCheck
{
    private const long MostPixels = 100_000_000;

    private static readonly byte[] PngSignature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static Error? FaultOf(Stream content, FileKind kind)
    {
        var pixels = kind == FileKind.Png ? PixelsOfPng(content) : PixelsOfJpeg(content);
        return pixels switch
        {
            null or 0 => PhoneFormat(content) is { } format ? FileErrors.PhonePicture(format, kind) : FileErrors.Mislabelled(kind),
            > MostPixels => FileErrors.Unsafe(Danger.TooManyPixels),
            _ => null,
        };
    }

    /// <summary>Format of a picture that phones and their programs give other names to; null for none of them.</summary>
    private static string? PhoneFormat(Stream content)
    {
        var head = new byte[12];
        content.Position = 0;
        content.ReadExactly(head);
        var brand = Encoding.ASCII.GetString(head, 8, 4);
        return head.AsSpan(4, 4).SequenceEqual("ftyp"u8)
                ? brand switch
                {
                    "heic" or "heix" or "hevc" or "mif1" or "msf1" => "HEIC",
                    "avif" or "avis" => "AVIF",
                    _ => null,
                }
            : head.AsSpan(0, 4).SequenceEqual("RIFF"u8) && brand == "WEBP" ? "WebP"
            : null;
    }

    private static long? PixelsOfPng(Stream content)
    {
        var head = new byte[24];
        content.ReadExactly(head);
        if (!head.AsSpan(0, 8).SequenceEqual(PngSignature) || !head.AsSpan(12, 4).SequenceEqual("IHDR"u8))
        {
            return null;
        }

        // PNG allows 31 bits a side; the product then fits in 62.
        long width = BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(16));
        long height = BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(20));
        return width <= int.MaxValue && height <= int.MaxValue ? width * height : null;
    }

    private static long? PixelsOfJpeg(Stream content)
    {
        var head = new byte[2];
        content.ReadExactly(head);
        if (head[0] != 0xFF || head[1] != 0xD8)
        {
            return null;
        }

        var segment = new byte[4];
        while (true)
        {
            content.ReadExactly(segment);
            if (segment[0] != 0xFF)
            {
                return null;
            }

            if (segment[1] == 0xFF)
            {
                // A fill byte, which any marker may have before it.
                content.Seek(-3, SeekOrigin.Current);
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(segment.AsSpan(2));
            if (IsStartOfFrame(segment[1]))
            {
                var frame = new byte[5];
                content.ReadExactly(frame);
                return (long)BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(1)) * BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(3));
            }

            // The picture's data (SOS) or end (EOI) before any frame, or a length that stands still.
            if (segment[1] is 0xDA or 0xD9 || length < 2)
            {
                return null;
            }

            content.Seek(length - 2, SeekOrigin.Current);
        }
    }

    /// <summary>SOF0 to SOF15 without DHT, JPG and DAC, which share their range.</summary>
    private static bool IsStartOfFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC;
}
