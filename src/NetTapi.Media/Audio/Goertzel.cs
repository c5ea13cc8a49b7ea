namespace NetTapi.Media;

/// <summary>How much of one frequency is in a piece of sound: the Goertzel algorithm, one bin of a Fourier transform.</summary>
public readonly struct Goertzel
{
    private readonly double _coefficient;

    /// <summary>Looks for a frequency.</summary>
    /// <param name="frequency">In Hz, below 4000.</param>
    public Goertzel(double frequency) => _coefficient = CoefficientOf(frequency);

    /// <summary>The mean power of a pure tone of the frequency that would give what is found: half of its peak squared.</summary>
    /// <remarks>The bin is 8000 / length Hz wide: 50 Hz with one frame.</remarks>
    public double Power(ReadOnlySpan<short> samples)
    {
        double previous = 0, beforeThat = 0;
        foreach (var sample in samples)
        {
            var value = sample + (_coefficient * previous) - beforeThat;
            beforeThat = previous;
            previous = value;
        }

        var power = (previous * previous) + (beforeThat * beforeThat) - (_coefficient * previous * beforeThat);
        return samples.IsEmpty ? 0 : 2 * power / ((double)samples.Length * samples.Length);
    }

    internal static double CoefficientOf(double frequency) => 2 * Math.Cos(2 * Math.PI * frequency / AudioFrame.SampleRate);

    /// <summary>The share of the sound's power at the frequency: 0 for none, near 1 for a pure tone; 0 for silence.</summary>
    public double Share(ReadOnlySpan<short> samples)
    {
        var total = 0.0;
        foreach (var sample in samples) total += (double)sample * sample;

        // A silent line of G.711 is not all zeros: below this mean power there is no tone to speak of.
        return total < samples.Length * 100.0 ? 0 : Math.Min(1, Power(samples) * samples.Length / total);
    }
}
