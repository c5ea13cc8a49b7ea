using System.Net;
using Microsoft.Extensions.Time.Testing;
using NetTapi.Loop;

namespace NetTapi.Media.Tests;

/// <summary>Real legs without sockets, on a clock that is moved by hand: each with a party that speaks and keeps what it is sent.</summary>
public sealed class OfflineRoom : IAsyncDisposable
{
    private readonly MediaClock _clock;
    private readonly RecordingWriter _recorder;
    private int _nextPort = 4000;

    public OfflineRoom(MediaOptions? options = null)
    {
        _clock = new MediaClock(Time, fault => Assert.Fail(fault.Message));
        _recorder = new RecordingWriter(Loop, Time, fault => Assert.Fail(fault.Message));
        Parts = new MediaParts(Loop, (options ?? new MediaOptions()) with { Time = Time }, _clock, _recorder);
    }

    public SimulatedLoop Loop { get; } = new(1);

    public FakeTimeProvider Time { get; } = new();

    internal MediaParts Parts { get; }

    internal OfflineParty Open(AudioCodec codec = AudioCodec.Pcmu, byte? telephoneEvent = 101) =>
        new(this, new IPEndPoint(IPAddress.Loopback, _nextPort += 2), codec, telephoneEvent);

    /// <summary>Lets a tick pass.</summary>
    public void Tick() => Time.Advance(AudioFrame.Duration);

    public async ValueTask DisposeAsync()
    {
        await _clock.DisposeAsync();
        await _recorder.DisposeAsync();
    }
}

/// <summary>One leg's peer.</summary>
internal sealed class OfflineParty : IPacketPort
{
    private readonly OfflineRoom _room;
    private readonly AudioCodec _codec;
    private readonly PeerAddress _place;

    public OfflineParty(OfflineRoom room, IPEndPoint place, AudioCodec codec, byte? telephoneEvent)
    {
        _room = room;
        _codec = codec;
        At = place;
        _place = PeerAddress.From(place);
        Leg = new MediaLeg(room.Parts, _ => { });
        Leg.Attach(this);
        Leg.Negotiate(LegFixture.PeerOf(place, codec, telephoneEvent));
    }

    public MediaLeg Leg { get; }

    /// <summary>Where it sends from.</summary>
    public IPEndPoint At { get; }

    public bool KeepsPackets { get; set; } = true;

    /// <summary>All that was sent here.</summary>
    public List<byte[]> Packets { get; } = [];

    /// <summary>The port the last of them was sent to.</summary>
    public int SentTo { get; private set; }

    /// <summary>The sound that was sent here, packet by packet.</summary>
    public short[] Heard => [.. Packets.Where(packet => (packet[1] & 0x7F) < 96).SelectMany(packet => Decode(packet.AsSpan(RtpHeader.Length)))];

    public IPEndPoint Local { get; } = new(IPAddress.Loopback, 2);

    /// <summary>Sends a packet with one octet 160 times, in its place in time.</summary>
    public void Say(ushort sequence, byte octet)
    {
        Span<byte> payload = stackalloc byte[AudioFrame.Samples];
        payload.Fill(octet);
        Send(sequence, sequence * 160u, payload, _codec == AudioCodec.Pcmu ? (byte)0 : (byte)8);
    }

    /// <summary>Sends a frame of sound.</summary>
    public void Say(ushort sequence, ReadOnlySpan<short> sound)
    {
        Span<byte> payload = stackalloc byte[sound.Length];
        G711.Encode(_codec, sound, payload);
        Send(sequence, sequence * 160u, payload, _codec == AudioCodec.Pcmu ? (byte)0 : (byte)8);
    }

    /// <summary>Sends one packet of a key.</summary>
    public void Press(ushort sequence, uint timestamp, char key, int length, bool ends = false) =>
        Send(sequence, timestamp, [TelephoneEvents.CodeOf(key), ends ? (byte)0x8A : (byte)0x0A, (byte)(length >> 8), (byte)length], 101);

    bool IPacketPort.Send(ReadOnlySpan<byte> packet, SocketAddress to)
    {
        SentTo = PeerAddress.From(to).Port;
        if (KeepsPackets) Packets.Add(packet.ToArray());
        return true;
    }

    public bool SendControl(ReadOnlySpan<byte> packet, SocketAddress to) => true;

    public void Close()
    {
    }

    private void Send(ushort sequence, uint timestamp, ReadOnlySpan<byte> payload, byte payloadType)
    {
        Span<byte> packet = stackalloc byte[RtpHeader.Length + payload.Length];
        RtpHeader.Write(packet, payloadType, marker: false, sequence, timestamp, (uint)_place.Port);
        payload.CopyTo(packet[RtpHeader.Length..]);
        Leg.OnPacket(packet, _place, _room.Time.GetTimestamp());
    }

    private short[] Decode(ReadOnlySpan<byte> payload)
    {
        var samples = new short[payload.Length];
        G711.Decode(_codec, payload, samples);
        return samples;
    }
}
