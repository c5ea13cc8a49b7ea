namespace NetTapi.Sip.Transport;

/// <summary>How much may knock at the door of the control loop.</summary>
public sealed record GateOptions
{
    /// <summary>Messages a second that one source address may send for long: a carrier's for hundreds of calls a second, and not so many that others go short. Default 2000.</summary>
    public int MessagesPerSecond { get; init; } = 2000;

    /// <summary>Messages one source may send at once. Default 8000.</summary>
    public int Burst { get; init; } = 8000;

    /// <summary>Messages parsed and waiting for the loop, of all sources. Above it, they are dropped: peers send again. Default 20000.</summary>
    public int InFlight { get; init; } = 20_000;

    /// <summary>Requests that are being answered, or were lately: each is remembered for half a minute. Above it, requests that belong to no call are dropped. Default 100000.</summary>
    public int Transactions { get; init; } = 100_000;

    /// <summary>Source addresses remembered; above it the longest silent is forgotten. Default 10000.</summary>
    public int Sources { get; init; } = 10_000;
}
