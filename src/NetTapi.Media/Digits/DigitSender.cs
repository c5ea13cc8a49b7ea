using System.Buffers.Binary;

namespace NetTapi.Media;

/// <summary>
/// Sends keys one after another, a packet each tick: the event as it grows, its end three times (RFC 4733 2.5.1.4), then the gap. All packets of one event
/// carry the timestamp of its beginning.
/// </summary>
internal sealed class DigitSender
{
    /// <summary>How many keys wait at most; more are dropped.</summary>
    public const int MaxQueued = 128;

    private const int EndPackets = 3;
    private const byte Volume = 10;

    private readonly int _length;
    private readonly int _ticks;
    private readonly int _gapTicks;
    private readonly Queue<char> _digits = new();
    private int _tick;
    private bool _sounding;
    private byte _code;

    public DigitSender(TimeSpan duration, TimeSpan gap)
    {
        _length = Math.Min(ushort.MaxValue, (int)Math.Round(duration.TotalSeconds * AudioFrame.SampleRate));
        _ticks = Math.Max(2, Ticks(duration));
        // The two repeats of the end are sent in the gap's first ticks.
        _gapTicks = Math.Max(EndPackets - 1, Ticks(gap));
    }

    /// <summary>Whether there is anything to send, or a gap to keep.</summary>
    public bool IsActive => _sounding || _digits.Count > 0;

    public void Add(string digits)
    {
        foreach (var digit in digits)
        {
            if (_digits.Count < MaxQueued) _digits.Enqueue(digit);
        }
    }

    /// <summary>The keys that have not begun; they are gone from here.</summary>
    public string TakeRest()
    {
        var rest = string.Concat(_digits);
        Clear();
        return rest;
    }

    public void Clear()
    {
        _digits.Clear();
        _sounding = false;
        _tick = 0;
    }

    /// <summary>One tick: the payload to send, if any; <paramref name="begins"/> says that a new event begins with it.</summary>
    public bool Next(Span<byte> payload, out bool begins)
    {
        begins = false;
        if (!_sounding)
        {
            if (!_digits.TryDequeue(out var digit)) return false;
            _code = TelephoneEvents.CodeOf(digit);
            _sounding = begins = true;
            _tick = 0;
        }

        _tick++;
        var sends = _tick < _ticks + EndPackets;
        if (sends) Write(payload);
        if (_tick >= _ticks + _gapTicks) _sounding = false;
        return sends;
    }

    private void Write(Span<byte> payload)
    {
        payload[0] = _code;
        payload[1] = (byte)(Volume | (_tick >= _ticks ? TelephoneEvents.EndBit : 0));
        BinaryPrimitives.WriteUInt16BigEndian(payload[2..], (ushort)Math.Min(_length, _tick * AudioFrame.Samples));
    }

    private static int Ticks(TimeSpan time) => (int)Math.Ceiling(time / AudioFrame.Duration);
}
