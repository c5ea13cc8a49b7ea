namespace NetTapi.Media;

/// <summary>Generated audio.</summary>
public interface IAudioSource
{
    /// <summary>Fills one frame of 160 samples (20 ms, 16-bit, 8 kHz); false when there is no more.</summary>
    bool Read(Span<short> frame);
}
