namespace NetTapi.Sip.Transport;

/// <summary>Bounds of SIP over TCP.</summary>
public sealed record TcpOptions
{
    /// <summary>Connections at once; more are closed when they come. Default 5000.</summary>
    public int MaxConnections { get; init; } = 5000;

    /// <summary>Connections at once from one address; more are closed when they come. Default 1000: many phones may be behind one NAT.</summary>
    public int MaxConnectionsPerAddress { get; init; } = 1000;

    /// <summary>Bytes that may wait to be sent on one connection; more close it. Default 1 MiB.</summary>
    public int MaxQueuedBytes { get; init; } = 1024 * 1024;

    /// <summary>Bytes that may wait to be sent on all connections together; the one that asks for more is closed. Default 64 MiB.</summary>
    public long MaxQueuedBytesInAll { get; init; } = 64L * 1024 * 1024;

    /// <summary>How long one who connects may take to send a first message, and how long one may take to receive what is sent to him. Default 30 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection attempt may take. Default 5 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection may be silent both ways. Default one hour.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromHours(1);
}
