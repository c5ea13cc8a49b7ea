using System.Text;

namespace NetTapi.Switch.Calls;

/// <summary>Keys that come in an INFO: <c>application/dtmf-relay</c> (<c>Signal=5</c>), or <c>application/dtmf</c> with the key alone. Never standardised, and sent by phones all the same.</summary>
internal static class DigitInfo
{
    private const string Relay = "application/dtmf-relay";
    private const string Plain = "application/dtmf";
    private const int Longest = 256;

    /// <summary>The key, <c>0-9 * # A-D</c>; null where there is none.</summary>
    public static char? Read(string contentType, ReadOnlySpan<byte> body)
    {
        if (body.Length > Longest) return null;
        var text = Encoding.ASCII.GetString(body);
        var type = contentType.Split(';')[0].Trim();
        if (type.Equals(Plain, StringComparison.OrdinalIgnoreCase)) return KeyOf(text);
        if (!type.Equals(Relay, StringComparison.OrdinalIgnoreCase)) return null;
        var signal = text.Split('\n').Select(line => line.Split('=', 2)).FirstOrDefault(pair => pair[0].Trim().Equals("Signal", StringComparison.OrdinalIgnoreCase));
        return signal is [_, var value] ? KeyOf(value) : null;
    }

    // Some phones send events by number: 10 and 11 for star and hash.
    private static char? KeyOf(string text) => text.Trim().ToUpperInvariant() switch
    {
        "10" => '*',
        "11" => '#',
        [var key] when char.IsAsciiDigit(key) || key is '*' or '#' or (>= 'A' and <= 'D') => key,
        _ => null,
    };
}
