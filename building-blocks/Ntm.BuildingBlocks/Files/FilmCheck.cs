using System.Buffers.Binary;
using Ntm.BuildingBlocks.Web;

namespace Ntm.BuildingBlocks.Files;

/// <summary>An MP4 film is a chain of boxes that begins with its brand and holds a <c>moov</c> box.</summary>
internal static class FilmCheck
{
    private const int MostBoxes = 10_000;

    public static Error? FaultOf(Stream content) =>
        HasBrand(content) && HasIndex(content) ? null : FileErrors.Mislabelled(FileKind.Mp4);

    private static bool HasBrand(Stream content)
    {
        var head = new byte[12];
        content.ReadExactly(head);
        var brand = head.AsSpan(8, 4);
        return head.AsSpan(4, 4).SequenceEqual("ftyp"u8)
            && (brand.StartsWith("iso"u8) || brand.StartsWith("mp4"u8) || brand.StartsWith("avc1"u8)
                || brand.StartsWith("M4V"u8) || brand.StartsWith("3gp"u8) || brand.StartsWith("dash"u8));
    }

    private static bool HasIndex(Stream content)
    {
        var head = new byte[16];
        var at = 0L;
        for (var boxes = 0; boxes < MostBoxes && at + 8 <= content.Length; boxes++)
        {
            content.Position = at;
            content.ReadExactly(head, 0, 8);
            if (head.AsSpan(4, 4).SequenceEqual("moov"u8))
            {
                return true;
            }

            long size = BinaryPrimitives.ReadUInt32BigEndian(head);
            if (size == 1)
            {
                content.ReadExactly(head, 8, 8);
                size = BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(8));
            }

            if (size < 8 || size > content.Length - at)
            {
                return false;
            }

            at += size;
        }

        return false;
    }
}
