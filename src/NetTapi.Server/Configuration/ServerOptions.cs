using System.Collections.Immutable;
using System.Net;
using NetTapi.Media;
using NetTapi.Protocol.Encodings;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;
using NetTapi.Storage;
using NetTapi.Telephony.Directory;
using SessionOptions = NetTapi.Server.Sessions.SessionOptions;

namespace NetTapi.Server.Configuration;

/// <summary>All an administrator decides, parsed and validated. The defaults are the built-in ones. Immutable.</summary>
internal sealed record ServerOptions
{
    /// <summary>Where applications connect.</summary>
    public NetTapiOptions NetTapi { get; init; } = new();

    /// <summary>How their sessions are treated: the rest of the section <c>NetTapi</c>.</summary>
    public SessionOptions Sessions { get; init; } = new();

    /// <summary>SIP and media.</summary>
    public SipOptions Sip { get; init; } = new();

    /// <summary>How calls are treated.</summary>
    public PhoneSystemOptions Switch { get; init; } = new();

    /// <summary>How calls are recorded.</summary>
    public RecordingSettings Recordings { get; init; } = new();

    /// <summary>Where machines ask for health and figures. Default 127.0.0.1:8080.</summary>
    public ImmutableArray<IPEndPoint> HttpListen { get; init; } = [new(IPAddress.Loopback, 8080)];

    /// <summary>The database. Default <c>Data Source=data/nettapi.db</c>.</summary>
    public StorageOptions Database { get; init; } = new() { ConnectionString = "Data Source=data/nettapi.db" };

    /// <summary>How long after a call its note and job code may still be entered (Q11); without effect until there is a console to enter them. Default 30 min; up to 7 days.</summary>
    public TimeSpan NoteWindow { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The least serious log lines written. Default information.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>The directory a source holds, or null. It goes into an empty database at the first start.</summary>
    public DirectoryData? Directory { get; init; }
}

/// <summary>The section <c>NetTapi</c>, as far as it is not about single sessions.</summary>
internal sealed record NetTapiOptions
{
    /// <summary>Listeners without TLS. Default 127.0.0.1:6500.</summary>
    public ImmutableArray<NetTapiListener> Listen { get; init; } = [new(new IPEndPoint(IPAddress.Loopback, 6500), WireEncoding.Utf8)];

    /// <summary>Whether every user may watch and act for everyone (N3). Default: only for himself, but for those with privileges.</summary>
    public bool OpenAccess { get; init; }

    /// <summary>Networks that may connect, as given. Default: loopback.</summary>
    public ImmutableArray<IPNetwork> AllowFrom { get; init; } = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")];
}

/// <summary>One NetTAPI listener.</summary>
/// <param name="Address">Where; port 0 means any free one.</param>
/// <param name="Encoding">Its encoding (W6).</param>
internal sealed record NetTapiListener(IPEndPoint Address, WireEncoding Encoding);

/// <summary>The section <c>Sip</c>.</summary>
internal sealed record SipOptions
{
    /// <summary>Listeners. Default UDP and TCP on 127.0.0.1:5060.</summary>
    public ImmutableArray<SipListener> Listen { get; init; } =
        [new(TransportProtocol.Udp, new IPEndPoint(IPAddress.Loopback, 5060)), new(TransportProtocol.Tcp, new IPEndPoint(IPAddress.Loopback, 5060))];

    /// <summary>The address told to peers, behind a NAT; null: the one a peer is reached from.</summary>
    public IPAddress? AdvertisedAddress { get; init; }

    /// <summary>Ports of RTP and RTCP. Default 20000 to 29999.</summary>
    public PortRange RtpPorts { get; init; } = new(20_000, 29_999);

    /// <summary>The realm of digest authentication. Default <c>nettapi</c>.</summary>
    public string Realm { get; init; } = "nettapi";

    /// <summary>How long a call may go on without a sign of life (RFC 4028); null: for ever. Default 30 min; from 90 s to 24 h.</summary>
    public TimeSpan? SessionExpires { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The shortest such time agreed to. Default 90 s; from 90 s to <see cref="SessionExpires"/>.</summary>
    public TimeSpan MinimumSessionExpires { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>The hashes phones may prove their password with, best first: <c>MD5</c>, <c>SHA-256</c>. Default MD5 alone.</summary>
    public ImmutableArray<DigestAlgorithm> DigestAlgorithms { get; init; } = [DigestAlgorithm.Md5];
}

/// <summary>One SIP listener.</summary>
/// <param name="Protocol">UDP or TCP.</param>
/// <param name="Address">Where; port 0 means any free one.</param>
internal sealed record SipListener(TransportProtocol Protocol, IPEndPoint Address)
{
    /// <summary>As the configuration writes it: <c>udp:127.0.0.1:5060</c>.</summary>
    public override string ToString() => $"{Protocol.ToString().ToLowerInvariant()}:{Address}";
}
