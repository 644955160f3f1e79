using System.Buffers.Binary;

namespace Ntm.Notifications.Domain;

/// <summary>Ids of the notices of one event: an event makes the same notices, however often it is delivered.</summary>
internal static class NoticeId
{
    /// <summary>Id of one of the notices, which depends on the event and its place alone; the first has the event's own.</summary>
    public static Guid Of(Guid eventId, int place)
    {
        Span<byte> bytes = stackalloc byte[16];
        eventId.TryWriteBytes(bytes);
        var last = BinaryPrimitives.ReadInt32BigEndian(bytes[12..]);
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], last ^ place);
        return new Guid(bytes);
    }
}
