using NetTapi.Switch.Calls;
using NetTapi.Telephony;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Gateways;

/// <summary>Who is to be called outside, and in whose name.</summary>
/// <param name="Group">The trunk group asked for; null where there is none, and the number is one that needs none.</param>
/// <param name="Number">The number, tidied, as it was dialled (N5).</param>
internal sealed record OutsideRequest(TrunkGroup? Group, string Number)
{
    /// <summary>The user who calls; null where the station has none.</summary>
    public User? User { get; init; }

    /// <summary>The station whose phone dialled; null where none did.</summary>
    public StationNumber? Station { get; init; }

    /// <summary>Somebody outside whose call is sent on, and who is shown in place of the user; null where there is none.</summary>
    public PartyIdentity? SentOn { get; init; }
}
