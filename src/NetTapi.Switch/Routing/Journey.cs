using NetTapi.Telephony;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Routing;

/// <summary>How a call came to where it is being sent: so that it is not sent in circles, nor back to the phone it comes from.</summary>
/// <param name="Caller">The station whose phone dialled; null where nobody of the house did.</param>
/// <param name="Payer">The user in whose name a line is taken; null where there is none.</param>
internal sealed record Journey(StationNumber? Caller = null, User? Payer = null)
{
    private const int MostHops = 10;

    /// <summary>How many times it was sent on.</summary>
    public int Hops { get; private init; }

    /// <summary>Whether it has been sent on so often that it must be going in a circle.</summary>
    public bool IsTooLong => Hops > MostHops;

    /// <summary>It is sent on.</summary>
    public Journey Next() => this with { Hops = Hops + 1 };
}
