using System.Buffers.Binary;

namespace NetTapi.Media;

/// <summary>What our own RTCP says: SR or RR with one block, then SDES with the CNAME (RFC 3550 6.4 and 6.5).</summary>
/// <remarks>Reports are ours and never relayed: SSRC, sequence and timestamps of a leg are its own, so the other side's report would speak of streams this peer does not know.</remarks>
internal static class RtcpReport
{
    public const int MaxLength = 128;
    private const byte SenderReport = 200;
    private const byte ReceiverReport = 201;
    private const byte SourceDescription = 202;
    private const byte Cname = 1;
    private const int SenderLength = 28;
    private const int BlockLength = 24;
    private static readonly DateTimeOffset NtpEpoch = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes one compound packet and gives its length.</summary>
    public static int Write(Span<byte> buffer, in OutboundFigures sent, in InboundFigures received, DateTimeOffset now)
    {
        var isSender = sent.Packets > 0;
        var head = isSender ? SenderLength : 8;
        var blocks = received.HasStream ? 1 : 0;
        WriteHead(buffer, blocks, isSender ? SenderReport : ReceiverReport, head + (blocks * BlockLength), sent.Ssrc);
        if (isSender) WriteSender(buffer[8..], sent, now);
        if (received.HasStream) WriteBlock(buffer[head..], received);
        var length = head + (blocks * BlockLength);
        return length + WriteDescription(buffer[length..], sent.Ssrc);
    }

    /// <summary>Whether a packet is RTCP: version 2, a report first (RFC 3550 6.1), and as long as its head says, or a compound of such.</summary>
    public static bool IsReport(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < 8 || packet[1] is not (SenderReport or ReceiverReport)) return false;
        while (packet.Length >= 4)
        {
            var length = 4 * (BinaryPrimitives.ReadUInt16BigEndian(packet[2..]) + 1);
            if ((packet[0] & 0xC0) != 0x80 || length > packet.Length) return false;
            packet = packet[length..];
        }

        return packet.IsEmpty;
    }

    private static void WriteHead(Span<byte> buffer, int count, byte type, int length, uint ssrc)
    {
        buffer[0] = (byte)(0x80 | count);
        buffer[1] = type;
        BinaryPrimitives.WriteUInt16BigEndian(buffer[2..], (ushort)((length / 4) - 1));
        BinaryPrimitives.WriteUInt32BigEndian(buffer[4..], ssrc);
    }

    private static void WriteSender(Span<byte> buffer, in OutboundFigures sent, DateTimeOffset now)
    {
        var ntp = now - NtpEpoch;
        BinaryPrimitives.WriteUInt32BigEndian(buffer, unchecked((uint)(ntp.Ticks / TimeSpan.TicksPerSecond)));
        BinaryPrimitives.WriteUInt32BigEndian(buffer[4..], (uint)((ulong)(ntp.Ticks % TimeSpan.TicksPerSecond) * (1UL << 32) / TimeSpan.TicksPerSecond));
        BinaryPrimitives.WriteUInt32BigEndian(buffer[8..], sent.TimestampNow);
        BinaryPrimitives.WriteUInt32BigEndian(buffer[12..], unchecked((uint)sent.Packets));
        BinaryPrimitives.WriteUInt32BigEndian(buffer[16..], unchecked((uint)sent.Octets));
    }

    private static void WriteBlock(Span<byte> buffer, in InboundFigures received)
    {
        BinaryPrimitives.WriteUInt32BigEndian(buffer, received.Ssrc);
        var lost = Math.Clamp(received.Lost, -0x80_0000, 0x7F_FFFF);
        BinaryPrimitives.WriteUInt32BigEndian(buffer[4..], ((uint)received.LostShare << 24) | (unchecked((uint)lost) & 0xFF_FFFF));
        BinaryPrimitives.WriteUInt32BigEndian(buffer[8..], received.HighestSequence);
        BinaryPrimitives.WriteUInt32BigEndian(buffer[12..], received.Jitter);

        // No sender report is kept, so none is named: the peer can't take a round trip from this, which nobody here uses.
        buffer.Slice(16, 8).Clear();
    }

    private static int WriteDescription(Span<byte> buffer, uint ssrc)
    {
        Span<char> name = stackalloc char[8];
        ssrc.TryFormat(name, out _, "x8", System.Globalization.CultureInfo.InvariantCulture);
        const int length = 20; // head and SSRC 8, item 2 + 8, end 1, filled up to a word
        buffer[..length].Clear();
        WriteHead(buffer, 1, SourceDescription, length, ssrc);
        buffer[8] = Cname;
        buffer[9] = (byte)name.Length;
        System.Text.Encoding.ASCII.GetBytes(name, buffer[10..]);
        return length;
    }
}
