using System.Collections.Immutable;

namespace NetTapi.Media;

/// <summary>Who hears what a leg's peer sends, the leg it is relayed to aside. Guarded by its leg's lock.</summary>
internal sealed class LegEars
{
    private const int MaxSamples = 2048;

    private DigitReceiver _events;
    private IAudioTap? _tap;
    private LoopCallback<char>? _heard;
    private ImmutableArray<Recording> _recordings = [];

    /// <summary>Whether keys are kept from the other legs.</summary>
    public bool ConsumesDigits { get; private set; }

    public void Listen(IAudioTap? tap) => _tap = tap;

    public void ListenForDigits(LoopCallback<char>? heard, bool consume)
    {
        _heard?.CallOff();
        _heard = heard;
        ConsumesDigits = heard is not null && consume;
    }

    public void Record(ImmutableArray<Recording> recordings) => _recordings = recordings;

    public void Negotiate() => _events = default;

    /// <summary>A packet of sound.</summary>
    public void Hear(ReadOnlySpan<byte> payload, in RtpHeader header, AudioCodec codec, long ticks)
    {
        foreach (var recording in _recordings) recording.Put(isSent: false, codec, header.Ssrc, header.Timestamp, ticks, payload);
        if (_tap is null || payload.Length > MaxSamples || !codec.IsG711()) return;
        Span<short> samples = stackalloc short[payload.Length];
        G711.Decode(codec, payload, samples);
        _tap.OnAudio(samples);
    }

    /// <summary>A packet of a telephone event; the key, where it is the first of its event.</summary>
    public char? HearEvent(ReadOnlySpan<byte> payload, in RtpHeader header)
    {
        if (_events.Take(header, payload) is not { } digit) return null;
        _tap?.OnDigit(digit);
        _heard?.Tell(digit);
        return digit;
    }

    public void Close()
    {
        _tap = null;
        ListenForDigits(null, consume: false);
    }
}
