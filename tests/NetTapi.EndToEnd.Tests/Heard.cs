using NetTapi.EndToEnd.Tests.Peers;

namespace NetTapi.EndToEnd.Tests;

/// <summary>What a phone heard, measured.</summary>
internal static class Heard
{
    private const int Rate = 8000;
    private const int HeaderBytes = 44;

    /// <summary>The samples of a recording the phone wrote: 16-bit, 8 kHz, mono.</summary>
    public static short[] Read(string file)
    {
        var bytes = File.ReadAllBytes(file).AsSpan(HeaderBytes);
        return [.. System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(bytes)];
    }

    /// <summary>How strong a frequency is in it: the amplitude of its sine, by correlation.</summary>
    public static double Strength(short[] samples, int frequency)
    {
        double sine = 0, cosine = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            var (s, c) = Math.SinCos(2 * Math.PI * frequency * i / Rate);
            sine += samples[i] * s;
            cosine += samples[i] * c;
        }

        return 2 * Math.Sqrt((sine * sine) + (cosine * cosine)) / Math.Max(1, samples.Length);
    }

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
}
