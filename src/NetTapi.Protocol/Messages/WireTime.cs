using System.Globalization;

namespace NetTapi.Protocol.Messages;

/// <summary>Times as they stand on the wire (Q3, Q4). Seconds are cut, not rounded.</summary>
public static class WireTime
{
    /// <summary>Characters that the longest of them needs.</summary>
    public const int Longest = 32;

    private const string InstantFormat = "yyyy/MM/dd@HH:mm:ss";

    /// <summary><c>2006/02/27@15:04:03</c>.</summary>
    public static ReadOnlySpan<char> FormatInstant(DateTime local, Span<char> text)
    {
        local.TryFormat(text, out var written, InstantFormat, CultureInfo.InvariantCulture);
        return text[..written];
    }

    /// <summary><c>H:MM:SS</c>, hours without padding. What is negative counts as zero.</summary>
    public static ReadOnlySpan<char> FormatDuration(TimeSpan duration, Span<char> text)
    {
        var seconds = WholeSeconds(duration);
        text.TryWrite(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}", out var written);
        return text[..written];
    }

    /// <summary><c>M:SS</c>, minutes without padding and growing past 59. What is negative counts as zero.</summary>
    public static ReadOnlySpan<char> FormatMinutes(TimeSpan duration, Span<char> text)
    {
        var seconds = WholeSeconds(duration);
        text.TryWrite(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}", out var written);
        return text[..written];
    }

    /// <summary>Reads an instant.</summary>
    public static bool TryParseInstant(ReadOnlySpan<char> text, out DateTime local) =>
        DateTime.TryParseExact(text, InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out local);

    /// <summary>Reads <c>H:MM:SS</c> or <c>M:SS</c>.</summary>
    public static bool TryParseSpan(ReadOnlySpan<char> text, out TimeSpan span)
    {
        long seconds = 0;
        var parts = 0;
        foreach (var range in text.Split(':'))
        {
            if (++parts > 3 || !int.TryParse(text[range], NumberStyles.None, CultureInfo.InvariantCulture, out var part))
            {
                span = default;
                return false;
            }

            seconds = (seconds * 60) + part;
        }

        span = parts < 2 || seconds > (long)TimeSpan.MaxValue.TotalSeconds ? default : TimeSpan.FromSeconds(seconds);
        return parts >= 2;
    }

    private static long WholeSeconds(TimeSpan duration) => Math.Max(0, duration.Ticks / TimeSpan.TicksPerSecond);
}
