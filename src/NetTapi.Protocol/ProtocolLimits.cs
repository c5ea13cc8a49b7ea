namespace NetTapi.Protocol;

/// <summary>How much one message may hold (W7).</summary>
public sealed record ProtocolLimits
{
    /// <summary>The protocol's own limits.</summary>
    public static readonly ProtocolLimits Default = new();

    /// <summary>Bytes in a message, from its type byte up to its terminator. Default 8192.</summary>
    public int MaxMessageBytes { get; init; } = 8192;

    /// <summary>Units in a message, the verb counted. Default 64.</summary>
    public int MaxUnits { get; init; } = 64;

    /// <summary>Bytes in a value. Default 4096.</summary>
    public int MaxValueBytes { get; init; } = 4096;
}
