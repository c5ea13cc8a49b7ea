using System.Globalization;

namespace NetTapi.Sip.Messages;

/// <summary>A request or status line, or what is wrong with it (RFC 3261 7.1, 7.2).</summary>
/// <param name="Method">The method, so far as the line looks like a request's.</param>
/// <param name="Uri">The Request-URI.</param>
/// <param name="Status">The status of a response.</param>
/// <param name="Reason">The reason phrase of a response, or that of the answer to a bad line.</param>
/// <param name="FaultStatus">The status to answer to a bad line; else 0.</param>
internal readonly record struct StartLine(string? Method, SipUri? Uri, int Status, string Reason, int FaultStatus)
{
    private const string Version = "SIP/2.0";

    public static StartLine Parse(string line) =>
        line.StartsWith("SIP/", StringComparison.OrdinalIgnoreCase) ? ParseStatus(line) : ParseRequest(line);

    // The single spaces are held to: a second one may be part of an attack on whoever reads the line differently (RFC 4475 3.1.2.8 to 3.1.2.10).
    private static StartLine ParseRequest(string line)
    {
        var first = line.IndexOf(' ', StringComparison.Ordinal);
        var method = first < 0 ? line : line[..first];
        if (!HeaderText.IsToken(method)) return new StartLine(null, null, 0, "Bad Request Line", 400);
        var last = line.LastIndexOf(' ');
        var version = line.AsSpan(last + 1);
        if (first == last || !version.StartsWith("SIP/", StringComparison.OrdinalIgnoreCase)) return Bad(method, "Bad Request Line");
        if (!version.Equals(Version, StringComparison.OrdinalIgnoreCase))
            return new StartLine(method, null, 0, "Version Not Supported", 505);
        return SipUri.TryParse(line.AsSpan(first + 1, last - first - 1), out var uri)
            ? new StartLine(method, uri, 0, string.Empty, 0)
            : Bad(method, "Bad Request-URI");
    }

    private static StartLine ParseStatus(string line)
    {
        if (!line.StartsWith(Version, StringComparison.OrdinalIgnoreCase)) return new StartLine(null, null, 0, "Version Not Supported", 505);
        var rest = line.AsSpan(Version.Length);
        var isWhole = rest.Length >= 4 && rest[0] == ' ' && (rest.Length == 4 || rest[4] == ' ');
        if (!isWhole || !int.TryParse(rest[1..4], NumberStyles.None, CultureInfo.InvariantCulture, out var status) || status is < 100 or > 699)
            return new StartLine(null, null, 0, "Bad Status Line", 400);
        return new StartLine(null, null, status, rest.Length > 5 ? rest[5..].ToString() : string.Empty, 0);
    }

    private static StartLine Bad(string method, string reason) => new(method, null, 0, reason, 400);
}
