using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace NetTapi.Server.Configuration.Reading;

/// <summary>The notations of single values. Each throws a <see cref="FormatException"/> that says what a value must be.</summary>
internal static class SettingText
{
    private const int MostLines = 10_000;

    /// <summary>A time: <c>00:00:30</c>, <c>1.00:00:00</c>. Plain numbers, which .NET would take for days, are not times.</summary>
    public static TimeSpan Time(string text) => text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var time)
        ? time
        : throw new FormatException("must be a time like 00:00:30");

    /// <summary>An address and port: <c>127.0.0.1:6500</c>, <c>[::1]:6500</c>. Port 0 means any free one.</summary>
    public static IPEndPoint EndPoint(string text)
    {
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? "" : text[..colon];
        if (host.StartsWith('[') != host.EndsWith(']') || (host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('['))) host = "";
        return Address(host.Trim('[', ']')) is { } address && ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new IPEndPoint(address, port)
            : throw new FormatException("must be an address and a port, like 127.0.0.1:6500 or [::1]:6500");
    }

    /// <summary>An address.</summary>
    public static IPAddress IPAddressOf(string text) => Address(text) ?? throw new FormatException("must be an address, like 192.0.2.1");

    /// <summary>A network, <c>10.0.0.0/8</c>, or a single address.</summary>
    public static IPNetwork Network(string text)
    {
        if (Address(text) is { } address) return new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
        var (prefix, length) = text.Split('/') is [var left, var right] ? (Address(left), right) : (null, "");
        return prefix is not null && IPNetwork.TryParse($"{prefix}/{length}", out var network) && network.BaseAddress.Equals(prefix)
            ? network
            : throw new FormatException("must be a network like 10.0.0.0/8, with no bits behind its length, or an address");
    }

    /// <summary>Who may send: an address or network, with a port or without: <c>192.0.2.1</c>, <c>192.0.2.1:5060</c>, <c>10.0.0.0/8</c>, <c>[::1]:5060</c>.</summary>
    public static string Peer(string text)
    {
        try
        {
            if (text.StartsWith('[') || (text.Count(c => c == ':') == 1 && !text.Contains('/', StringComparison.Ordinal))) EndPoint(text);
            else Network(text);
            return text;
        }
        catch (FormatException)
        {
            throw new FormatException("must be an address or a network, like 192.0.2.1:5060 or 10.0.0.0/8");
        }
    }

    /// <summary>Numbers and ranges of them: <c>1-24</c>, <c>1,3,5-8</c>; ascending or not, none twice.</summary>
    public static ImmutableArray<int> Ranges(string text)
    {
        var numbers = new List<int>();
        foreach (var part in text.Split(','))
        {
            var (first, last) = Range(part);
            if (first < 1 || last < first || numbers.Count + (last - first) >= MostLines) throw new FormatException($"must be numbers from 1 up like 1-24 or 1,3,5-8, {MostLines} at most");
            numbers.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return numbers.Distinct().Count() == numbers.Count ? [.. numbers] : throw new FormatException("names a number twice");
    }

    /// <summary>One number, or two with a hyphen between.</summary>
    public static (int First, int Last) Range(string text)
    {
        var parts = text.Split('-');
        var isGood = Number(parts[0], out var first);
        var last = first;
        if (parts.Length == 2) isGood &= Number(parts[1], out last);
        return isGood && parts.Length <= 2 ? (first, last) : throw new FormatException("must be a range like 1-24");
    }

    /// <summary>One of some words, in any case.</summary>
    public static T Choice<T>(string text, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        foreach (var (word, value) in choices)
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase)) return value;
        var words = new List<string>();
        foreach (var (word, _) in choices) words.Add($"\"{word}\"");
        throw new FormatException($"must be {string.Join(" or ", words)}");
    }

    // Four dotted numbers or an IPv6 address; not the short forms ("127.1", "1") that .NET takes too.
    private static IPAddress? Address(string text) =>
        IPAddress.TryParse(text, out var address) && (address.AddressFamily == AddressFamily.InterNetworkV6 || text.Count(c => c == '.') == 3) ? address : null;

    private static bool Number(string text, out int number) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
