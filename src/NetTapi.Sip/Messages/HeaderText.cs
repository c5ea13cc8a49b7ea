using System.Buffers;
using System.Text;

namespace NetTapi.Sip.Messages;

/// <summary>The grammar that header values share: tokens, quoted strings, lists (RFC 3261 25.1).</summary>
internal static class HeaderText
{
    private static readonly SearchValues<char> TokenChars =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.!%*_+`'~");

    private static readonly SearchValues<byte> TokenBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.!%*_+`'~"u8);

    /// <summary>Whether this is a token.</summary>
    public static bool IsToken(ReadOnlySpan<byte> text) => text.Length > 0 && !text.ContainsAnyExcept(TokenBytes);

    /// <summary>Whether this is a token.</summary>
    public static bool IsToken(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExcept(TokenChars);

    /// <summary>Without the linear white space around it.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text) => text.Trim(" \t");

    /// <summary>The values of a list: split at commas, but not at those within quotes or angle brackets. Empty ones are left out.</summary>
    public static IEnumerable<string> SplitCommas(string text)
    {
        var start = 0;
        while (start <= text.Length)
        {
            var end = start + IndexOfUnquoted(text.AsSpan(start), ',');
            if (end < start) end = text.Length;
            var value = Trim(text.AsSpan(start, end - start));
            if (value.Length > 0) yield return value.Length == text.Length ? text : value.ToString();
            start = end + 1;
        }
    }

    /// <summary>How many values <see cref="SplitCommas"/> finds.</summary>
    public static int CountOfValues(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (true)
        {
            var end = IndexOfUnquoted(text, ',');
            if (Trim(end < 0 ? text : text[..end]).Length > 0) count++;
            if (end < 0) return count;
            text = text[(end + 1)..];
        }
    }

    /// <summary>Where a character stands outside quotes and angle brackets; -1 where it does not.</summary>
    public static int IndexOfUnquoted(ReadOnlySpan<char> text, char sought)
    {
        var inQuotes = false;
        var inBrackets = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (inQuotes)
            {
                if (c == '\\') i++;
                else if (c == '"') inQuotes = false;
            }
            else if (c == sought && !inBrackets) return i;
            else if (c == '"') inQuotes = !inBrackets;
            else if (c == '<') inBrackets = true;
            else if (c == '>') inBrackets = false;
        }

        return -1;
    }

    /// <summary>How long the quoted string at the beginning is, both quotes included; -1 where it does not end.</summary>
    public static int QuotedLength(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == '"') return i + 1;
        }

        return -1;
    }

    /// <summary>What a quoted string says; text without quotes as it is.</summary>
    public static string Unquote(string text)
    {
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"') return text;
        if (!text.Contains('\\', StringComparison.Ordinal)) return text[1..^1];
        var said = new StringBuilder(text.Length);
        for (var i = 1; i < text.Length - 1; i++)
        {
            if (text[i] == '\\' && i < text.Length - 2) i++;
            said.Append(text[i]);
        }

        return said.ToString();
    }

    /// <summary>The text as a quoted string. Line ends and NUL become spaces: they cannot be quoted.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\');
            quoted.Append(c is '\r' or '\n' or '\0' ? ' ' : c);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Reads a decimal number of digits only.</summary>
    /// <returns>False where it is none, or above <paramref name="maximum"/>.</returns>
    public static bool TryNumber(ReadOnlySpan<char> text, long maximum, out long number)
    {
        number = 0;
        if (text.Length == 0) return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c)) return false;
            number = (number * 10) + (c - '0');
            if (number > maximum) return false;
        }

        return true;
    }
}
