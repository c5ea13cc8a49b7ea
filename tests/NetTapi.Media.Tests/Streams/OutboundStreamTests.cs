using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace NetTapi.Media.Tests.Streams;

public class OutboundStreamTests
{
    private const uint Ssrc = 0xCAFE;

    /// <summary>What one step of a generated history sends.</summary>
    private enum Step
    {
        RelayA,
        RelayB,
        Generate,
        LosePacketOfA,
    }

    [Fact]
    public void Sequence_and_timestamp_go_on_through_every_change_of_source() =>
        Gen.Select(Gen.UShort, Gen.UInt, Gen.UShort, Gen.UInt, Gen.Enum<Step>().Array[1, 60]).Sample((first, timestamp, relayFirst, relayTimestamp, steps) =>
        {
            var time = new FakeTimeProvider();
            var stream = new OutboundStream(time, Ssrc, first, timestamp);
            var peers = new[] { (Sequence: relayFirst, Timestamp: relayTimestamp), (Sequence: (ushort)~relayFirst, Timestamp: ~relayTimestamp) };
            RtpHeader? last = null;
            Step? before = null;
            var lost = 0;
            foreach (var step in steps)
            {
                time.Advance(AudioFrame.Duration);
                if (step == Step.LosePacketOfA)
                {
                    Advance(ref peers[0]);
                    lost++;
                    continue;
                }

                if (before is { } previous && previous != step) stream.ChangeSource();
                var isContinued = before == step;
                before = step;
                var sent = step == Step.Generate ? Generate(stream) : Relay(stream, ref peers[(int)step], (uint)step);
                if (sent.Ssrc != Ssrc || (last is { } previousHeader && !Follows(previousHeader, sent, isContinued && step == Step.RelayA ? lost : 0))) return false;
                last = sent;
                lost = 0;
            }

            return true;
        });

    [Fact]
    public void A_packet_older_than_the_relay_is_dropped()
    {
        var stream = new OutboundStream(new FakeTimeProvider(), Ssrc, 100, 0);
        var peer = (Sequence: (ushort)500, Timestamp: 0u);
        Relay(stream, ref peer, 1);
        var packet = Packet(499, 0, 1);
        Assert.True(RtpHeader.TryRead(packet, out var header));
        Assert.False(stream.Relay(packet, header, 0));
    }

    [Fact]
    public void A_late_packet_of_a_relay_keeps_its_place()
    {
        var stream = new OutboundStream(new FakeTimeProvider(), Ssrc, 100, 0);
        ushort[] order = [500, 502, 501, 503];
        var sent = order.Select(sequence =>
        {
            var packet = Packet(sequence, (uint)(sequence * 160), 1);
            Assert.True(RtpHeader.TryRead(packet, out var header));
            Assert.True(stream.Relay(packet, header, 0));
            RtpHeader.TryRead(packet, out header);
            return header.Sequence;
        });
        Assert.Equal([100, 102, 101, 103], sent.Select(sequence => (int)sequence));
    }

    [Fact]
    public void A_relay_longer_than_all_sequence_numbers_goes_on()
    {
        var stream = new OutboundStream(new FakeTimeProvider(), Ssrc, 100, 0);
        var peer = (Sequence: (ushort)0, Timestamp: 0u);
        var last = Relay(stream, ref peer, 1);
        for (var i = 0; i < 200_000; i++)
        {
            var next = Relay(stream, ref peer, 1);
            Assert.Equal(1, SequenceNumber.Distance(last.Sequence, next.Sequence));
            last = next;
        }
    }

    [Fact]
    public void Distances_are_the_shorter_way_round() =>
        Gen.Select(Gen.UShort, Gen.Int[-32767, 32767]).Sample((from, distance) => SequenceNumber.Distance(from, unchecked((ushort)(from + distance))) == distance);

    private static bool Follows(RtpHeader before, RtpHeader after, int lost) =>
        SequenceNumber.Distance(before.Sequence, after.Sequence) == 1 + lost && SequenceNumber.Distance(before.Timestamp, after.Timestamp) >= AudioFrame.Samples;

    private static RtpHeader Generate(OutboundStream stream)
    {
        var packet = new byte[RtpHeader.Length + AudioFrame.Samples];
        stream.Generate(packet, 0, AudioFrame.Samples);
        Assert.True(RtpHeader.TryRead(packet, out var header));
        return header;
    }

    private static RtpHeader Relay(OutboundStream stream, ref (ushort Sequence, uint Timestamp) peer, uint ssrc)
    {
        Advance(ref peer);
        var packet = Packet(peer.Sequence, peer.Timestamp, ssrc);
        Assert.True(RtpHeader.TryRead(packet, out var header));
        Assert.True(stream.Relay(packet, header, 8));
        Assert.True(RtpHeader.TryRead(packet, out header));
        Assert.Equal(8, header.PayloadType);
        return header;
    }

    private static void Advance(ref (ushort Sequence, uint Timestamp) peer) => peer = unchecked(((ushort)(peer.Sequence + 1), peer.Timestamp + AudioFrame.Samples));

    private static byte[] Packet(ushort sequence, uint timestamp, uint ssrc)
    {
        var packet = new byte[RtpHeader.Length + AudioFrame.Samples];
        RtpHeader.Write(packet, 0, marker: false, sequence, timestamp, ssrc);
        return packet;
    }
}
