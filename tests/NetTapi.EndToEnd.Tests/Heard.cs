using NetTapi.EndToEnd.Tests.Peers;

namespace NetTapi.EndToEnd.Tests;

/// <summary>What a phone heard, measured.</summary>
internal static class Heard
{
    /// <summary>Of a recording of the server's: 16-bit, 8 kHz, stereo.</summary>
    public const int BytesPerSecond = 2 * 2 * Rate;

    private const int Rate = 8000;
    private const int HeaderBytes = 44;
    private const int Window = Rate / 10;

    /// <summary>The samples of a recording the phone wrote: 16-bit, 8 kHz, mono.</summary>
    public static short[] Read(string file)
    {
        var bytes = File.ReadAllBytes(file).AsSpan(HeaderBytes);
        return [.. System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(bytes)];
    }

    /// <summary>Both channels of a recording of the server's: 16-bit, 8 kHz, stereo.</summary>
    public static (short[] Left, short[] Right) ReadBoth(string file)
    {
        var samples = Read(file, channels: 2);
        return ([.. samples.Where((_, i) => i % 2 == 0)], [.. samples.Where((_, i) => i % 2 == 1)]);
    }

    /// <summary>The samples of a recording of the server's in which both sides are in one channel.</summary>
    public static short[] ReadMono(string file) => Read(file, channels: 1);

    /// <summary>Whether the head of a recording says how long it is: it is closed, or has been mended.</summary>
    public static bool IsWhole(string file)
    {
        var bytes = File.ReadAllBytes(file);
        return BitConverter.ToInt32(bytes, 4) == bytes.Length - 8;
    }

    /// <summary>How strong a frequency is in it, on average: the amplitude of its sine.</summary>
    public static double Strength(short[] samples, int frequency) => Strengths(samples, frequency).DefaultIfEmpty().Average();

    /// <summary>How strong a frequency is in it where it is strongest.</summary>
    public static double Peak(short[] samples, int frequency) => Strengths(samples, frequency).DefaultIfEmpty().Max();

    /// <summary>Waits until the phone's report of a call says that audio has been coming in for a second or more.</summary>
    public static async Task ToneAsync(Baresip phone, CancellationToken cancellation)
    {
        // RTCP reports come every few seconds once media flows; each one is an event.
        while (true)
        {
            var report = await phone.HappensAsync("CALL_RTCP", cancellation);
            if ((int?)report["rtcp_stats"]?["rx"]?["sent"] > 50) return;
        }
    }

    private static short[] Read(string file, short channels)
    {
        var bytes = File.ReadAllBytes(file);
        Assert.Equal((channels, Rate), (BitConverter.ToInt16(bytes, 22), BitConverter.ToInt32(bytes, 24)));
        Assert.True(IsWhole(file), $"{file} is not whole");
        return Read(file);
    }

    /// <summary>By correlation of a tenth of a second at a time, for tones begin anew with every change of a call.</summary>
    private static IEnumerable<double> Strengths(short[] samples, int frequency) =>
        Enumerable.Range(0, samples.Length / Window).Select(window => Amplitude(samples.AsSpan(window * Window, Window), frequency));

    /// <summary>How strong a frequency is in a short piece of sound.</summary>
    public static double Amplitude(ReadOnlySpan<short> samples, int frequency)
    {
        double sine = 0, cosine = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            var (s, c) = Math.SinCos(2 * Math.PI * frequency * i / Rate);
            sine += samples[i] * s;
            cosine += samples[i] * c;
        }

        return 2 * Math.Sqrt((sine * sine) + (cosine * cosine)) / samples.Length;
    }
}
