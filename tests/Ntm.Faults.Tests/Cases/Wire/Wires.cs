using System.Buffers.Binary;
using System.Text;

namespace Ntm.Faults.Tests.Cases.Wire;

/// <summary>How a protocol cuts its stream into messages.</summary>
internal interface IWire
{
    /// <summary>Length of the message at the start of the data, 0 when that is not to be seen yet.</summary>
    int Length(ReadOnlySpan<byte> data, bool fromClient, bool first);
}

/// <summary>AMQP 0-9-1: a greeting of eight bytes, then frames.</summary>
internal sealed class AmqpWire : IWire
{
    public static readonly (int Class, int Method) Publish = (60, 40);
    public static readonly (int Class, int Method) Deliver = (60, 60);
    public static readonly (int Class, int Method) Ack = (60, 80);

    public int Length(ReadOnlySpan<byte> data, bool fromClient, bool first) =>
        fromClient && first ? (data.Length >= 8 ? 8 : 0)
        : data.Length >= 7 ? checked((int)BinaryPrimitives.ReadUInt32BigEndian(data[3..])) + 8
        : 0;

    /// <summary>The method that a frame calls; null for content, heartbeats and the greeting.</summary>
    public static (int Class, int Method)? MethodOf(ReadOnlySpan<byte> frame) =>
        frame.Length >= 12 && frame[0] == 1
            ? (BinaryPrimitives.ReadUInt16BigEndian(frame[7..]), BinaryPrimitives.ReadUInt16BigEndian(frame[9..]))
            : null;

    /// <summary>Whether a delivery says that it is not the first of its message: the bit after the consumer's tag and the number.</summary>
    public static bool IsRedelivered(ReadOnlySpan<byte> deliver) => deliver[11 + 1 + deliver[11] + 8] == 1;
}

/// <summary>PostgreSQL 3.0 without encryption: the client's first message has no type, every other has one.</summary>
internal sealed class PostgreSqlWire : IWire
{
    private static readonly byte[] Committed = [(byte)'C', 0, 0, 0, 11, .. Encoding.ASCII.GetBytes("COMMIT\0")];

    public int Length(ReadOnlySpan<byte> data, bool fromClient, bool first)
    {
        var at = fromClient && first ? 0 : 1;
        return data.Length >= at + 4 ? BinaryPrimitives.ReadInt32BigEndian(data[at..]) + at : 0;
    }

    /// <summary>Whether the server says here that a transaction has committed.</summary>
    public static bool SaysCommitted(Message message) => !message.FromClient && message.Bytes.Span.SequenceEqual(Committed);
}
