using System.Text;

namespace NetTapi.Phone;

/// <summary>Digits in INFO requests, as many phones send them: <c>application/dtmf-relay</c>.</summary>
internal static class InfoDigits
{
    public const string ContentType = "application/dtmf-relay";

    private const string Signal = "Signal=";

    public static byte[] Write(char digit) => Encoding.ASCII.GetBytes($"{Signal}{digit}\r\nDuration=100\r\n");

    /// <summary>The digit a body tells; null where it tells none.</summary>
    public static char? Read(ReadOnlySpan<byte> body)
    {
        foreach (var line in Encoding.ASCII.GetString(body).Split('\n'))
        {
            var value = line.Replace(" ", "", StringComparison.Ordinal).Trim();
            if (value.StartsWith(Signal, StringComparison.OrdinalIgnoreCase) && value.Length > Signal.Length) return value[Signal.Length];
        }

        return null;
    }
}
