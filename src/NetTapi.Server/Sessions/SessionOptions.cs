using NetTapi.Protocol;
using NetTapi.Server.Sessions.Login;

namespace NetTapi.Server.Sessions;

/// <summary>What an administrator decides about NetTAPI sessions: the section <c>NetTapi</c>, parsed and validated. Immutable.</summary>
internal sealed record SessionOptions
{
    /// <summary>Networks that may connect; a connection from elsewhere is closed at once. Default: loopback.</summary>
    public NetworkList AllowFrom { get; init; } = NetworkList.Loopback;

    /// <summary>Connections at one time, logged in or not; one more is closed at once. Default 10,000.</summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>Bytes of a message (W7). Default 8 KiB.</summary>
    public int MaxMessageBytes { get; init; } = ProtocolLimits.Default.MaxMessageBytes;

    /// <summary>Units of a message (W7). Default 64.</summary>
    public int MaxUnits { get; init; } = ProtocolLimits.Default.MaxUnits;

    /// <summary>Bytes of a value (W7). Default 4 KiB.</summary>
    public int MaxValueBytes { get; init; } = ProtocolLimits.Default.MaxValueBytes;

    /// <summary>Malformed messages in a row, the last of which closes the connection (W7). Default 5.</summary>
    public int MaxMalformedInARow { get; init; } = 5;

    /// <summary>Time to log in (S8). Default 30 s.</summary>
    public TimeSpan LoginTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Failed logins an address may make at once before further ones are not looked at (S6). Default 10.</summary>
    public int LoginBurst { get; init; } = 10;

    /// <summary>Failed logins an address gets back each minute (S6). Default 6.</summary>
    public double LoginRefillPerMinute { get; init; } = 6;

    /// <summary>Networks from which a blank pass is good even for a user with a PIN (S4). Default: none.</summary>
    public NetworkList BlankPassFrom { get; init; } = NetworkList.None;

    /// <summary>Networks that may ask in the older dialect (L1). Default: none, which turns it off.</summary>
    public NetworkList LegacyCallerIdFrom { get; init; } = NetworkList.None;

    /// <summary>Bytes that may wait for one session; one that falls further behind is cut off (N12). Default 1 MiB.</summary>
    public int OutboundQueueBytes { get; init; } = 1 << 20;

    /// <summary>Bytes that may wait for all sessions together (N12). Default 256 MiB.</summary>
    public long OutboundTotalBytes { get; init; } = 256L << 20;

    /// <summary>Time in which one send must get through to the socket; a session whose peer reads nothing for so long is cut off. Default 30 s.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time for which the input of a connection being closed is still read, so that a reset does not destroy the last response (W7). Default 2 s.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The latest <c>end</c> notices of which a session remembers the user (Q8). Default 256.</summary>
    public int RememberedEnds { get; init; } = 256;

    /// <summary>The zone of <c>start_time</c> (Q3). Default: the machine's.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Local;

    /// <summary>How the paths of recordings are told (Q2).</summary>
    public RecordingPaths Recordings { get; init; } = RecordingPaths.AsStored;
}
