namespace NetTapi.Media;

/// <summary>Hears a peer's audio. All on a media thread; must return at once.</summary>
public interface IAudioTap
{
    /// <summary>One packet's samples, decoded.</summary>
    void OnAudio(ReadOnlySpan<short> samples);

    /// <summary>A telephone event began.</summary>
    void OnDigit(char digit);

    /// <summary>A telephone event ended; told once for each, as soon as it is known.</summary>
    /// <param name="digit">The key.</param>
    /// <param name="length">How long it was pressed, as the event says.</param>
    void OnDigitEnded(char digit, TimeSpan length)
    {
    }
}
