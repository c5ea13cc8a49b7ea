namespace NetTapi.Media;

/// <summary>The music that is there without a file: a slow round of chords and a few notes over them, made here.</summary>
public static class Melody
{
    private const double Beat = 0.6;
    private const double Level = 4200;

    /// <summary>Semitones from A (220 Hz): three of a chord, then four notes above it, a beat each.</summary>
    private static readonly int[][] Bars =
    [
        [3, 7, 10, 15, 19, 22, 19],
        [0, 3, 7, 12, 15, 19, 15],
        [-4, 0, 3, 8, 12, 15, 12],
        [-2, 2, 5, 10, 14, 17, 14],
        [3, 7, 10, 22, 19, 15, 10],
        [0, 3, 7, 19, 15, 12, 7],
        [-4, 0, 3, 15, 12, 8, 12],
        [-2, 2, 5, 17, 14, 10, 14],
    ];

    /// <summary>Makes it: about 20 s that go on without a seam.</summary>
    public static Sound Make()
    {
        var beat = (int)(Beat * AudioFrame.SampleRate);
        var sum = new double[Bars.Length * 4 * beat];
        for (var bar = 0; bar < Bars.Length; bar++)
        {
            var notes = Bars[bar];
            foreach (var note in notes.AsSpan(0, 3)) Add(sum, bar * 4 * beat, 4 * beat, note, 0.25);
            for (var i = 0; i < 4; i++) Add(sum, ((bar * 4) + i) * beat, 2 * beat, notes[3 + i], 0.4);
        }

        return new Sound([.. sum.Select(value => (short)Math.Clamp(value * Level, short.MinValue, short.MaxValue))]);
    }

    /// <summary>A plucked note with its octave; what sounds past the end goes on at the beginning.</summary>
    private static void Add(double[] sum, int start, int length, int semitone, double level)
    {
        var step = 220 * Math.Pow(2, semitone / 12.0) * 2 * Math.PI / AudioFrame.SampleRate;
        for (var i = 0; i < length; i++)
        {
            var left = (length - i) / (double)length;
            var attack = Math.Min(1, i / 80.0);
            var wave = Math.Sin(step * i) + (0.3 * left * Math.Sin(2 * step * i));
            sum[(start + i) % sum.Length] += level * attack * left * left * wave;
        }
    }
}
