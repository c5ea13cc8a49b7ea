using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NetTapi.Sip.Messages;

/// <summary>Reading, escaping and comparing of URIs (RFC 3261 19.1).</summary>
internal static class SipUriText
{
    private static readonly SearchValues<char> SchemeChars =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");

    private static readonly SearchValues<char> HostChars =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._");

    private static readonly SearchValues<char> PlainUserChars =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()&=+$,;?/");

    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out SipUri? uri)
    {
        uri = null;
        var colon = text.IndexOf(':');
        if (colon < 1 || !char.IsAsciiLetter(text[0]) || text[..colon].ContainsAnyExcept(SchemeChars)) return false;
        if (text.ContainsAny(" \t<>\"") || text.ContainsAnyInRange('\0', '\x1f') || text.Contains('\x7f')) return false;
        var rest = text[(colon + 1)..];
        if (rest.Length == 0) return false;
        if (Is(text[..colon], "sip")) return TryParseSip("sip", rest, out uri);
        if (Is(text[..colon], "sips")) return TryParseSip("sips", rest, out uri);
        uri = new SipUri { Scheme = text[..colon].ToString(), Opaque = rest.ToString() };
        return true;
    }

    private static bool TryParseSip(string scheme, ReadOnlySpan<char> rest, [NotNullWhen(true)] out SipUri? uri)
    {
        uri = null;
        string? user = null, password = null, headers = null;
        // The user part may hold ; and ? (RFC 4475 3.1.1.9), so it is cut off before anything else.
        var at = rest.IndexOf('@');
        if (at >= 0 && !TryParseUser(rest[..at], out user, out password)) return false;
        rest = rest[(at + 1)..];
        var question = rest.IndexOf('?');
        if (question >= 0)
        {
            headers = rest[(question + 1)..].ToString();
            if (headers.Length == 0 || headers.Contains('@', StringComparison.Ordinal)) return false;
            rest = rest[..question];
        }

        var semicolon = rest.IndexOf(';');
        var hostPort = semicolon < 0 ? rest : rest[..semicolon];
        if (!TryParseHostPort(hostPort, out var host, out var port)) return false;
        if (!SipParameters.TryParse(semicolon < 0 ? [] : rest[semicolon..], out var parameters)) return false;
        uri = new SipUri
        {
            Scheme = scheme,
            User = user,
            Password = password,
            Host = host,
            Port = port,
            Parameters = parameters,
            Headers = headers,
        };
        return true;
    }

    private static bool TryParseUser(ReadOnlySpan<char> text, out string? user, out string? password)
    {
        var colon = text.IndexOf(':');
        user = (colon < 0 ? text : text[..colon]).ToString();
        password = colon < 0 ? null : text[(colon + 1)..].ToString();
        return user.Length > 0 && HasGoodEscapes(text);
    }

    private static bool HasGoodEscapes(ReadOnlySpan<char> text)
    {
        for (var i = text.IndexOf('%'); i >= 0 && i < text.Length; i++)
        {
            if (text[i] != '%') continue;
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2])) return false;
        }

        return true;
    }

    /// <summary>Reads a host and port, as in a URI or a Via.</summary>
    public static bool TryParseHostPort(ReadOnlySpan<char> text, out string host, out int? port)
    {
        host = string.Empty;
        port = null;
        int end;
        if (text.Length > 0 && text[0] == '[')
        {
            end = text.IndexOf(']') + 1;
            if (end == 0 || !IPAddress.TryParse(text[1..(end - 1)], out var address)) return false;
            if (address.AddressFamily != AddressFamily.InterNetworkV6) return false;
        }
        else
        {
            end = text.IndexOf(':');
            if (end < 0) end = text.Length;
            end = HeaderText.Trim(text[..end]).Length;
            if (end == 0 || text[..end].ContainsAnyExcept(HostChars)) return false;
        }

        host = text[..end].ToString();
        text = HeaderText.Trim(text[end..]);
        if (text.Length == 0) return true;
        if (text[0] != ':' || !HeaderText.TryNumber(HeaderText.Trim(text[1..]), ushort.MaxValue, out var number)) return false;
        port = (int)number;
        return number > 0;
    }

    public static string BracketedHost(string host) =>
        host.Contains(':', StringComparison.Ordinal) && host[0] != '[' ? $"[{host}]" : host;

    public static string EscapeUser(string user)
    {
        if (!user.AsSpan().ContainsAnyExcept(PlainUserChars)) return user;
        var escaped = new StringBuilder(user.Length + 8);
        foreach (var rune in user.EnumerateRunes())
        {
            if (rune.IsAscii && PlainUserChars.Contains((char)rune.Value)) escaped.Append((char)rune.Value);
            else escaped.Append(Uri.EscapeDataString(rune.ToString()));
        }

        return escaped.ToString();
    }

    /// <summary>RFC 3261 19.1.4.</summary>
    public static bool Match(SipUri one, SipUri other)
    {
        if (!one.Scheme.Equals(other.Scheme, StringComparison.OrdinalIgnoreCase)) return false;
        if (!one.IsSip) return string.Equals(one.Opaque, other.Opaque, StringComparison.Ordinal);
        return Unescaped(one.User) == Unescaped(other.User)
            && Unescaped(one.Password) == Unescaped(other.Password)
            && one.Host.Equals(other.Host, StringComparison.OrdinalIgnoreCase)
            && one.Port == other.Port
            && ParametersMatch(one.Parameters, other.Parameters)
            && ParametersMatch(other.Parameters, one.Parameters)
            && HeadersMatch(one.Headers, other.Headers);
    }

    private static string? Unescaped(string? text) => text is null ? null : Uri.UnescapeDataString(text);

    // A parameter in both must be equal; one in a single URI counts only where its absence says something else than its default.
    private static bool ParametersMatch(SipParameters ones, SipParameters others)
    {
        foreach (var parameter in ones)
        {
            if (others.TryGet(parameter.Name, out var other))
            {
                if (!string.Equals(Unescaped(parameter.Value), Unescaped(other.Value), StringComparison.OrdinalIgnoreCase)) return false;
            }
            else if (IsAny(parameter.Name, "user", "ttl", "method", "maddr", "transport"))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HeadersMatch(string? one, string? other)
    {
        if (one is null || other is null) return one == other;
        var ones = one.Split('&').Select(Uri.UnescapeDataString).Order(StringComparer.OrdinalIgnoreCase);
        var others = other.Split('&').Select(Uri.UnescapeDataString).Order(StringComparer.OrdinalIgnoreCase);
        return ones.SequenceEqual(others, StringComparer.OrdinalIgnoreCase);
    }

    private static bool IsAny(string name, params ReadOnlySpan<string> names)
    {
        foreach (var candidate in names)
            if (name.Equals(candidate, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static bool Is(ReadOnlySpan<char> text, string other) => text.Equals(other, StringComparison.OrdinalIgnoreCase);
}
