namespace NetTapi.EndToEnd.Tests.Peers;

/// <summary>What a real phone has in place of a microphone.</summary>
internal static class ToneFile
{
    private const int Rate = 8000;
    private const int Samples = 60 * Rate;

    /// <summary>A minute of a tone as a WAV file: 16-bit, 8 kHz, mono.</summary>
    public static byte[] Make(int frequency)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + (2 * Samples));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(Rate);
        writer.Write(2 * Rate);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(2 * Samples);
        for (var i = 0; i < Samples; i++) writer.Write((short)(8000 * Math.Sin(2 * Math.PI * frequency * i / Rate)));
        return stream.ToArray();
    }
}
