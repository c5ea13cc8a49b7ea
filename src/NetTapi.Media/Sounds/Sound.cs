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
    public static Sound Load(string path) => Read(File.ReadAllBytes(path));

    /// <summary>The same of a file that is in memory.</summary>
    /// <exception cref="InvalidDataException">It is no WAV file, is cut short, or is of another format.</exception>
    public static Sound Read(ReadOnlySpan<byte> file)
    {
        var wav = WavFile.Read(file);
        return new Sound(Resampler.ToEightKilohertz(Mix(wav.Channels), wav.Rate));
    }

    private static short[] Mix(short[][] channels)
    {
        if (channels.Length == 1) return channels[0];
        var mixed = new short[channels[0].Length];
        for (var i = 0; i < mixed.Length; i++)
        {
            var sum = 0;
            foreach (var channel in channels) sum += channel[i];
            mixed[i] = (short)(sum / channels.Length);
        }

        return mixed;
    }
}
