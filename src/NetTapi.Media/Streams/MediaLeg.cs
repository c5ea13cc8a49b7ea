using System.Collections.Immutable;
using System.Net;

namespace NetTapi.Media;

/// <summary>
/// One leg: what it takes in, what it sends, and the leg it relays to. A leg has one lock, and two of them are never held at once: a relayed packet is taken
/// in under the first leg's, then sent under the second's, which looks again whether they are still connected.
/// </summary>
internal sealed class MediaLeg : IMediaLeg, IPacketHandler, ITicked
{
    private readonly Lock _gate = new();
    private readonly MediaParts _parts;
    private readonly Action<MediaLeg> _onClosed;
    private readonly LegIntake _intake;
    private readonly LegSpeaker _speaker;
    private readonly LegEars _ears = new();
    private IPacketPort? _port;
    private MediaPeer? _peer;
    private SocketAddress? _controlTarget;
    private MediaLeg? _other;
    private MixerInput? _input;
    private ImmutableArray<Recording> _recordings = [];
    private bool _closed;

    public MediaLeg(MediaParts parts, Action<MediaLeg> onClosed)
    {
        _parts = parts;
        _onClosed = onClosed;
        _intake = new LegIntake(parts.Options.Time);
        _speaker = new LegSpeaker(parts.Options, parts.Loop.Entropy);
    }

    public IPEndPoint Local => _port!.Local;

    public MediaFigures Figures
    {
        get
        {
            lock (_gate) return new MediaFigures(_intake.Packets, _speaker.Sent, _intake.Refused);
        }
    }

    /// <summary>Gives the leg its sockets, before anyone else has it.</summary>
    public void Attach(IPacketPort port)
    {
        _port = port;
        _speaker.Attach(port);
    }

    public void Negotiate(MediaPeer peer)
    {
        lock (_gate)
        {
            if (_closed) return;
            _peer = peer;
            _controlTarget = new IPEndPoint(peer.Rtp.Address, Math.Min(peer.Rtp.Port + 1, IPEndPoint.MaxPort)).Serialize();
            _intake.Negotiate(peer);
            _speaker.Negotiate(peer);
            _ears.Negotiate(peer);
        }
    }

    public void Connect(IMediaLeg? other)
    {
        var next = (MediaLeg?)other;
        LeaveMixer();
        next?.LeaveMixer();
        var previous = Exchange(next);
        if (ReferenceEquals(previous, next)) return;
        previous?.Detach(this);
        if (next?.Exchange(this) is { } left && !ReferenceEquals(left, this)) left.Detach(next);
    }

    public void Play(IAudioSource? source, Action? ended = null)
    {
        lock (_gate)
        {
            if (_closed) return;
            _speaker.Play(source, source is null || ended is null ? null : new LoopCallback<bool>(_parts.Loop, _ => ended()));
        }

        if (source is not null) _parts.Clock.Add(this);
    }

    public void PlayOver(IAudioSource source)
    {
        lock (_gate)
        {
            if (_closed) return;
            _speaker.PlayOver(source);
        }

        _parts.Clock.Add(this);
    }

    public void SendDigits(string digits)
    {
        lock (_gate)
        {
            if (_closed || !_speaker.AddDigits(digits)) return;
        }

        _parts.Clock.Add(this);
    }

    public void ListenForDigits(Action<char>? heard, bool consume = false, Action<char>? heardInSound = null)
    {
        lock (_gate)
        {
            if (_closed || heard is null) _ears.ListenForDigits(null, null, consume: false);
            else _ears.ListenForDigits(new LoopCallback<char>(_parts.Loop, heard), new LoopCallback<char>(_parts.Loop, heardInSound ?? heard), consume);
        }
    }

    public void WatchSilence(TimeSpan? limit, Action? silent)
    {
        lock (_gate)
        {
            _intake.Watch(_closed || limit is not { } time || silent is null
                ? null
                : new SilenceWatch(_parts.Options.Time, time, new LoopCallback<bool>(_parts.Loop, _ => silent())));
        }
    }

    /// <summary>Joins a mixer, and leaves whatever it was in; false where it is closed.</summary>
    public bool Enter(MixerInput input)
    {
        Connect(null);
        lock (_gate)
        {
            if (_closed) return false;
            SetInput(input);
            return true;
        }
    }

    /// <summary>Leaves the mixer it is in, if any.</summary>
    public void LeaveMixer()
    {
        MixerInput? left;
        lock (_gate)
        {
            left = _input;
            if (left is null) return;
            SetInput(null);
        }

        left.Mixer.Drop(left);
    }

