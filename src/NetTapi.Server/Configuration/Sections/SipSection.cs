using System.Net;
using NetTapi.Media;
using NetTapi.Server.Configuration.Reading;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;

namespace NetTapi.Server.Configuration.Sections;

/// <summary>Reads the section <c>Sip</c>.</summary>
internal static class SipSection
{
    // RFC 4028 5: no less may be asked for.
    private static readonly TimeSpan ShortestSession = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LongestSession = TimeSpan.FromHours(24);

    /// <summary>SIP and media.</summary>
    public static SipOptions Read(SectionReader section)
    {
        var defaults = new SipOptions();
        if (section.IsEmptyList("Listen")) section.Fault("Listen", "must name one listener at least");
        if (section.IsEmptyList("DigestAlgorithms")) section.Fault("DigestAlgorithms", "must name one algorithm at least");
        var expires = SessionExpires(section, defaults.SessionExpires);
        return new SipOptions
        {
            Listen = section.List("Listen", defaults.Listen, item => item.Parsed<SipListener?>(null, Listener)),
            AdvertisedAddress = section.Parsed<IPAddress?>("AdvertisedAddress", null, SettingText.IPAddressOf),
            RtpPorts = section.Parsed("RtpPorts", defaults.RtpPorts, Ports),
            Realm = section.Parsed("Realm", defaults.Realm, Realm),
            SessionExpires = expires,
            MinimumSessionExpires = section.Time("MinimumSessionExpires", defaults.MinimumSessionExpires, ShortestSession, expires ?? LongestSession),
            DigestAlgorithms = section.List("DigestAlgorithms", defaults.DigestAlgorithms, item => item.Parsed<DigestAlgorithm?>(null, Algorithm)),
        };
    }

    /// <summary>Zero turns session timers off.</summary>
    private static TimeSpan? SessionExpires(SectionReader section, TimeSpan? otherwise) => section.Parsed("SessionExpires", otherwise, text =>
    {
        var time = SettingText.Time(text);
        if (time == TimeSpan.Zero) return null;
        return time >= ShortestSession && time <= LongestSession ? time : throw new FormatException($"must be 00:00:00 for none, or from {ShortestSession:c} to {LongestSession:c}");
    });

    private static SipListener Listener(string text)
    {
        var (scheme, address) = text.Split(':', 2) is [var first, var rest] ? (first, rest) : ("", text);
        var protocol = scheme.ToUpperInvariant() switch
        {
            "UDP" => TransportProtocol.Udp,
            "TCP" => TransportProtocol.Tcp,
            "TLS" or "WS" or "WSS" => throw new FormatException("must be udp: or tcp:, the others come later"),
            _ => throw new FormatException("must be like udp:127.0.0.1:5060 or tcp:[::1]:5060"),
        };
        return new SipListener(protocol, SettingText.EndPoint(address));
    }

    private static PortRange Ports(string text)
    {
        if (text == "0") return PortRange.Any;
        var (first, last) = SettingText.Range(text);
        return first >= 1024 && last <= 65535 && last > first
            ? new PortRange(first, last)
            : throw new FormatException("must be a range of two ports at least between 1024 and 65535, or \"0\" for any free ones");
    }

    private static DigestAlgorithm Algorithm(string text) => text.ToUpperInvariant() switch
    {
        "MD5" => DigestAlgorithm.Md5,
        "SHA-256" => DigestAlgorithm.Sha256,
        _ => throw new FormatException("must be MD5 or SHA-256"),
    };

    private static string Realm(string text) => text.Length is > 0 and <= 100 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
        ? text
        : throw new FormatException("must be letters, digits, dots, hyphens or underscores");
}
