using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net;
using NetTapi.Loop;

namespace NetTapi.Media;

/// <summary>
/// What a leg sends: keys before a sound that is played, that before what is relayed or mixed, all in one stream. Guarded by its leg's lock.
/// </summary>
internal sealed class LegSpeaker
{
    /// <summary>Ticks without a packet of others after which a sound over it is sent alone: longer than packets are apart.</summary>
    private const int QuietTicks = 4;
    private const int LongestPayload = 2048;

    private readonly TimeProvider _time;
    private readonly OutboundStream _stream;
    private readonly DigitSender _events;
    private readonly DigitTones _tones;
    private IPacketPort? _port;
    private MediaPeer? _peer;
    private SocketAddress? _target;
    private IAudioSource? _source;
    private LoopCallback<bool>? _ended;
    private ImmutableArray<Recording> _recordings = [];
    private OverSound? _over;
    private int _quietTicks;

    public LegSpeaker(MediaOptions options, Entropy entropy)
    {
        _time = options.Time;
        Span<byte> chance = stackalloc byte[10];
        entropy.Fill(chance);
        _stream = new OutboundStream(options.Time, BitConverter.ToUInt32(chance), BitConverter.ToUInt16(chance[4..]), BitConverter.ToUInt32(chance[6..]));
        _events = new DigitSender(options.DigitDuration, options.DigitGap);
        _tones = new DigitTones(options.DigitDuration, options.DigitGap);
    }

    /// <summary>Packets sent.</summary>
    public long Sent { get; private set; }

    /// <summary>Whether it has something of its own to say, so that nothing is relayed.</summary>
    public bool IsBusy => _source is not null || SendsDigits;

    /// <summary>Whether it has anything to do at the next tick.</summary>
    public bool IsTicked => IsBusy || _over is not null;

    private bool SendsDigits => _events.IsActive || _tones.IsActive;

    public OutboundFigures Figures => _stream.Figures;

    public void Attach(IPacketPort port) => _port = port;

    public void Negotiate(MediaPeer peer)
    {
        var before = _peer;
        _peer = peer;

        // Who describes the same place again still is behind the same NAT: what is sent to it goes on to where it was heard from.
        if (_target is null || !peer.Rtp.Equals(before?.Rtp)) _target = peer.Rtp.Serialize();

        // Time has passed for who could not be sent to meanwhile, and nothing was lost on the way.
        if (peer.Sends && before is { Sends: false }) ChangeSource();
        if (peer.TelephoneEvent is null && _events.IsActive) TurnEventsToTones();
        if (!peer.Sends || !peer.Codec.IsG711()) _tones.Clear();
    }

    /// <summary>Symmetric RTP (RFC 4961): what comes from there is answered there.</summary>
    public void Retarget(int port) => _target = new IPEndPoint(_peer!.Rtp.Address, port).Serialize();

    /// <summary>What is sent next comes from another source than the last; but a key that is being sent stays one event, of one timestamp (RFC 4733 2.5.1.2).</summary>
    public void ChangeSource()
    {
        if (!_events.IsActive) _stream.ChangeSource();
    }

    public void Record(ImmutableArray<Recording> recordings) => _recordings = recordings;

    public void Play(IAudioSource? source, LoopCallback<bool>? ended)
    {
        _ended?.CallOff();
        _source = source;
        _ended = ended;
        ChangeSource();
    }

    /// <summary>Plays a short sound over whatever else is sent.</summary>
    public void PlayOver(IAudioSource source)
    {
        _over = new OverSound(source);
        _quietTicks = 0;
    }

    /// <summary>Queues keys; false where there is nothing to send, or no way.</summary>
    public bool AddDigits(string digits)
    {
        if (_peer is not { Sends: true } peer || !TelephoneEvents.AreDigits(digits)) return false;
        if (peer.TelephoneEvent is not null) _events.Add(digits);
        else if (peer.Codec.IsG711()) _tones.Add(digits);
        else return false;
        return true;
    }

    /// <summary>A key that another leg has heard as an event: a tone, where this peer knows no events. False where there is nothing to send.</summary>
    public bool RelayDigit(char digit) => _source is null && _peer is { TelephoneEvent: null } && AddDigits(digit.ToString());

    /// <summary>Sends a frame of a mixer, if there is nothing of its own to say.</summary>
    public void SendMixed(MixedFrame frame)
    {
        if (IsBusy || _peer is not { Sends: true } peer || !peer.Codec.IsG711()) return;
        Span<byte> packet = stackalloc byte[RtpHeader.Length + AudioFrame.Samples];
        frame.As(peer.Codec).CopyTo(packet[RtpHeader.Length..]);
        EndQuiet();
        SendMade(packet, peer);
    }

