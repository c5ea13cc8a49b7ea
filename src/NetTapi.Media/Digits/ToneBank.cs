using System.Runtime.Intrinsics;

namespace NetTapi.Media;

/// <summary>Looks for eight frequencies at once: a Goertzel filter in each lane of a vector, so that every call can be listened to.</summary>
internal sealed class ToneBank
{
    /// <summary>How many frequencies.</summary>
    public const int Size = 8;

    private readonly Vector512<double> _coefficients;

    /// <summary>Looks for these.</summary>
    /// <param name="frequencies">Eight, in Hz, below 4000.</param>
    public ToneBank(ReadOnlySpan<double> frequencies)
    {
        Span<double> coefficients = stackalloc double[Size];
        for (var i = 0; i < Size; i++) coefficients[i] = Goertzel.CoefficientOf(frequencies[i]);
        _coefficients = Vector512.Create<double>(coefficients);
    }

    /// <summary>The power at each frequency, as <see cref="Goertzel.Power"/> gives it.</summary>
    public void Powers(ReadOnlySpan<short> samples, Span<double> powers)
    {
        var previous = Vector512<double>.Zero;
        var beforeThat = Vector512<double>.Zero;
        foreach (var sample in samples)
        {
            var value = Vector512.Create((double)sample) + (_coefficients * previous) - beforeThat;
            beforeThat = previous;
            previous = value;
        }

        var found = (previous * previous) + (beforeThat * beforeThat) - (_coefficients * previous * beforeThat);
        (found * (2 / ((double)samples.Length * samples.Length))).CopyTo(powers);
    }
}
