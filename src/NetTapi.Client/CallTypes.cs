namespace NetTapi.Client;

/// <summary>The types of call that can be watched (N1).</summary>
[Flags]
public enum CallTypes
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Calls from outside.</summary>
    IncomingOutside = 1,

    /// <summary>Calls to the outside.</summary>
    OutgoingOutside = 2,

    /// <summary>Both.</summary>
    All = IncomingOutside | OutgoingOutside,
}
