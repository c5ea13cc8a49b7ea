namespace NetTapi.Sip.Messages;

/// <summary>Bounds of what is taken from the network.</summary>
public sealed record SipLimits
{
    /// <summary>The usual bounds.</summary>
    public static SipLimits Default { get; } = new();

    /// <summary>The longest message in bytes; default 65,535, what a datagram can carry.</summary>
    public int MessageBytes { get; init; } = 65_535;

    /// <summary>The longest head (start line and headers) in bytes; default 32,768.</summary>
    public int HeadBytes { get; init; } = 32_768;

    /// <summary>The most headers; default 256.</summary>
    public int Headers { get; init; } = 256;
}
