namespace NetTapi.Media;

/// <summary>Which key 20 ms of sound are, if any.</summary>
internal static class DigitSpectrum
{
    /// <summary>Each of the two at least: about -33 dBm0 (Q.24 asks for no less than -25 to be heard).</summary>
    private const double LeastPower = 150_000;

    /// <summary>Share of all power that the two must have. Noise 10 dB below them leaves so much.</summary>
    private const double LeastShare = 0.9;

    /// <summary>The lower tone may be 8 dB stronger than the higher, and the higher 6 dB stronger than the lower.</summary>
    private const double MostLowOverHigh = 6.31;
    private const double MostHighOverLow = 3.98;

    /// <summary>The strongest of a group over each other one of it: 6 dB.</summary>
    private const double LeastOverOthers = 4;

    /// <summary>A second harmonic this strong is a voice's: 10 dB below.</summary>
    private const double MostHarmonic = 0.1;

    private static readonly double[] Deviations = [-0.03, -0.015, -0.0075, 0, 0.0075, 0.015, 0.03];
    private static readonly ToneBank Tones = new([.. DualTones.Low, .. DualTones.High]);
    private static readonly ToneFilter[] Low = Filters(DualTones.Low);
    private static readonly ToneFilter[] High = Filters(DualTones.High);

    /// <summary>The key; null where there is none.</summary>
    public static char? KeyIn(ReadOnlySpan<short> sound)
    {
        var total = PowerOf(sound);
        if (total < 2 * LeastPower) return null;
        Span<double> powers = stackalloc double[ToneBank.Size];
        Tones.Powers(sound, powers);
        var (row, low) = Strongest(powers[..Low.Length]);
        var (column, high) = Strongest(powers[Low.Length..]);
        if (row < 0 || column < 0 || low + high < LeastShare / 2 * total) return null;

        // Plausible: look closer.
        if (!Low[row].IsAt(sound, out low) || !High[column].IsAt(sound, out high)) return null;
        if (low < LeastPower || high < LeastPower || low + high < LeastShare * total) return null;
        if (low > MostLowOverHigh * high || high > MostHighOverLow * low) return null;
        if (Low[row].HarmonicIn(sound) > MostHarmonic * (low + high) || High[column].HarmonicIn(sound) > MostHarmonic * (low + high)) return null;
        return DualTones.KeyAt(row, column);
    }

    /// <summary>The tone of a group; -1 where none stands out.</summary>
    private static (int Index, double Power) Strongest(ReadOnlySpan<double> powers)
    {
        var best = 0;
        for (var i = 1; i < powers.Length; i++) best = powers[i] > powers[best] ? i : best;
        for (var i = 0; i < powers.Length; i++)
        {
            if (i != best && powers[i] * LeastOverOthers > powers[best]) return (-1, 0);
        }

        return (best, powers[best]);
    }

    private static double PowerOf(ReadOnlySpan<short> sound)
    {
        var sum = 0.0;
        foreach (var sample in sound) sum += (double)sample * sample;
        return sum / sound.Length;
    }

    private static ToneFilter[] Filters(ReadOnlySpan<double> frequencies)
    {
        var filters = new ToneFilter[frequencies.Length];
        for (var i = 0; i < filters.Length; i++) filters[i] = new ToneFilter(frequencies[i]);
        return filters;
    }

    /// <summary>Looks closer at one of the eight tones: at its frequency, beside it, and at twice it.</summary>
    private sealed class ToneFilter(double frequency)
    {
        private readonly Goertzel[] _around = [.. Deviations.Select(deviation => new Goertzel(frequency * (1 + deviation)))];
        private readonly Goertzel _harmonic = new(2 * frequency);

        public double HarmonicIn(ReadOnlySpan<short> sound) => _harmonic.Power(sound);

        /// <summary>Whether the tone is nearer to its right frequency than to a wrong one, and its power.</summary>
        public bool IsAt(ReadOnlySpan<short> sound, out double power)
        {
            power = 0;
            var best = 0;
            for (var i = 0; i < _around.Length; i++)
            {
                var there = _around[i].Power(sound);
                if (there <= power) continue;
                power = there;
                best = i;
            }

            return best > 0 && best < _around.Length - 1;
        }
    }
}