    /// <summary>Sends what another leg has heard, if there is nothing of its own to say.</summary>
    public void Relay(Span<byte> packet, in RtpHeader header, AudioCodec codec, bool isEvent)
    {
        if (IsBusy || _peer is not { Sends: true } peer) return;
        if ((isEvent ? peer.TelephoneEvent : peer.PayloadType) is not { } payloadType) return;
        if (!isEvent && codec != peer.Codec)
        {
            if (!codec.IsG711() || !peer.Codec.IsG711()) return;
            G711.Convert(codec, peer.Codec, packet.Slice(header.PayloadStart, header.PayloadLength));
        }

        EndQuiet();
        if (!_stream.Relay(packet, header, payloadType)) return;
        if (!isEvent)
        {
            var payload = packet.Slice(header.PayloadStart, header.PayloadLength);
            AddOver(payload, peer.Codec);
            Record(packet, payload, peer.Codec);
        }

        Send(packet);
    }

    /// <summary>One tick of keys or of what is played.</summary>
    public void Tick()
    {
        Span<byte> packet = stackalloc byte[RtpHeader.Length + AudioFrame.Samples];
        if (_events.IsActive) SendDigit(packet);
        else if (_tones.IsActive) SendTone(packet);
        else if (_source is not null) SendSound(packet);
        else if (_over is not null) SendOver(packet);
    }

    public void Close()
    {
        Play(null, null);
        _over = null;
        _events.Clear();
        _tones.Clear();
    }

    private void TurnEventsToTones()
    {
        var rest = _events.TakeRest();
        ChangeSource();
        AddDigits(rest);
    }

    private void SendDigit(Span<byte> packet)
    {
        if (_peer is not { Sends: true, TelephoneEvent: { } payloadType })
        {
            _events.Clear();
            ChangeSource();
            return;
        }

        if (_events.Next(packet[RtpHeader.Length..], out var begins))
        {
            if (begins) _stream.ChangeSource();
            _stream.Generate(packet, payloadType, TelephoneEvents.PayloadLength, advance: false);
            Send(packet[..(RtpHeader.Length + TelephoneEvents.PayloadLength)]);
        }

        if (!_events.IsActive) _stream.ChangeSource();
    }

    private void SendTone(Span<byte> packet)
    {
        Span<short> frame = stackalloc short[AudioFrame.Samples];
        _tones.Read(frame);
        SendFrame(packet, frame);
        if (!_tones.IsActive) _stream.ChangeSource();
    }

    private void SendSound(Span<byte> packet)
    {
        Span<short> frame = stackalloc short[AudioFrame.Samples];
        var (source, ended) = (_source!, _ended);
        if (!ReadOrEnd(source, frame, ended)) return;
        SendFrame(packet, frame);
    }

    /// <summary>A sound over others that say nothing just now, or are not there.</summary>
    private void SendOver(Span<byte> packet)
    {
        if (_peer is not { Sends: true } peer || !peer.Codec.IsG711())
        {
            _over = null;
            return;
        }

        if (++_quietTicks < QuietTicks) return;
        if (_quietTicks == QuietTicks) ChangeSource();
        Span<short> silence = stackalloc short[AudioFrame.Samples];
        silence.Clear();
        SendFrame(packet, silence);
    }

    /// <summary>Others speak again: what they send is another source than the sound that was sent alone.</summary>
    private void EndQuiet()
    {
        if (_quietTicks >= QuietTicks) ChangeSource();
        _quietTicks = 0;
    }

    private void AddOver(Span<byte> payload, AudioCodec codec)
    {
        if (_over is not { } over || !codec.IsG711() || payload.Length > LongestPayload) return;
        Span<short> sound = stackalloc short[payload.Length];
        G711.Decode(codec, payload, sound);

        // Gone before it is read: one that throws is not asked again.
        _over = null;
        if (over.AddTo(sound)) _over = over;
        G711.Encode(codec, sound, payload);
    }

    /// <summary>A source that runs out, or throws, is gone, and does not stand in the relay's way.</summary>
    private bool ReadOrEnd(IAudioSource source, Span<short> frame, LoopCallback<bool>? ended)
    {
        var goesOn = false;
        try
        {
            goesOn = source.Read(frame);
        }
        finally
        {
            if (!goesOn)
            {
                _source = null;
                _stream.ChangeSource();
                ended?.Tell(true);
            }
        }

        return goesOn;
    }

    private void SendFrame(Span<byte> packet, ReadOnlySpan<short> frame)
    {
        if (_peer is not { Sends: true } peer || !peer.Codec.IsG711()) return;
        G711.Encode(peer.Codec, frame, packet[RtpHeader.Length..]);
        SendMade(packet, peer);
    }

    private void SendMade(Span<byte> packet, MediaPeer peer)
    {
        AddOver(packet[RtpHeader.Length..], peer.Codec);
        _stream.Generate(packet, peer.PayloadType, AudioFrame.Samples);
        Record(packet, packet[RtpHeader.Length..], peer.Codec);
        Send(packet);
    }

    /// <summary>All that is sent is one stream whatever it comes from, so its own numbers say where it belongs.</summary>
    private void Record(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> payload, AudioCodec codec)
    {
        if (_recordings.IsEmpty) return;
        var ticks = _time.GetTimestamp();
        var timestamp = BinaryPrimitives.ReadUInt32BigEndian(packet[4..]);
        foreach (var recording in _recordings) recording.Put(isSent: true, codec, ssrc: 0, timestamp, ticks, payload);
    }

    private void Send(ReadOnlySpan<byte> packet)
    {
        if (_port!.Send(packet, _target!)) Sent++;
    }
}
