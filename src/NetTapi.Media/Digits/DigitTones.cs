namespace NetTapi.Media;

/// <summary>
/// Sends keys one after another as tones, exact to the sample. Not thread-safe.
/// </summary>
/// <param name="duration">Length of a tone.</param>
/// <param name="gap">Silence after it.</param>
internal sealed class DigitTones(TimeSpan duration, TimeSpan gap)
{
    /// <summary>-9 and -7 dBm0: the higher of the two a little louder, since lines weaken it (ITU-T Q.23 leaves up to 2 dB).</summary>
    private const double LowLevel = 7900;
    private const double HighLevel = 9950;

    private readonly int _length = SamplesOf(duration);
    private readonly int _cycle = SamplesOf(duration) + SamplesOf(gap);
    private readonly Queue<char> _keys = new();
    private bool _sounding;
    private int _sample;
    private double _low;
    private double _high;

    /// <summary>Whether there is anything to send, or a gap to keep.</summary>
    public bool IsActive => _sounding || _keys.Count > 0;

    public void Add(string keys)
    {
        foreach (var key in keys)
        {
            if (_keys.Count < DigitSender.MaxQueued) _keys.Enqueue(key);
        }
    }

    public void Clear()
    {
        _keys.Clear();
        _sounding = false;
    }

    /// <summary>Fills a frame; after the last gap with silence.</summary>
    public void Read(Span<short> frame)
    {
        foreach (ref var sample in frame)
        {
            sample = 0;
            if (!_sounding && !Begin()) continue;
            if (_sample < _length) sample = (short)((LowLevel * Math.Sin(_low * _sample)) + (HighLevel * Math.Sin(_high * _sample)));
            if (++_sample >= _cycle) _sounding = false;
        }
    }

    private bool Begin()
    {
        if (!_keys.TryDequeue(out var key)) return false;
        var (low, high) = DualTones.Of(key);
        _low = low * 2 * Math.PI / AudioFrame.SampleRate;
        _high = high * 2 * Math.PI / AudioFrame.SampleRate;
        _sample = 0;
        return _sounding = true;
    }

    private static int SamplesOf(TimeSpan time) => (int)Math.Round(time.TotalSeconds * AudioFrame.SampleRate);
}
