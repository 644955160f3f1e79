using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using SkiaSharp;

namespace Ntm.Planning.Features.Reports;

/// <summary>A photo as it is kept.</summary>
/// <param name="Bytes">JPEG, scaled and without metadata.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
internal sealed record KeptPhoto(byte[] Bytes, int Width, int Height);

/// <summary>Where and when a camera took a photo, as far as it says so.</summary>
internal sealed record PhotoOrigin(DateTimeOffset? TakenAt, double? Latitude, double? Longitude);

/// <summary>Reads what a camera wrote, and makes the photo that is kept: upright, scaled, encoded anew, so that nothing else is left of
/// the original.</summary>
internal static class PhotoReading
{
    private const int LongestSide = 1600;
    private const int Quality = 82;

    /// <summary>A whole picture is unpacked for scaling where its format cannot be read at a smaller scale.</summary>
    private const long MostUnpackedPixels = 40_000_000;

    // Unpacked pictures are large: two at a time bound the memory.
    private static readonly SemaphoreSlim Gate = new(2);

    /// <summary>Where and when; nothing where it says nothing that can be read.</summary>
    public static PhotoOrigin OriginOf(Stream original)
    {
        try
        {
            var parts = ImageMetadataReader.ReadMetadata(original);
            var place = parts.OfType<GpsDirectory>().FirstOrDefault()?.GetGeoLocation();
            DateTimeOffset? takenAt =
                parts.OfType<ExifSubIfdDirectory>().FirstOrDefault() is { } exif
                && exif.TryGetDateTime(ExifDirectoryBase.TagDateTimeOriginal, out var taken)
                    ? new DateTimeOffset(DateTime.SpecifyKind(taken, DateTimeKind.Unspecified), VietnamTime.Offset).ToUniversalTime()
                    : null;
            var known = place is { IsZero: false } && Math.Abs(place.Latitude) <= 90 && Math.Abs(place.Longitude) <= 180;
            return new PhotoOrigin(takenAt, known ? place!.Latitude : null, known ? place!.Longitude : null);
        }
        catch (Exception unreadable) when (unreadable is not OutOfMemoryException)
        {
            // Cameras and editors write much that no reader understands; the picture itself may be sound.
            return new PhotoOrigin(null, null, null);
        }
    }

    /// <summary>The photo to keep; null where the picture cannot be decoded.</summary>
    public static async Task<KeptPhoto?> KeepAsync(Stream original, CancellationToken cancellation)
    {
        await Gate.WaitAsync(cancellation);
        try
        {
            return Keep(original);
        }
        finally
        {
            Gate.Release();
        }
    }

    private static KeptPhoto? Keep(Stream original)
    {
        using var codec = SKCodec.Create(original);
        if (codec is null || codec.Info.Width < 1 || codec.Info.Height < 1)
        {
            return null;
        }

        var scale = Math.Min(1f, LongestSide / (float)Math.Max(codec.Info.Width, codec.Info.Height));
        var decoded = codec.GetScaledDimensions(scale);
        if ((long)decoded.Width * decoded.Height > MostUnpackedPixels)
        {
            return null;
        }

        var info = new SKImageInfo(decoded.Width, decoded.Height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb());
        using var bitmap = new SKBitmap(info);
        if (codec.GetPixels(info, bitmap.GetPixels()) != SKCodecResult.Success)
        {
            return null;
        }

        return Encode(bitmap, codec.EncodedOrigin);
    }

    private static KeptPhoto Encode(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        var scale = Math.Min(1f, LongestSide / (float)Math.Max(bitmap.Width, bitmap.Height));
        var (width, height) = (Math.Max(1, (int)MathF.Round(bitmap.Width * scale)), Math.Max(1, (int)MathF.Round(bitmap.Height * scale)));
        var turned =
            origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var (shownWidth, shownHeight) = turned ? (height, width) : (width, height);
        using var surface = SKSurface.Create(
            new SKImageInfo(shownWidth, shownHeight, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb())
        );
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.SetMatrix(Upright(origin, width, height));
        using var image = SKImage.FromBitmap(bitmap);
        surface.Canvas.DrawImage(image, new SKRect(0, 0, width, height), new SKSamplingOptions(SKCubicResampler.Mitchell));
        using var drawn = surface.Snapshot();
        using var data = drawn.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return new KeptPhoto(data.ToArray(), shownWidth, shownHeight);
    }

    /// <summary>Turns and mirrors as the camera says that the picture must be.</summary>
    private static SKMatrix Upright(SKEncodedOrigin origin, float width, float height) =>
        origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
            _ => SKMatrix.Identity,
        };
}