    /// <summary>Sends what it hears in a mixer, if it is still there.</summary>
    public void SendMixed(MixerInput input, MixedFrame frame)
    {
        lock (_gate)
        {
            if (!_closed && ReferenceEquals(_input, input)) _speaker.SendMixed(frame);
        }
    }

    public IRecording Record(RecordingRequest request)
    {
        var recording = new Recording(request, _parts.Recorder, Forget);
        _parts.Recorder.Add(recording);
        lock (_gate)
        {
            if (!_closed)
            {
                SetRecordings(_recordings.Add(recording));
                return recording;
            }
        }

        recording.Stop();
        return recording;
    }

    public void Listen(IAudioTap? tap)
    {
        lock (_gate) _ears.Listen(_closed ? null : tap);
    }

    public void Close()
    {
        Connect(null);
        WatchSilence(null, null);
        foreach (var recording in _recordings) recording.Stop();
        lock (_gate)
        {
            if (_closed) return;
            _closed = true;
            _speaker.Close();
            _ears.Close();
        }

        _port!.Close();
        _onClosed(this);
    }

    public void OnPacket(Span<byte> packet, in PeerAddress from, long ticks)
    {
        MediaLeg? other;
        RtpHeader header;
        MixerInput? input;
        AudioCodec codec;
        bool isEvent;
        char? digit = null;
        lock (_gate)
        {
            if (_closed) return;
            var isTaken = _intake.Takes(packet, from, ticks, out header, out var moved);
            if (moved) _speaker.Retarget(from.Port);
            if (!isTaken) return;
            codec = _peer!.Codec;
            isEvent = _peer.IsEvent(header.PayloadType);
            var payload = packet.Slice(header.PayloadStart, header.PayloadLength);
            if (isEvent) digit = _ears.HearEvent(payload, header);
            else _ears.Hear(payload, header, codec, ticks);
            if (isEvent && _ears.ConsumesDigits) return;
            other = _other;
            input = _input;
        }

        other?.Relay(this, packet, header, codec, isEvent, digit);
        if (digit is { } key) input?.Mixer.RelayDigit(input, key.ToString());
    }

    public void OnControlPacket(Span<byte> packet, in PeerAddress from)
    {
        lock (_gate)
        {
            if (!_closed) _intake.TakeControl(packet, from);
        }
    }

    public bool OnTick()
    {
        lock (_gate)
        {
            if (_closed) return false;
            _speaker.Tick();
            return _speaker.IsTicked;
        }
    }

    /// <summary>Sends our report (RFC 3550 6).</summary>
    public void Report()
    {
        Span<byte> packet = stackalloc byte[RtcpReport.MaxLength];
        lock (_gate)
        {
            var sent = _speaker.Figures;
            if (_closed || _controlTarget is null || (sent.Packets == 0 && _intake.Packets == 0)) return;
            var length = RtcpReport.Write(packet, sent, _intake.Report(), _parts.Options.Time.GetUtcNow());
            _port!.SendControl(packet[..length], _controlTarget);
        }
    }

    /// <summary>Looks whether the peer has been silent for too long.</summary>
    public void LookForSilence()
    {
        lock (_gate) _intake.LookForSilence();
    }

    private void Forget(Recording recording)
    {
        lock (_gate) SetRecordings(_recordings.Remove(recording));
    }

    private void SetInput(MixerInput? input)
    {
        _input = input;
        _ears.Mix(input);
        _speaker.ChangeSource();
    }

    private void SetRecordings(ImmutableArray<Recording> recordings)
    {
        _recordings = recordings;
        _ears.Record(recordings);
        _speaker.Record(recordings);
    }

    private void Relay(MediaLeg from, Span<byte> packet, in RtpHeader header, AudioCodec codec, bool isEvent, char? digit)
    {
        lock (_gate)
        {
            if (_closed || !ReferenceEquals(_other, from)) return;
            _speaker.Relay(packet, header, codec, isEvent);
            if (digit is not { } key || !_speaker.RelayDigit(key)) return;
        }

        _parts.Clock.Add(this);
    }

    private MediaLeg? Exchange(MediaLeg? next)
    {
        lock (_gate)
        {
            if (_closed) return next;
            var previous = _other;
            _other = next;
            if (!ReferenceEquals(previous, next)) _speaker.ChangeSource();
            return previous;
        }
    }

    private void Detach(MediaLeg from)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_other, from)) return;
            _other = null;
            _speaker.ChangeSource();
        }
    }
}
