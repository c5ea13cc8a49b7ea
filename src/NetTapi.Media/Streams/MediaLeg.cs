using System.Net;
using NetTapi.Loop;

namespace NetTapi.Media;

/// <summary>
/// One leg: what it takes in, what it sends, and the leg it relays to. A leg has one lock, and two of them are never held at once: a relayed packet is taken
/// in under the first leg's, then sent under the second's, which looks again whether they are still connected.
/// </summary>
internal sealed class MediaLeg : IMediaLeg, IPacketHandler, ITicked
{
    private const int MaxSamples = 2048;

    private readonly Lock _gate = new();
    private readonly MediaClock _clock;
    private readonly Action<MediaLeg> _onClosed;
    private readonly TimeProvider _time;
    private readonly InboundStream _inbound;
    private readonly OutboundStream _outbound;
    private readonly DigitSender _digits;
    private DigitReceiver _received;
    private IPacketPort? _port;
    private PeerLatch _latch;
    private MediaPeer? _peer;
    private SocketAddress? _target;
    private SocketAddress? _controlTarget;
    private MediaLeg? _other;
    private IAudioSource? _source;
    private IAudioTap? _tap;
    private long _sent;
    private long _refused;
    private bool _closed;

    public MediaLeg(MediaOptions options, MediaClock clock, Entropy entropy, Action<MediaLeg> onClosed)
    {
        _clock = clock;
        _onClosed = onClosed;
        _time = options.Time;
        _inbound = new InboundStream(options.Time.TimestampFrequency);
        Span<byte> chance = stackalloc byte[10];
        entropy.Fill(chance);
        _outbound = new OutboundStream(options.Time, BitConverter.ToUInt32(chance), BitConverter.ToUInt16(chance[4..]), BitConverter.ToUInt32(chance[6..]));
        _digits = new DigitSender(options.DigitDuration, options.DigitGap);
    }

    public IPEndPoint Local => _port!.Local;

    public MediaFigures Figures
    {
        get
        {
            lock (_gate) return new MediaFigures(_inbound.Packets, _sent, _refused);
        }
    }

    /// <summary>Gives the leg its sockets, before anyone else has it.</summary>
    public void Attach(IPacketPort port) => _port = port;

    public void Negotiate(MediaPeer peer)
    {
        lock (_gate)
        {
            if (_closed) return;
            _peer = peer;
            _target = peer.Rtp.Serialize();
            _controlTarget = new IPEndPoint(peer.Rtp.Address, Math.Min(peer.Rtp.Port + 1, IPEndPoint.MaxPort)).Serialize();
            _latch.Reopen(peer.Rtp);
            _received = default;
        }
    }

    public void Connect(IMediaLeg? other)
    {
        var next = (MediaLeg?)other;
        var previous = Exchange(next);
        if (ReferenceEquals(previous, next)) return;
        previous?.Detach(this);
        if (next?.Exchange(this) is { } left && !ReferenceEquals(left, this)) left.Detach(next);
    }

    public void Play(IAudioSource? source)
    {
        lock (_gate)
        {
            if (_closed) return;
            _source = source;
            _outbound.ChangeSource();
        }

        if (source is not null) _clock.Add(this);
    }

    public bool SendDigits(string digits)
    {
        lock (_gate)
        {
            if (_closed || _peer is not { Sends: true, TelephoneEvent: not null } || !TelephoneEvents.AreDigits(digits)) return false;
            _digits.Add(digits);
        }

        _clock.Add(this);
        return true;
    }

    public void Listen(IAudioTap? tap)
    {
        lock (_gate) _tap = _closed ? null : tap;
    }

    public void Close()
    {
        Connect(null);
        lock (_gate)
        {
            if (_closed) return;
            _closed = true;
            _source = null;
            _tap = null;
            _digits.Clear();
        }

        _port!.Close();
        _onClosed(this);
    }

    public void OnPacket(Span<byte> packet, in PeerAddress from, long ticks)
    {
        MediaLeg? other;
        RtpHeader header;
        AudioCodec codec;
        bool isEvent;
        lock (_gate)
        {
            if (_closed) return;
            if (_peer is not { } peer || !RtpHeader.TryRead(packet, out header) || !IsNegotiated(peer, header.PayloadType) || !IsFromPeer(from))
            {
                _refused++;
                return;
            }

            if (!peer.Receives) return;
            _inbound.Take(header, ticks);
            codec = peer.Codec;
            isEvent = header.PayloadType == peer.TelephoneEvent;
            Hear(packet.Slice(header.PayloadStart, header.PayloadLength), header, codec, isEvent);
            other = _other;
        }

        other?.Relay(this, packet, header, codec, isEvent);
    }

