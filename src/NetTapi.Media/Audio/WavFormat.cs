namespace NetTapi.Media;

/// <summary>The few numbers of a RIFF/WAVE file used here: one channel, 8 kHz.</summary>
internal static class WavFormat
{
    public const int HeaderLength = 44;
    public const ushort Pcm = 1;
    public const ushort Alaw = 6;
    public const ushort Ulaw = 7;

    public static ReadOnlySpan<byte> Riff => "RIFF"u8;

    public static ReadOnlySpan<byte> Wave => "WAVE"u8;

    public static ReadOnlySpan<byte> Format => "fmt "u8;

    public static ReadOnlySpan<byte> Data => "data"u8;
}
