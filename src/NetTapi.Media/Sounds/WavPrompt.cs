namespace NetTapi.Media;

/// <summary>Plays a sound once, from its beginning; the last frame is filled up with silence. One leg's; the sound may be shared.</summary>
public sealed class WavPrompt(Sound sound) : IAudioSource
{
    private int _position;

    /// <inheritdoc />
    public bool Read(Span<short> frame)
    {
        var left = sound.Samples[_position..];
        if (left.IsEmpty) return false;
        var count = Math.Min(frame.Length, left.Length);
        left[..count].CopyTo(frame);
        frame[count..].Clear();
        _position += count;
        return true;
    }
}
