using System.Text;

namespace NetTapi.Telephony.Dialling;

/// <summary>An outside number behind an access code (C1).</summary>
/// <param name="TrunkGroup">The trunk group asked for; null: the default one.</param>
/// <param name="Number">The number, tidied: digits, <c>*</c> and <c>#</c>, with an optional leading <c>+</c>.</param>
public sealed record DialString(TrunkGroupNumber? TrunkGroup, string Number)
{
    private const string Punctuation = " -.()";

    /// <summary>Reads <c>9,2148441111</c>, <c>92148441111</c>, <c>81,+1 (214) 844-1111</c>; null where it can't be dialled.</summary>
    public static DialString? Parse(string text)
    {
        var address = text.AsSpan().Trim(' ');
        TrunkGroupNumber? group = null;
        if (address is ['8', >= '0' and <= '9' and var digit, ..])
        {
            group = new TrunkGroupNumber(digit - '0');
            address = address[2..];
        }
        else if (address is ['9', ..])
        {
            address = address[1..];
        }
        else
        {
            return null;
        }

        if (address is [',', ..]) address = address[1..];
        return Tidy(address) is { } number ? new DialString(group, number) : null;
    }

    /// <summary>A number without its punctuation; null where nothing is left that could be dialled, or something that can't.</summary>
    public static string? Tidy(ReadOnlySpan<char> text)
    {
        var number = new StringBuilder(text.Length);
        var digits = 0;
        foreach (var character in text)
        {
            if (Punctuation.Contains(character, StringComparison.Ordinal)) continue;
            var isPlus = character == '+' && number.Length == 0;
            if (!isPlus && !char.IsAsciiDigit(character) && character is not ('*' or '#')) return null;
            if (!isPlus) digits++;
            number.Append(character);
        }

        return digits > 0 ? number.ToString() : null;
    }
}
