namespace NetTapi.Media;

/// <summary>G.711, both laws, by table: 16-bit samples to octets and back, and octets of one law to the other.</summary>
public static class G711
{
    private const int Bias = 0x84;
    private const int Clip = 32635;

    private static readonly short[] FromUlaw = [.. Enumerable.Range(0, 256).Select(code => ExpandUlaw((byte)code))];
    private static readonly short[] FromAlaw = [.. Enumerable.Range(0, 256).Select(code => ExpandAlaw((byte)code))];
    private static readonly byte[] ToUlaw = [.. Enumerable.Range(0, 65536).Select(bits => CompressUlaw((short)bits))];
    private static readonly byte[] ToAlaw = [.. Enumerable.Range(0, 65536).Select(bits => CompressAlaw((short)bits))];
    private static readonly byte[] UlawAsAlaw = [.. FromUlaw.Select(CompressAlaw)];
    private static readonly byte[] AlawAsUlaw = [.. FromAlaw.Select(CompressUlaw)];

    /// <summary>Compresses samples; <paramref name="octets"/> must be as long as <paramref name="samples"/>.</summary>
    public static void Encode(AudioCodec codec, ReadOnlySpan<short> samples, Span<byte> octets)
    {
        var table = codec == AudioCodec.Pcmu ? ToUlaw : ToAlaw;
        for (var i = 0; i < samples.Length; i++) octets[i] = table[(ushort)samples[i]];
    }

    /// <summary>Expands octets; <paramref name="samples"/> must be as long as <paramref name="octets"/>.</summary>
    public static void Decode(AudioCodec codec, ReadOnlySpan<byte> octets, Span<short> samples)
    {
        var table = codec == AudioCodec.Pcmu ? FromUlaw : FromAlaw;
        for (var i = 0; i < octets.Length; i++) samples[i] = table[octets[i]];
    }

    /// <summary>Turns octets of one law into the other in place; nothing where both are the same.</summary>
    public static void Convert(AudioCodec from, AudioCodec to, Span<byte> octets)
    {
        if (from == to) return;
        var table = from == AudioCodec.Pcmu ? UlawAsAlaw : AlawAsUlaw;
        foreach (ref var octet in octets) octet = table[octet];
    }

    private static byte CompressUlaw(short sample)
    {
        var sign = sample < 0 ? 0x80 : 0;
        var magnitude = Math.Min(Math.Abs((int)sample), Clip) + Bias;
        var exponent = 7;
        for (var mask = 0x4000; (magnitude & mask) == 0 && exponent > 0; mask >>= 1) exponent--;
        var mantissa = (magnitude >> (exponent + 3)) & 0x0F;
        return (byte)~(sign | (exponent << 4) | mantissa);
    }

    private static short ExpandUlaw(byte code)
    {
        var bits = ~code & 0xFF;
        var exponent = (bits >> 4) & 7;
        var magnitude = ((((bits & 0x0F) << 3) + Bias) << exponent) - Bias;
        return (short)((bits & 0x80) != 0 ? -magnitude : magnitude);
    }

    private static byte CompressAlaw(short sample)
    {
        // A-law's sign bit is 1 for positive samples; every second bit is inverted on the line (0x55).
        var sign = sample >= 0 ? 0x80 : 0;
        var magnitude = Math.Min(sample >= 0 ? sample : -sample - 1, 32767);
        var exponent = 7;
        for (var mask = 0x4000; (magnitude & mask) == 0 && exponent > 0; mask >>= 1) exponent--;
        var mantissa = (magnitude >> (exponent == 0 ? 4 : exponent + 3)) & 0x0F;
        return (byte)((sign | (exponent << 4) | mantissa) ^ 0x55);
    }

    private static short ExpandAlaw(byte code)
    {
        var bits = code ^ 0x55;
        var exponent = (bits >> 4) & 7;
        var magnitude = ((bits & 0x0F) << 4) + 8;
        if (exponent > 0) magnitude = (magnitude + 0x100) << (exponent - 1);
        return (short)((bits & 0x80) != 0 ? magnitude : -magnitude);
    }
}
