using System.Text;
using Ntm.Files;
using Ntm.Testing;

namespace Ntm.Platform.Tests.Files.Corpus;

/// <summary>Photographs with what phones put around the picture.</summary>
internal static class PhoneFiles
{
    /// <summary>An iPhone set to "most compatible": EXIF in place of JFIF, a second picture for HDR behind the first.</summary>
    public static byte[] Iphone()
    {
        var picture = Picture();
        return [.. picture[..2], .. Segment(0xE1, Exif()), .. Segment(0xE2, "MPF\0MM\0*"u8.ToArray()), .. picture[20..], .. picture];
    }

    /// <summary>A Samsung: EXIF and XMP, a progressive picture, its own trailer with a short film in it.</summary>
    public static byte[] Samsung()
    {
        var picture = Picture();
        var frame = Array.IndexOf(picture, (byte)0xC0);
        picture[frame] = 0xC2;
        var xmp = "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"u8.ToArray();
        var film = "MotionPhoto_Data\0\0\0\u0018ftypmp42SEFT"u8.ToArray();
        return [.. picture[..2], .. Segment(0xE1, Exif()), .. Segment(0xE1, xmp), .. picture[2..], .. film];
    }

    /// <summary>A picture of the screen with EXIF, as Android and iOS store it.</summary>
    public static byte[] Screenshot()
    {
        var png = SampleFiles.Of(FileKind.Png);
        byte[] exif = [0, 0, 0, 8, .. "eXIfMM\0*\0\0\0\u0008"u8, 0, 0, 0, 0];
        return [.. png[..33], .. exif, .. png[33..]];
    }

    /// <summary>An iPhone as it comes.</summary>
    public static byte[] Heic() => [0, 0, 0, 0x18, .. "ftypheic\0\0\0\0mif1heic"u8, .. new byte[200]];

    /// <summary>What a chat program stores under the name of a JPEG.</summary>
    public static byte[] WebP() => [.. "RIFF\u0040\0\0\0WEBPVP8 "u8, .. new byte[200]];

    private static byte[] Picture() => SampleFiles.Of(FileKind.Jpeg);

    private static byte[] Exif() => [.. "Exif\0\0MM\0*\0\0\0\u0008"u8, .. new byte[600], .. Encoding.ASCII.GetBytes("GPS 18.34,105.90")];

    private static byte[] Segment(byte marker, byte[] content) =>
        [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];
}
