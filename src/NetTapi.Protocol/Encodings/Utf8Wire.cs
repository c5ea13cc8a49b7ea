using System.Buffers;
using System.Text;

namespace NetTapi.Protocol.Encodings;

/// <summary>UTF-8.</summary>
internal sealed class Utf8Wire() : WireEncoding("utf-8")
{
    private const int LongestRune = 4;

    public override string Decode(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    public override void WriteValue(IBufferWriter<byte> output, ReadOnlySpan<char> value)
    {
        var inControls = false;
        foreach (var rune in value.EnumerateRunes())
        {
            var isControl = ValueBarrier.IsControl(rune);
            if (isControl && inControls) continue;
            inControls = isControl;
            var written = isControl ? new Rune(' ') : ValueBarrier.Substitute(rune);
            output.Advance(written.EncodeToUtf8(output.GetSpan(LongestRune)));
        }
    }
}