    /// <summary>Reports of the peer are only counted as from the peer or not: what they say is not used yet.</summary>
    public void OnControlPacket(Span<byte> packet, in PeerAddress from)
    {
        lock (_gate)
        {
            if (!_closed && !_latch.IsPeer(from)) _refused++;
        }
    }

    public bool OnTick()
    {
        Span<byte> packet = stackalloc byte[RtpHeader.Length + AudioFrame.Samples];
        lock (_gate)
        {
            if (_closed) return false;
            if (_digits.IsActive) SendDigit(packet);
            else if (_source is not null) SendFrame(packet);
            return _digits.IsActive || _source is not null;
        }
    }

    /// <summary>Sends our report (RFC 3550 6).</summary>
    public void Report()
    {
        Span<byte> packet = stackalloc byte[RtcpReport.MaxLength];
        lock (_gate)
        {
            if (_closed || _controlTarget is null || (_outbound.Packets == 0 && _inbound.Packets == 0)) return;
            var length = RtcpReport.Write(packet, _outbound.Figures, _inbound.Figures, _time.GetUtcNow());
            _port!.SendControl(packet[..length], _controlTarget);
        }
    }

    private static bool IsNegotiated(MediaPeer peer, byte payloadType) => payloadType == peer.PayloadType || payloadType == peer.TelephoneEvent;

    private bool IsFromPeer(in PeerAddress from)
    {
        if (!_latch.Accepts(from, out var moved)) return false;
        if (moved)
        {
            // Symmetric RTP (RFC 4961): what comes from there is answered there.
            _target = new IPEndPoint(_peer!.Rtp.Address, from.Port).Serialize();
        }

        return true;
    }

    private void Hear(ReadOnlySpan<byte> payload, in RtpHeader header, AudioCodec codec, bool isEvent)
    {
        if (_tap is null) return;
        if (isEvent)
        {
            if (_received.Take(header, payload) is { } digit) _tap.OnDigit(digit);
            return;
        }

        if (payload.Length > MaxSamples) return;
        Span<short> samples = stackalloc short[payload.Length];
        G711.Decode(codec, payload, samples);
        _tap.OnAudio(samples);
    }

    private void Relay(MediaLeg from, Span<byte> packet, in RtpHeader header, AudioCodec codec, bool isEvent)
    {
        lock (_gate)
        {
            if (_closed || !ReferenceEquals(_other, from) || _source is not null || _digits.IsActive || _peer is not { Sends: true } peer) return;
            if ((isEvent ? peer.TelephoneEvent : peer.PayloadType) is not { } payloadType) return;
            if (!isEvent) G711.Convert(codec, peer.Codec, packet.Slice(header.PayloadStart, header.PayloadLength));
            if (_outbound.Relay(packet, header, payloadType)) Send(packet);
        }
    }

    private void SendDigit(Span<byte> packet)
    {
        if (_peer is not { Sends: true, TelephoneEvent: { } payloadType })
        {
            _digits.Clear();
            return;
        }

        if (_digits.Next(packet[RtpHeader.Length..], out var begins))
        {
            if (begins) _outbound.ChangeSource();
            _outbound.Generate(packet, payloadType, TelephoneEvents.PayloadLength, advance: false);
            Send(packet[..(RtpHeader.Length + TelephoneEvents.PayloadLength)]);
        }

        if (!_digits.IsActive) _outbound.ChangeSource();
    }

    private void SendFrame(Span<byte> packet)
    {
        Span<short> frame = stackalloc short[AudioFrame.Samples];
        var source = _source!;
        // A source that throws is gone, and does not stand in the relay's way.
        _source = null;
        if (!source.Read(frame))
        {
            _outbound.ChangeSource();
            return;
        }

        _source = source;
        if (_peer is not { Sends: true } peer) return;
        G711.Encode(peer.Codec, frame, packet[RtpHeader.Length..]);
        _outbound.Generate(packet, peer.PayloadType, AudioFrame.Samples);
        Send(packet);
    }

    private void Send(ReadOnlySpan<byte> packet)
    {
        if (_port!.Send(packet, _target!)) _sent++;
    }

    private MediaLeg? Exchange(MediaLeg? next)
    {
        lock (_gate)
        {
            if (_closed) return next;
            var previous = _other;
            _other = next;
            if (!ReferenceEquals(previous, next)) _outbound.ChangeSource();
            return previous;
        }
    }

    private void Detach(MediaLeg from)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_other, from)) return;
            _other = null;
            _outbound.ChangeSource();
        }
    }
}
