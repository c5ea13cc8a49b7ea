namespace NetTapi.Media;

/// <summary>The one frame size used here: 20 ms of 16-bit samples at 8 kHz.</summary>
public static class AudioFrame
{
    /// <summary>Samples a second.</summary>
    public const int SampleRate = 8000;

    /// <summary>Samples in a frame.</summary>
    public const int Samples = 160;

    /// <summary>A frame's length in time.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(20);
}
