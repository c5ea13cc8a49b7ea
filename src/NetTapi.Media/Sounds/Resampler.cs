namespace NetTapi.Media;

/// <summary>Brings a whole sound to 8 kHz: a windowed sinc that lets nothing through above what 8 kHz can carry, so that no false tones are heard.</summary>
internal static class Resampler
{
    /// <summary>Zero crossings of the sinc on each side: a passband to about 3.6 kHz, 60 dB below it from 4.2 kHz.</summary>
    private const int Lobes = 16;

    /// <summary>The samples at 8 kHz; the same ones where they are already.</summary>
    public static short[] ToEightKilohertz(short[] samples, int rate)
    {
        if (rate == AudioFrame.SampleRate) return samples;
        var divisor = GreatestCommonDivisor(rate, AudioFrame.SampleRate);
        var (phases, step) = (AudioFrame.SampleRate / divisor, rate / divisor);
        var filters = new float[phases][];
        var reach = ReachOf(rate);
        for (var phase = 0; phase < phases; phase++) filters[phase] = Filter(phase / (double)phases, reach, rate);

        var result = new short[samples.Length * (long)phases / step];
        for (var i = 0; i < result.Length; i++)
        {
            var at = i * (long)step;
            result[i] = Apply(filters[at % phases], samples, (int)(at / phases) - reach + 1);
        }

        return result;
    }

    /// <summary>The weights of the samples around a place that lies a fraction behind the middle one.</summary>
    private static float[] Filter(double fraction, int reach, int rate)
    {
        var cut = Cut(rate);
        var weights = new double[2 * reach];
        for (var i = 0; i < weights.Length; i++)
        {
            var distance = i - reach + 1 - fraction;
            var window = 0.5 + (0.5 * Math.Cos(Math.PI * Math.Clamp(distance / reach, -1, 1)));
            weights[i] = Sinc(cut * distance) * window;
        }

        var sum = weights.Sum();
        return [.. weights.Select(weight => (float)(weight / sum))];
    }

    private static short Apply(float[] filter, short[] samples, int first)
    {
        var sum = 0f;
        for (var i = Math.Max(0, -first); i < filter.Length && first + i < samples.Length; i++) sum += filter[i] * samples[first + i];
        return (short)Math.Clamp(MathF.Round(sum), short.MinValue, short.MaxValue);
    }

    /// <summary>Where the filter cuts, as a share of the source's own band: a little below the lower of the two.</summary>
    private static double Cut(int rate) => 0.94 * Math.Min(1.0, AudioFrame.SampleRate / (double)rate);

    private static int ReachOf(int rate) => (int)Math.Ceiling(Lobes / Cut(rate));

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
