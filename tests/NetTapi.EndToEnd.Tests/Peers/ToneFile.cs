namespace NetTapi.EndToEnd.Tests.Peers;

/// <summary>What a real phone has in place of a microphone.</summary>
internal static class ToneFile
{
    private const int Rate = 8000;

    /// <summary>A tone as a WAV file: 16-bit, 8 kHz, mono.</summary>
    /// <param name="frequency">Its frequency, in hertz.</param>
    /// <param name="seconds">How long it is.</param>
    public static byte[] Make(int frequency, double seconds = 60)
    {
        var samples = (int)(seconds * Rate);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + (2 * samples));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(Rate);
        writer.Write(2 * Rate);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(2 * samples);
        for (var i = 0; i < samples; i++) writer.Write((short)(8000 * Math.Sin(2 * Math.PI * frequency * i / Rate)));
        return stream.ToArray();
    }
}
