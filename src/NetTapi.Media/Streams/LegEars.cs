using System.Collections.Immutable;

namespace NetTapi.Media;

/// <summary>Who hears what a leg's peer sends, the leg it is relayed to aside. Guarded by its leg's lock.</summary>
internal sealed class LegEars
{
    private const int MaxSamples = 2048;

    private DigitReceiver _events;
    private IAudioTap? _tap;
    private LoopCallback<char>? _heard;
    private LoopCallback<char>? _heardInSound;
    private bool _hasEvents;
    private DigitDetector? _tones;
    private MixerInput? _input;
    private ImmutableArray<Recording> _recordings = [];

    /// <summary>Whether keys are kept from the other legs.</summary>
    public bool ConsumesDigits { get; private set; }

    public void Listen(IAudioTap? tap) => _tap = tap;

    public void ListenForDigits(LoopCallback<char>? heard, LoopCallback<char>? heardInSound, bool consume)
    {
        _heard?.CallOff();
        _heardInSound?.CallOff();
        (_heard, _heardInSound) = (heard, heardInSound);
        ConsumesDigits = heard is not null && consume;
        ListenForTones();
    }

    public void Record(ImmutableArray<Recording> recordings) => _recordings = recordings;

    public void Negotiate(MediaPeer peer)
    {
        // A key that is pressed just now goes on: its event is told from others by SSRC and timestamp, whatever is negotiated meanwhile.
        _hasEvents = peer.TelephoneEvent is not null;
        ListenForTones();
    }

    /// <summary>Gives what is heard to a mixer too, or no longer.</summary>
    public void Mix(MixerInput? input) => _input = input;

    /// <summary>A packet of sound.</summary>
    public void Hear(ReadOnlySpan<byte> payload, in RtpHeader header, AudioCodec codec, long ticks)
    {
        foreach (var recording in _recordings) recording.Put(isSent: false, codec, header.Ssrc, header.Timestamp, ticks, payload);
        if (_tap is null && _input is null && _tones is null) return;
        if (payload.Length > MaxSamples || !codec.IsG711()) return;
        _events.Pass(header, _tap);
        Span<short> samples = stackalloc short[payload.Length];
        G711.Decode(codec, payload, samples);
        _tap?.OnAudio(samples);
        _input?.Put(header, samples);
        _tones?.Hear(samples);
    }

    /// <summary>A packet of a telephone event; the key, where it is the first of its event.</summary>
    public char? HearEvent(ReadOnlySpan<byte> payload, in RtpHeader header)
    {
        if (_events.Take(header, payload, _tap) is not { } digit) return null;
        _heard?.Tell(digit);
        return digit;
    }

    public void Close()
    {
        _tap = null;
        _input = null;
        ListenForDigits(null, null, consume: false);
    }

    /// <summary>Tones are looked for only where events were not agreed on: a phone that sends events may send the tones as well.</summary>
    private void ListenForTones() => _tones = _heardInSound is { } heard && !_hasEvents ? new DigitDetector(heard.Tell) : null;
}
