namespace NetTapi.Media;

/// <summary>Plays a sound over and over, without end. One leg's; the sound may be shared. An empty one is silence.</summary>
/// <param name="sound">The sound.</param>
/// <param name="start">The sample to begin with.</param>
public sealed class SoundLoop(Sound sound, int start = 0) : IAudioSource
{
    private int _position = start;

    /// <inheritdoc />
    public bool Read(Span<short> frame)
    {
        var samples = sound.Samples;
        if (samples.IsEmpty) frame.Clear();
        while (!samples.IsEmpty && !frame.IsEmpty)
        {
            var count = Math.Min(frame.Length, samples.Length - _position);
            samples.Slice(_position, count).CopyTo(frame);
            frame = frame[count..];
            _position = (_position + count) % samples.Length;
        }

        return true;
    }
}
