using NetTapi.Telephony;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Routing;

/// <summary>How a call came to where it is being sent: so that it is not sent in circles, nor back to the phone it comes from.</summary>
/// <param name="Caller">The station whose phone dialled; null where nobody of the house did.</param>
/// <param name="Payer">The user in whose name a line is taken; null where there is none.</param>
internal sealed record Journey(StationNumber? Caller = null, User? Payer = null)
{
    private const int MostHops = 10;
    private const int MostChoices = 50;

    /// <summary>How many times it was sent on.</summary>
    public int Hops { get; private init; }

    /// <summary>Whether it has been sent on so often that it must be going in a circle.</summary>
    public bool IsTooLong => Hops > MostHops || Choices > MostChoices;

    /// <summary>How many times its caller chose himself where to go.</summary>
    public int Choices { get; private init; }

    /// <summary>Its caller has chosen where to go: who goes back and forth between menus is in no circle, but not for ever either.</summary>
    public Journey Chosen() => this with { Hops = 0, Choices = Choices + 1 };

    /// <summary>It is sent on.</summary>
    public Journey Next() => this with { Hops = Hops + 1 };
}
