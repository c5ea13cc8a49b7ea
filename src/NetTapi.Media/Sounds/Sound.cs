namespace NetTapi.Media;

/// <summary>A piece of sound in memory, one channel at 8 kHz, that any number of legs may play at once. Immutable.</summary>
public sealed class Sound
{
    private readonly short[] _samples;

    /// <summary>A sound of these samples, which must not be changed afterwards.</summary>
    public Sound(short[] samples) => _samples = samples;

    /// <summary>The samples, 16 bits at 8 kHz.</summary>
    public ReadOnlySpan<short> Samples => _samples;

    /// <summary>How long it is.</summary>
    public TimeSpan Length => TimeSpan.FromSeconds(_samples.Length / (double)AudioFrame.SampleRate);

    /// <summary>Reads a WAV file: 8, 16, 24 or 32-bit samples, 32-bit floating point or either law of G.711, of one or more channels at 4 to 192 kHz. Blocks: not on the loop.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="InvalidDataException">It is no WAV file, is cut short, or is of another format.</exception>
    public static Sound Load(string path)
    {
        using var stream = File.OpenRead(path);
        return new Sound(new WavReader(stream).Samples.ToArray());
    }
}
