using System.Buffers.Binary;

namespace NetTapi.Media.Tests.Streams;

public class ReportTests
{
    [Fact]
    public void A_report_says_what_was_sent_lost_and_who_we_are()
    {
        var inbound = new InboundStream(AudioFrame.SampleRate);
        foreach (ushort sequence in (ushort[])[65534, 65535, 1, 0, 4]) inbound.Take(Header(sequence), ticks: sequence);
        var report = new byte[RtcpReport.MaxLength];
        var sent = new OutboundFigures(0xCAFE, 10, 1600, 99);
        var length = RtcpReport.Write(report, sent, inbound.Figures, new DateTimeOffset(1900, 1, 1, 0, 1, 0, 500, TimeSpan.Zero));
        Assert.Equal(28 + 24 + 20, length);
        Assert.Equal(0x81, report[0]);
        Assert.Equal(200, report[1]);
        Assert.Equal(60u, Word(report, 8));
        Assert.Equal(0x8000_0000u, Word(report, 12));
        Assert.Equal(10u, Word(report, 20));
        Assert.Equal(1600u, Word(report, 24));
        Assert.Equal(2u, Word(report, 32));
        Assert.Equal(4u, Word(report, 36) & 0xFFFF);
        Assert.Equal(202, report[53]);
        Assert.Equal("0000cafe", System.Text.Encoding.ASCII.GetString(report, 62, 8));
    }

    /// <summary>The share said 0 whatever was lost (RFC 3550 6.4.1): phones and carriers watch it.</summary>
    [Fact]
    public void A_report_says_what_share_was_lost_since_the_one_before()
    {
        var inbound = new InboundStream(AudioFrame.SampleRate);
        for (ushort sequence = 1; sequence <= 100; sequence++)
        {
            if (sequence % 4 != 0) inbound.Take(Header(sequence), sequence);
        }

        inbound.Take(Header(101), 101);
        Assert.Equal(25 * 256 / 101, LostShare(inbound));
        for (ushort sequence = 102; sequence <= 200; sequence++) inbound.Take(Header(sequence), sequence);
        Assert.Equal(0, LostShare(inbound));
        inbound.Take(Header(50_000 - 30_000), 0);
        Assert.Equal(255, LostShare(inbound));
        Assert.Equal(0, LostShare(inbound));
    }

    private static int LostShare(InboundStream inbound)
    {
        var report = new byte[RtcpReport.MaxLength];
        RtcpReport.Write(report, new OutboundFigures(1, 0, 0, 0), inbound.Report(), DateTimeOffset.UnixEpoch);
        return report[12];
    }

    [Fact]
    public void Who_only_listens_sends_a_receiver_report()
    {
        var report = new byte[RtcpReport.MaxLength];
        var length = RtcpReport.Write(report, new OutboundFigures(1, 0, 0, 0), default, DateTimeOffset.UnixEpoch);
        Assert.Equal(8 + 20, length);
        Assert.Equal(201, report[1]);
    }

    private static uint Word(byte[] report, int at) => BinaryPrimitives.ReadUInt32BigEndian(report.AsSpan(at));

    private static RtpHeader Header(ushort sequence)
    {
        var packet = new byte[RtpHeader.Length];
        RtpHeader.Write(packet, 0, marker: false, sequence, 0, 7);
        Assert.True(RtpHeader.TryRead(packet, out var header));
        return header;
    }
}
