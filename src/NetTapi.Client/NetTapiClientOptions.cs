using NetTapi.Protocol.Encodings;

namespace NetTapi.Client;

/// <summary>Where to connect, as whom, and how patiently. Immutable: vary it with <c>with</c>.</summary>
public sealed record NetTapiClientOptions
{
    /// <summary>The server's name or address.</summary>
    public required string Host { get; init; }

    /// <summary>The server's port (S1). Default 6500.</summary>
    public int Port { get; init; } = 6500;

    /// <summary>Login name (S3).</summary>
    public required string UserName { get; init; }

    /// <summary>The user's NetTAPI PIN; null for a blank pass. It is never sent: a proof of it is (S4).</summary>
    public string? Pin { get; init; }

    /// <summary>The encoding of the listener connected to (W6). Default UTF-8.</summary>
    public WireEncoding Encoding { get; init; } = WireEncoding.Utf8;

    /// <summary>How long one attempt to reach the server may take. Default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a response may take. Default 10 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the server is given to close the connection after a logout. Default 2 s.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>About how long to wait before the first attempt to reconnect; doubled at each further one. Default 0.5 s.</summary>
    public TimeSpan FirstReconnectDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest wait between two attempts. Default 30 s.</summary>
    public TimeSpan LongestReconnectDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Events that one watch holds for an application that is slow to read them. Default 1024. When it is full the oldest are dropped, and <see cref="EventsLost"/>
    /// stands in their place.
    /// </summary>
    public int EventBufferSize { get; init; } = 1024;

    /// <summary>Where time comes from.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>User, server and port; the PIN is kept out of logs.</summary>
    public override string ToString() => $"{UserName}@{Host}:{Port}";

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Host);
        ArgumentException.ThrowIfNullOrWhiteSpace(UserName);
        ArgumentOutOfRangeException.ThrowIfLessThan(Port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(EventBufferSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(FirstReconnectDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestReconnectDelay, FirstReconnectDelay);
    }
}
