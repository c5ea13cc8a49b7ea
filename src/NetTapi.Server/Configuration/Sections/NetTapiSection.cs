using System.Collections.Immutable;
using System.Net;
using NetTapi.Protocol.Encodings;
using NetTapi.Server.Configuration.Reading;
using NetTapi.Server.Sessions.Login;
using SessionOptions = NetTapi.Server.Sessions.SessionOptions;

namespace NetTapi.Server.Configuration.Sections;

/// <summary>Reads the section <c>NetTapi</c>.</summary>
internal static class NetTapiSection
{
    private const string Later = "is for TLS, which comes later: leave it out until then";

    /// <summary>Where applications connect.</summary>
    public static NetTapiOptions Listeners(SectionReader section)
    {
        var defaults = new NetTapiOptions();
        RefuseTls(section);
        var encoding = section.Parsed("Encoding", WireEncoding.Utf8, Encoding);
        var byDefault = defaults.Listen.Select(listener => listener with { Encoding = encoding });
        return new NetTapiOptions
        {
            Listen = section.List("Listen", [.. byDefault], item => Listener(item, encoding)),
            OpenAccess = section.Parsed("Access", defaults.OpenAccess, text => SettingText.Choice(text, ("own-or-privileged", false), ("open", true))),
            AllowFrom = Networks(section, "AllowFrom", defaults.AllowFrom),
        };
    }

    /// <summary>How sessions are treated.</summary>
    public static SessionOptions Sessions(SectionReader section, ImmutableArray<IPNetwork> allowFrom)
    {
        var defaults = new SessionOptions();
        using var throttle = section.Section("LoginThrottle");
        using var legacy = section.Section("LegacyCallerId");
        var messageBytes = section.Whole("MaxMessageBytes", defaults.MaxMessageBytes, 256, 16 << 20);
        var queueBytes = section.Whole("OutboundQueueBytes", defaults.OutboundQueueBytes, 4096, 1 << 30);
        return defaults with
        {
            AllowFrom = new NetworkList(allowFrom),
            MaxConnections = section.Whole("MaxConnections", defaults.MaxConnections, 1, 1_000_000),
            MaxMessageBytes = messageBytes,
            MaxUnits = section.Whole("MaxUnits", defaults.MaxUnits, 1, 10_000),
            MaxValueBytes = section.Whole("MaxValueBytes", Math.Min(defaults.MaxValueBytes, messageBytes), 1, messageBytes),
            MaxMalformedInARow = section.Whole("MaxMalformedInARow", defaults.MaxMalformedInARow, 1, 1000),
            LoginTimeout = section.Time("LoginTimeout", defaults.LoginTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)),
            LoginBurst = throttle.Whole("Burst", defaults.LoginBurst, 1, 100_000),
            LoginRefillPerMinute = throttle.Whole("RefillPerMinute", (int)defaults.LoginRefillPerMinute, 0, 100_000),
            BlankPassFrom = new NetworkList(Networks(section, "BlankPassFrom", [])),
            LegacyCallerIdFrom = new NetworkList(Networks(legacy, "AllowFrom", [])),
            OutboundQueueBytes = queueBytes,
            OutboundTotalBytes = section.Whole("OutboundTotalBytes", Math.Max(defaults.OutboundTotalBytes, queueBytes), queueBytes, 1L << 40),
        };
    }

    private static void RefuseTls(SectionReader section)
    {
        if (!section.List<string>("TlsListen", [], item => item.Path).IsEmpty) section.Fault("TlsListen", Later);
        using var certificate = section.Section("Certificate");
        foreach (var key in (string[])["Path", "KeyPath"])
            if (certificate.Text(key) is not null) certificate.Fault(key, Later);
    }

    private static NetTapiListener? Listener(ValueReader item, WireEncoding encoding)
    {
        if (!item.IsSection) return item.Parsed<IPEndPoint?>(null, SettingText.EndPoint) is { } address ? new NetTapiListener(address, encoding) : null;
        using var section = item.AsSection()!;
        if (!section.Has("Address")) section.Fault("Address", "is missing");
        var own = section.Parsed("Encoding", encoding, Encoding);
        return section.Parsed<IPEndPoint?>("Address", null, SettingText.EndPoint) is { } place ? new NetTapiListener(place, own) : null;
    }

    private static WireEncoding Encoding(string text) =>
        SettingText.Choice(text, ("utf-8", WireEncoding.Utf8), ("windows-1252", WireEncoding.Windows1252), ("latin1", WireEncoding.Latin1));

    private static ImmutableArray<IPNetwork> Networks(SectionReader section, string key, ImmutableArray<IPNetwork> otherwise) => section.Has(key)
        ? [.. section.List<object>(key, [], item => item.Parsed<object?>(null, text => SettingText.Network(text))).Cast<IPNetwork>()]
        : otherwise;
}
