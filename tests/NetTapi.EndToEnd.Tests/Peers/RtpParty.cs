using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using NetTapi.Media;

namespace NetTapi.EndToEnd.Tests.Peers;

/// <summary>
/// The sound of a carrier, packet by packet: keeps each that comes, and speaks when spoken to, a packet for a packet, so that it needs no clock of its own.
/// Beside it may stand a stranger, who sends to the same place from a port of his own.
/// </summary>
internal sealed class RtpParty : IAsyncDisposable
{
    private const int Header = 12;
    private const int FrameSamples = 160;
    private const byte Audio = 0;
    private const byte Event = 101;

    private readonly UdpClient _own = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly UdpClient _strangers = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource _closed = new();
    private readonly List<RtpPacket> _packets = [];
    private readonly Lock _gate = new();
    private readonly int? _voice;
    private readonly int? _stranger;
    private readonly Task _listening;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _sent;

    /// <summary>Opens a port.</summary>
    /// <param name="voice">The tone it says, in hertz; null for nothing.</param>
    /// <param name="stranger">The tone that a stranger sends from elsewhere; null for none.</param>
    public RtpParty(int? voice, int? stranger = null)
    {
        _voice = voice;
        _stranger = stranger;
        _listening = ListenAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_own.Client.LocalEndPoint!).Port;

    /// <summary>What came so far.</summary>
    public IReadOnlyList<RtpPacket> Packets
    {
        get { lock (_gate) return [.. _packets]; }
    }

    /// <summary>The keys that came as events, with their packets: those of one event have one timestamp.</summary>
    public IReadOnlyList<IGrouping<uint, RtpPacket>> Events => [.. Packets.Where(packet => packet.Type == Event).GroupBy(packet => packet.Timestamp)];

    /// <summary>The sound that came, packet after packet.</summary>
    public short[] Heard()
    {
        var octets = Packets.Where(packet => packet.Type == Audio).SelectMany(packet => packet.Payload).ToArray();
        var samples = new short[octets.Length];
        G711.Decode(AudioCodec.Pcmu, octets, samples);
        return samples;
    }

    /// <summary>Waits until what came is enough.</summary>
    public async Task WaitAsync(Func<RtpParty, bool> isEnough, CancellationToken cancellation)
    {
        while (true)
        {
            Task changed;
            lock (_gate) changed = _changed.Task;
            if (isEnough(this)) return;
            await changed.WaitAsync(cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        await _listening;
        _own.Dispose();
        _strangers.Dispose();
        _closed.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                var got = await _own.ReceiveAsync(_closed.Token);
                Take(RtpPacket.Read(got.Buffer));
                _sent++;
                if (_voice is { } voice) await _own.SendAsync(Frame(voice, 1), got.RemoteEndPoint, _closed.Token);
                if (_stranger is { } stranger) await _strangers.SendAsync(Frame(stranger, 1), got.RemoteEndPoint, _closed.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Closed: nothing more comes.
        }
    }

    private void Take(RtpPacket packet)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _packets.Add(packet);
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    private byte[] Frame(int frequency, uint ssrc)
    {
        var packet = new byte[Header + FrameSamples];
        packet[0] = 0x80;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)_sent);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), (uint)(_sent * FrameSamples));
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), ssrc);
        var samples = new short[FrameSamples];
        for (var i = 0; i < FrameSamples; i++)
            samples[i] = (short)(8000 * Math.Sin(2 * Math.PI * frequency * (((long)_sent * FrameSamples) + i) / AudioFrame.SampleRate));
        G711.Encode(AudioCodec.Pcmu, samples, packet.AsSpan(Header));
        return packet;
    }
}

/// <summary>A packet as it came.</summary>
internal sealed record RtpPacket(byte Type, bool Marker, ushort Sequence, uint Timestamp, byte[] Payload)
{
    /// <summary>Of an event: the key.</summary>
    public char Key => "0123456789*#ABCD"[Payload[0]];

    /// <summary>Of an event: whether it says that the key is up.</summary>
    public bool IsEnd => (Payload[1] & 0x80) != 0;

    /// <summary>Of an event: how long the key has been down, in samples.</summary>
    public int Duration => BinaryPrimitives.ReadUInt16BigEndian(Payload.AsSpan(2));

    public static RtpPacket Read(byte[] packet) => new(
        (byte)(packet[1] & 0x7F),
        packet[1] >= 0x80,
        BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(2)),
        BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(4)),
        packet[12..]);
}
