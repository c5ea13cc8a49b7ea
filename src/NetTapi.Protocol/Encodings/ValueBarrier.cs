using System.Text;

namespace NetTapi.Protocol.Encodings;

/// <summary>Which characters a value may have on the wire (W5).</summary>
internal static class ValueBarrier
{
    /// <summary>C0, DEL, C1, the line and paragraph separators, and the bidirectional controls.</summary>
    public static bool IsControl(Rune rune) => rune.Value is
        < 0x20 or (>= 0x7F and <= 0x9F) or 0x2028 or 0x2029 or 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>What stands for a character that is not a control: itself, or a round bracket for an angle one.</summary>
    public static Rune Substitute(Rune rune) => rune.Value switch
    {
        '<' => new Rune('('),
        '>' => new Rune(')'),
        _ => rune,
    };
}
