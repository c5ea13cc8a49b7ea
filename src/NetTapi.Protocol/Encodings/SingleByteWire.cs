using System.Buffers;
using System.Text;

namespace NetTapi.Protocol.Encodings;

/// <summary>
/// An encoding of one byte a character, from a table of our own: the platform's would map to similar characters, some of them angle brackets, and so let back in
/// what the barrier kept out (W5).
/// </summary>
internal sealed class SingleByteWire : WireEncoding
{
    private const char Undefined = '\uFFFD';
    private const int HighBegin = 0x80;
    private const int HighEnd = 0xA0;

    private readonly string _high;

    /// <summary>Makes an encoding.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="high">The characters of the bytes 0x80 to 0x9F; null where they are the C1 controls.</param>
    public SingleByteWire(string name, string? high)
        : base(name) => _high = high ?? new string([.. Enumerable.Range(HighBegin, HighEnd - HighBegin).Select(code => (char)code)]);

    /// <summary>The characters of code page 1252 from 0x80 to 0x9F; five of the bytes have none.</summary>
    public static string Windows1252High =>
        "\u20AC\uFFFD\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\uFFFD\u017D\uFFFD" +
        "\uFFFD\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\uFFFD\u017E\u0178";

    public override string Decode(ReadOnlySpan<byte> bytes) => string.Create(bytes.Length, new Source(bytes, _high), static (text, source) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            var value = source.Bytes[i];
            text[i] = value is >= HighBegin and < HighEnd ? source.High[value - HighBegin] : (char)value;
        }
    });

    public override void WriteValue(IBufferWriter<byte> output, ReadOnlySpan<char> value)
    {
        var inControls = false;
        foreach (var rune in value.EnumerateRunes())
        {
            var isControl = ValueBarrier.IsControl(rune);
            if (isControl && inControls) continue;
            inControls = isControl;
            output.GetSpan(1)[0] = isControl ? (byte)' ' : Encode(ValueBarrier.Substitute(rune));
            output.Advance(1);
        }
    }

    private byte Encode(Rune rune)
    {
        if (rune.Value is < HighBegin or (>= HighEnd and <= 0xFF)) return (byte)rune.Value;
        var high = rune.Value == Undefined || rune.Value > char.MaxValue ? -1 : _high.IndexOf((char)rune.Value, StringComparison.Ordinal);
        return high < 0 ? (byte)'?' : (byte)(HighBegin + high);
    }

    private readonly ref struct Source(ReadOnlySpan<byte> bytes, string high)
    {
        public readonly ReadOnlySpan<byte> Bytes = bytes;
        public readonly string High = high;
    }
}
