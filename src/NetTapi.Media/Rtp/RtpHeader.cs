using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace NetTapi.Media;

/// <summary>The twelve fixed octets of an RTP packet (RFC 3550 5.1) and where its payload is.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "Never compared.")]
internal readonly struct RtpHeader
{
    public const int Length = 12;
    private const byte Version2 = 0x80;

    private RtpHeader(ReadOnlySpan<byte> packet, int payloadStart, int payloadLength)
    {
        Marker = (packet[1] & 0x80) != 0;
        PayloadType = (byte)(packet[1] & 0x7F);
        Sequence = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
        Timestamp = BinaryPrimitives.ReadUInt32BigEndian(packet[4..]);
        Ssrc = BinaryPrimitives.ReadUInt32BigEndian(packet[8..]);
        PayloadStart = payloadStart;
        PayloadLength = payloadLength;
    }

    public bool Marker { get; }

    public byte PayloadType { get; }

    public ushort Sequence { get; }

    public uint Timestamp { get; }

    public uint Ssrc { get; }

    public int PayloadStart { get; }

    public int PayloadLength { get; }

    /// <summary>Reads a packet; false where it is no RTP (RFC 7983: the first octet is 128 to 191) or is cut short.</summary>
    public static bool TryRead(ReadOnlySpan<byte> packet, out RtpHeader header)
    {
        header = default;
        if (packet.Length < Length || (packet[0] & 0xC0) != Version2) return false;
        var start = Length + (4 * (packet[0] & 0x0F));
        if ((packet[0] & 0x10) != 0)
        {
            if (packet.Length < start + 4) return false;
            start += 4 + (4 * BinaryPrimitives.ReadUInt16BigEndian(packet[(start + 2)..]));
        }

        var padding = (packet[0] & 0x20) != 0 ? packet[^1] : 0;
        var length = packet.Length - start - padding;
        if (length < 0) return false;
        header = new RtpHeader(packet, start, length);
        return true;
    }

    /// <summary>Writes a whole header of a packet of our own.</summary>
    public static void Write(Span<byte> packet, byte payloadType, bool marker, ushort sequence, uint timestamp, uint ssrc)
    {
        packet[0] = Version2;
        Rewrite(packet, payloadType, marker, sequence, timestamp, ssrc);
    }

    /// <summary>Makes another's packet ours: the first octet, and with it extension and padding, stays.</summary>
    public static void Rewrite(Span<byte> packet, byte payloadType, bool marker, ushort sequence, uint timestamp, uint ssrc)
    {
        packet[1] = (byte)(payloadType | (marker ? 0x80 : 0));
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], sequence);
        BinaryPrimitives.WriteUInt32BigEndian(packet[4..], timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(packet[8..], ssrc);
    }
}
