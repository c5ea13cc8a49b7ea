namespace NetTapi.Media;

/// <summary>One or two sine waves, steady or with a cadence, without end or for a time. The wave goes on through pauses and frames without a click.</summary>
public sealed class ToneGenerator : IAudioSource
{
    private readonly double _step1;
    private readonly double _step2;
    private readonly double _amplitude;
    private readonly int[] _cadence;
    private readonly int _cycle;
    private long _left;
    private long _sample;

    /// <summary>Makes a tone.</summary>
    /// <param name="frequency">In Hz, below 4000.</param>
    /// <param name="second">A second frequency, sounded together with the first; 0 for none.</param>
    /// <param name="level">Peak of each wave, from 0 to 1.</param>
    /// <param name="cadence">Turns of sound and silence, repeated; none for a steady tone.</param>
    /// <param name="length">How long in all; null for without end.</param>
    public ToneGenerator(double frequency, double second = 0, double level = 0.25, ReadOnlySpan<TimeSpan> cadence = default, TimeSpan? length = null)
    {
        _step1 = Step(frequency);
        _step2 = Step(second);
        _amplitude = Math.Clamp(level, 0, 1) * short.MaxValue / (second > 0 ? 2 : 1);
        _cadence = [.. cadence.ToArray().Select(Samples)];
        _cycle = _cadence.Sum();
        _left = length is { } time ? Samples(time) : long.MaxValue;
    }

    /// <summary>The called phone rings, in Europe's way: 425 Hz, 1 s on, 4 s off (ETSI ES 201 970; ITU-T E.180).</summary>
    public static ToneGenerator Ringback() => new(425, cadence: [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)]);

    /// <summary>Busy: 425 Hz, half a second on, half a second off.</summary>
    public static ToneGenerator Busy() => new(425, cadence: [TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(500)]);

    /// <summary>Congestion: 425 Hz, a quarter of a second on and off.</summary>
    public static ToneGenerator Congestion() => new(425, cadence: [TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(250)]);

    /// <inheritdoc />
    public bool Read(Span<short> frame)
    {
        if (_left <= 0) return false;
        foreach (ref var sample in frame)
        {
            sample = _left > 0 && IsOn() ? Wave() : (short)0;
            _sample++;
            if (_left != long.MaxValue) _left--;
        }

        return true;
    }

    private short Wave()
    {
        var wave = Math.Sin(_step1 * _sample);
        if (_step2 > 0) wave += Math.Sin(_step2 * _sample);
        return (short)(wave * _amplitude);
    }

    private bool IsOn()
    {
        if (_cycle == 0) return true;
        var within = (int)(_sample % _cycle);
        for (var i = 0; i < _cadence.Length; i++)
        {
            if (within < _cadence[i]) return i % 2 == 0;
            within -= _cadence[i];
        }

        return false;
    }

    private static double Step(double frequency) => frequency * 2 * Math.PI / AudioFrame.SampleRate;

    private static int Samples(TimeSpan time) => (int)(time.TotalSeconds * AudioFrame.SampleRate);
}
