namespace NetTapi.Media;

/// <summary>
/// A stretch of a line of samples: they are put in any order and taken in order. What was never put is silence, and what comes after its place was taken, or
/// too far ahead, is left out. Not thread-safe.
/// </summary>
internal sealed class SampleWindow(int capacity)
{
    private readonly short[] _samples = new short[capacity];
    private long _end;

    /// <summary>The place of the sample to be taken next.</summary>
    public long Start { get; private set; }

    /// <summary>Whether there is nothing but silence.</summary>
    public bool IsEmpty => _end <= Start;

    /// <summary>Puts samples in their place; how many were not too late or too early.</summary>
    public int Put(long position, ReadOnlySpan<short> samples)
    {
        var late = (int)Math.Clamp(Start - position, 0, samples.Length);
        samples = samples[late..];
        position += late;
        var room = (int)Math.Clamp(Start + capacity - position, 0, samples.Length);
        samples = samples[..room];
        if (samples.IsEmpty) return 0;
        var at = (int)(position % capacity);
        var first = Math.Min(samples.Length, capacity - at);
        samples[..first].CopyTo(_samples.AsSpan(at));
        samples[first..].CopyTo(_samples);
        _end = Math.Max(_end, position + samples.Length);
        return samples.Length;
    }

    /// <summary>Puts samples in their place, stretched by some more, or less; how many were not too late or too early.</summary>
    public int Put(long position, ReadOnlySpan<short> samples, int stretch)
    {
        var length = samples.Length + stretch;
        if (stretch == 0 || length < 2) return Put(position, samples);
        Span<short> stretched = stackalloc short[length];
        var step = (samples.Length - 1) / (double)(length - 1);
        for (var i = 0; i < length; i++)
        {
            var at = (int)(i * step);
            var (here, next) = (samples[at], samples[Math.Min(at + 1, samples.Length - 1)]);
            stretched[i] = (short)(here + ((next - here) * ((i * step) - at)));
        }

        return Put(position, stretched);
    }

    /// <summary>Takes the next samples, at most as many as it holds.</summary>
    public void Take(Span<short> samples)
    {
        if (IsEmpty)
        {
            samples.Clear();
            Skip(samples.Length);
            return;
        }

        var at = (int)(Start % capacity);
        var first = Math.Min(samples.Length, capacity - at);
        TakeFrom(at, samples[..first]);
        TakeFrom(0, samples[first..]);
        Start += samples.Length;
    }

    /// <summary>Leaves out as many samples, where there are none but silence.</summary>
    public void Skip(int count) => Start += count;

    private void TakeFrom(int at, Span<short> samples)
    {
        var taken = _samples.AsSpan(at, samples.Length);
        taken.CopyTo(samples);
        taken.Clear();
    }
}
