using NetTapi.Sip.Invites;
using NetTapi.Switch.Calls;
using NetTapi.Switch.Features;
using NetTapi.Switch.Routing;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Dialing;

/// <summary>Calls that phones dial.</summary>
internal sealed class PhoneCalls(SwitchParts parts, DialledNumbers numbers)
{
    /// <summary>Takes a call.</summary>
    /// <param name="invite">The call.</param>
    /// <param name="station">The station it comes from.</param>
    public void Take(IncomingInvite invite, Station station)
    {
        var dialled = invite.Request.Uri.Dialled ?? "";
        var owner = parts.Directory.Current.OwnerOf(station.Number);
        if (numbers.Find(dialled, owner) is not { } destination)
        {
            invite.Reject(Refusal.NoSuchNumber.Status);
            return;
        }

        var endpoint = new StationEndpoint(station.Number);
        var call = Call.FromStation(parts, new CallerLeg(parts, endpoint, PartyIdentity.Of(parts.Directory.Current, endpoint), invite, null));
        numbers.Send(call, destination, new Journey(station.Number, owner));
    }
}
