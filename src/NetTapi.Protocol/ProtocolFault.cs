namespace NetTapi.Protocol;

/// <summary>What is wrong with a message (W7).</summary>
public enum ProtocolFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is not made as a message is: the peer is told, and the connection stays open. Five in a row close it.</summary>
    Malformed,

    /// <summary>The message, or one of its values, is over its limit: the peer is told, and the connection is closed.</summary>
    MessageTooLong,

    /// <summary>It has too many units: the peer is told, and the connection is closed.</summary>
    TooManyUnits,

    /// <summary>The stream ended inside a message: nobody is left to be told.</summary>
    Truncated,
}

/// <summary>The words for faults.</summary>
public static class ProtocolFaults
{
    /// <summary>The text that goes into <c>#&lt;err=…&gt;</c> (W7).</summary>
    public static string Text(this ProtocolFault fault) => fault switch
    {
        ProtocolFault.MessageTooLong => "message too long",
        ProtocolFault.TooManyUnits => "too many units",
        _ => "malformed message",
    };

    /// <summary>Whether the connection is closed after the peer was told.</summary>
    public static bool ClosesConnection(this ProtocolFault fault) =>
        fault is ProtocolFault.MessageTooLong or ProtocolFault.TooManyUnits or ProtocolFault.Truncated;
}
