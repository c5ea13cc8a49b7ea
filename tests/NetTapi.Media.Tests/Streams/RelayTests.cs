using System.Net;
using System.Net.Sockets;

namespace NetTapi.Media.Tests.Streams;

/// <summary>Two legs that relay, between two peers that are plain sockets of the test.</summary>
public sealed class RelayTests : IAsyncLifetime, IDisposable
{
    private readonly LegFixture _fixture = new();
    private readonly Socket _caller = Bind(IPAddress.Loopback);
    private readonly Socket _callee = Bind(IPAddress.Loopback);
    private readonly Socket _stranger = Bind(IPAddress.Parse("127.0.0.2"));
    private readonly byte[] _buffer = new byte[2048];
    private IMediaLeg _callerLeg = null!;
    private IMediaLeg _calleeLeg = null!;

    public async ValueTask InitializeAsync()
    {
        _callerLeg = await _fixture.OpenAsync();
        _calleeLeg = await _fixture.OpenAsync();
        _callerLeg.Negotiate(LegFixture.PeerOf(Place(_caller)));
        _calleeLeg.Negotiate(LegFixture.PeerOf(Place(_callee), telephoneEvent: 96));
        _callerLeg.Connect(_calleeLeg);
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    public void Dispose()
    {
        _caller.Dispose();
        _callee.Dispose();
        _stranger.Dispose();
    }

    [Fact]
    public async Task A_packet_goes_through_with_the_relays_own_numbers()
    {
        Send(_caller, Packet(500, 8000, ssrc: 1, fill: 0x55));
        var (header, payload) = await ReceiveAsync(_callee);
        Assert.NotEqual(1u, header.Ssrc);
        Assert.All(payload, octet => Assert.Equal(0x55, octet));

        Send(_caller, Packet(502, 8320, ssrc: 1, fill: 0x55));
        var (next, _) = await ReceiveAsync(_callee);
        Assert.Equal(2, SequenceNumber.Distance(header.Sequence, next.Sequence));
        Assert.Equal(320, SequenceNumber.Distance(header.Timestamp, next.Timestamp));
        Assert.Equal(header.Ssrc, next.Ssrc);
    }

    [Fact]
    public async Task A_strangers_packets_are_counted_and_dropped()
    {
        Send(_stranger, Packet(1, 0, ssrc: 9, fill: 0x11));
        Send(_caller, Packet(500, 8000, ssrc: 1, fill: 0x55));
        Send(_stranger, Packet(2, 160, ssrc: 9, fill: 0x11));
        Send(_caller, Packet(501, 8160, ssrc: 1, fill: 0x55));
        for (var i = 0; i < 2; i++) Assert.All((await ReceiveAsync(_callee)).Payload, octet => Assert.Equal(0x55, octet));
        Assert.Equal(2, _callerLeg.Figures.PacketsRefused);
        Assert.Equal(2, _callerLeg.Figures.PacketsReceived);
    }

    [Fact]
    public async Task What_is_no_RTP_is_dropped()
    {
        _caller.SendTo("OPTIONS sip:x SIP/2.0"u8, SocketFlags.None, _callerLeg.Local);
        Send(_caller, Packet(500, 8000, ssrc: 1, fill: 0x55));
        await ReceiveAsync(_callee);
        Assert.Equal(1, _callerLeg.Figures.PacketsRefused);
    }

    [Fact]
    public async Task Telephone_events_take_the_other_sides_payload_type()
    {
        Send(_caller, Packet(500, 8000, ssrc: 1, fill: 0x05, payloadType: 101));
        Assert.Equal(96, (await ReceiveAsync(_callee)).Header.PayloadType);
    }

    [Fact]
    public async Task One_law_is_turned_into_the_other()
    {
        _calleeLeg.Negotiate(LegFixture.PeerOf(Place(_callee), AudioCodec.Pcma));
        Send(_caller, Packet(500, 8000, ssrc: 1, fill: 0xFF));
        var (header, payload) = await ReceiveAsync(_callee);
        Assert.Equal(8, header.PayloadType);
        Assert.All(payload, octet => Assert.Equal(0xD5, octet));
    }

    [Fact]
    public async Task A_tone_takes_the_relays_place_in_the_same_stream_and_gives_it_back()
    {
        Send(_caller, Packet(500, 8000, ssrc: 1, fill: 0x55));
        var (before, _) = await ReceiveAsync(_callee);
        _calleeLeg.Play(new ToneGenerator(440, length: TimeSpan.FromMilliseconds(60)));
        var last = before;
        for (var i = 0; i < 3; i++)
        {
            var (tone, _) = await ReceiveAsync(_callee);
            Assert.Equal(before.Ssrc, tone.Ssrc);
            Assert.Equal(1, SequenceNumber.Distance(last.Sequence, tone.Sequence));
            Assert.Equal(i == 0, tone.Marker);
            last = tone;
        }

        _calleeLeg.Play(null);
        Send(_caller, Packet(900, 72000, ssrc: 1, fill: 0x55));
        var (after, _) = await ReceiveAsync(_callee);
        Assert.Equal(1, SequenceNumber.Distance(last.Sequence, after.Sequence));
        Assert.True(SequenceNumber.Distance(last.Timestamp, after.Timestamp) >= AudioFrame.Samples);
    }

    [Fact]
    public async Task A_phone_behind_a_NAT_is_answered_where_it_sends_from()
    {
        using var moved = Bind(IPAddress.Loopback);
        Send(moved, Packet(500, 8000, ssrc: 1, fill: 0x55));
        await ReceiveAsync(_callee);
        _callee.SendTo(Packet(7, 0, ssrc: 2, fill: 0x66), SocketFlags.None, _calleeLeg.Local);
        Assert.All((await ReceiveAsync(moved)).Payload, octet => Assert.Equal(0x66, octet));
    }

    [Fact]
    public async Task Nothing_is_relayed_to_a_peer_on_hold()
    {
        _calleeLeg.Negotiate(LegFixture.PeerOf(Place(_callee), sends: false));
        Send(_caller, Packet(500, 8000, ssrc: 1, fill: 0x55));
        _callee.SendTo(Packet(7, 0, ssrc: 2, fill: 0x66), SocketFlags.None, _calleeLeg.Local);
        await ReceiveAsync(_caller);
        _calleeLeg.Negotiate(LegFixture.PeerOf(Place(_callee)));
        Send(_caller, Packet(501, 8160, ssrc: 1, fill: 0x77));
        Assert.All((await ReceiveAsync(_callee)).Payload, octet => Assert.Equal(0x77, octet));
    }

    private async Task<(RtpHeader Header, byte[] Payload)> ReceiveAsync(Socket socket)
    {
        var length = await socket.ReceiveAsync(_buffer.AsMemory(), SocketFlags.None);
        Assert.True(RtpHeader.TryRead(_buffer.AsSpan(0, length), out var header));
        return (header, _buffer[header.PayloadStart..(header.PayloadStart + header.PayloadLength)]);
    }

    private void Send(Socket from, byte[] packet) => from.SendTo(packet, SocketFlags.None, _callerLeg.Local);

    private static byte[] Packet(ushort sequence, uint timestamp, uint ssrc, byte fill, byte payloadType = 0)
    {
        var packet = new byte[RtpHeader.Length + AudioFrame.Samples];
        packet.AsSpan().Fill(fill);
        RtpHeader.Write(packet, payloadType, marker: false, sequence, timestamp, ssrc);
        return packet;
    }

    private static Socket Bind(IPAddress address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(address, 0));
        return socket;
    }

    private static IPEndPoint Place(Socket socket) => (IPEndPoint)socket.LocalEndPoint!;
}
