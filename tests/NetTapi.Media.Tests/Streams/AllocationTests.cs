using System.Net;
using Microsoft.Extensions.Time.Testing;
using NetTapi.Loop;

namespace NetTapi.Media.Tests.Streams;

public class AllocationTests
{
    [Fact]
    public async Task Relaying_a_packet_allocates_nothing()
    {
        var time = new FakeTimeProvider();
        await using var clock = new MediaClock(time, fault => Assert.Fail(fault.Message));
        var options = new MediaOptions { Time = time };
        var loop = new SimulatedLoop(1);
        await using var recorder = new RecordingWriter(loop, time, fault => Assert.Fail(fault.Message));
        var parts = new MediaParts(loop, options, clock, recorder);
        var (one, two) = (Leg(parts, 4000), Leg(parts, 5000));
        one.Connect(two);
        var from = PeerAddress.From(new IPEndPoint(IPAddress.Loopback, 4000));
        Relay(one, from, 0, 100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Relay(one, from, 100, 10_000);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(10_100, two.Figures.PacketsSent);
    }

    private static void Relay(MediaLeg leg, in PeerAddress from, int first, int count)
    {
        Span<byte> packet = stackalloc byte[RtpHeader.Length + AudioFrame.Samples];
        for (var i = first; i < first + count; i++)
        {
            RtpHeader.Write(packet, 0, marker: false, (ushort)i, (uint)(i * 160), 1);
            leg.OnPacket(packet, from, i);
        }
    }

    private static MediaLeg Leg(MediaParts parts, int peerPort)
    {
        var leg = new MediaLeg(parts, _ => { });
        leg.Attach(new SilentPort());
        leg.Negotiate(LegFixture.PeerOf(new IPEndPoint(IPAddress.Loopback, peerPort)));
        return leg;
    }

    private sealed class SilentPort : IPacketPort
    {
        public IPEndPoint Local { get; } = new(IPAddress.Loopback, 2);

        public bool Send(ReadOnlySpan<byte> packet, SocketAddress to) => true;

        public bool SendControl(ReadOnlySpan<byte> packet, SocketAddress to) => true;

        public void Close()
        {
        }
    }
}
