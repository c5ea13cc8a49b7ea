using System.Buffers;

namespace NetTapi.Media;

/// <summary>Keys as events: the numbers of RFC 4733 3.2 and the four octets of an event (2.3).</summary>
internal static class TelephoneEvents
{
    public const int PayloadLength = 4;
    public const byte EndBit = 0x80;
    private const string Keys = "0123456789*#ABCD";
    private static readonly SearchValues<char> Digits = SearchValues.Create(Keys);

    /// <summary>Whether all of them can be sent, and there is at least one.</summary>
    public static bool AreDigits(string digits) => digits.Length > 0 && !digits.AsSpan().ContainsAnyExcept(Digits);

    /// <summary>The event of a key.</summary>
    public static byte CodeOf(char digit) => (byte)Keys.IndexOf(digit, StringComparison.Ordinal);

    /// <summary>The key of an event; null for events that are no keys.</summary>
    public static char? DigitOf(byte code) => code < Keys.Length ? Keys[code] : null;
}
