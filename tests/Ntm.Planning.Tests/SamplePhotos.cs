using System.Buffers.Binary;
using System.Text;
using SkiaSharp;

namespace Ntm.Planning.Tests;

/// <summary>Photos as a telephone takes them.</summary>
internal static class SamplePhotos
{
    /// <summary>A JPEG, red in its upper half and blue below.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="exif">What the camera writes into it; null for nothing.</param>
    public static byte[] Jpeg(int width = 400, int height = 200, byte[]? exif = null) =>
        exif is null ? Draw(width, height, SKEncodedImageFormat.Jpeg) : WithExif(Draw(width, height, SKEncodedImageFormat.Jpeg), exif);

    public static byte[] Png(int width = 400, int height = 200) => Draw(width, height, SKEncodedImageFormat.Png);

    /// <summary>Turned by 90°, taken on 3 March 2023 at 08:15 local at 18,5° north and 105,75° east, by a camera named ANTHEM.</summary>
    public static byte[] Exif()
    {
        var tiff = new List<byte>("MM\0*\0\0\0\b"u8.ToArray());
        const int GpsAt = 8 + 2 + (4 * 12) + 4;
        const int SubAt = GpsAt + 2 + (4 * 12) + 4;
        const int DataAt = SubAt + 2 + 12 + 4;
        Directory(tiff, Entry(0x010F, 2, 7, DataAt), Short(0x0112, 6), Entry(0x8769, 4, 1, SubAt), Entry(0x8825, 4, 1, GpsAt));
        Directory(tiff, Ascii(1, 'N'), Entry(2, 5, 3, DataAt + 28), Ascii(3, 'E'), Entry(4, 5, 3, DataAt + 52));
        Directory(tiff, Entry(0x9003, 2, 20, DataAt + 8));
        tiff.AddRange(Encoding.ASCII.GetBytes("ANTHEM\0\0"));
        tiff.AddRange(Encoding.ASCII.GetBytes("2023:03:03 08:15:00\0"));
        tiff.AddRange(Rationals(18, 30, 0));
        tiff.AddRange(Rationals(105, 45, 0));
        return [.. tiff];
    }

    private static byte[] Draw(int width, int height, SKEncodedImageFormat format)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        using var red = new SKPaint { Color = SKColors.Red };
        surface.Canvas.Clear(SKColors.Blue);
        surface.Canvas.DrawRect(0, 0, width, height / 2f, red);
        using var image = surface.Snapshot();
        return image.Encode(format, 95).ToArray();
    }

    private static byte[] WithExif(byte[] jpeg, byte[] exif)
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(exif.Length + 8));
        return [.. jpeg[..2], 0xFF, 0xE1, .. length, .. "Exif\0\0"u8, .. exif, .. jpeg[2..]];
    }

    private static void Directory(List<byte> tiff, params byte[][] entries)
    {
        tiff.AddRange([0, (byte)entries.Length]);
        tiff.AddRange(entries.SelectMany(entry => entry));
        tiff.AddRange(new byte[4]);
    }

    private static byte[] Entry(ushort tag, ushort type, uint count, int value)
    {
        var entry = new byte[12];
        BinaryPrimitives.WriteUInt16BigEndian(entry, tag);
        BinaryPrimitives.WriteUInt16BigEndian(entry.AsSpan(2), type);
        BinaryPrimitives.WriteUInt32BigEndian(entry.AsSpan(4), count);
        BinaryPrimitives.WriteInt32BigEndian(entry.AsSpan(8), value);
        return entry;
    }

    private static byte[] Short(ushort tag, short value) => Entry(tag, 3, 1, value << 16);

    private static byte[] Ascii(ushort tag, char letter) => Entry(tag, 2, 2, letter << 24);

    private static byte[] Rationals(params int[] values) =>
        [
            .. values.SelectMany(value =>
            {
                var rational = new byte[8];
                BinaryPrimitives.WriteInt32BigEndian(rational, value);
                rational[7] = 1;
                return rational;
            }),
        ];
}
