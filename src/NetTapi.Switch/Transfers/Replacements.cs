using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Switch.Calls;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Transfers;

/// <summary>Calls that come to take the place of one of ours (RFC 3891): by a phone that was told to, or that takes over what another one has.</summary>
/// <remarks>Whoever names a dialog has been told of it by one of its ends: its tags are chance.</remarks>
internal sealed class Replacements(SwitchParts parts)
{
    /// <summary>Takes such a call.</summary>
    public void Take(IncomingInvite invite, Station station, Replaces replaces)
    {
        var found = parts.Agent.FindReplaced(replaces);
        if (found.Session?.Events is not SipLeg old || parts.Homes.ContainsKey(old) || old.Events is not Call call)
        {
            // One that still rings is no phone's to take over, nor is one of the switch's own (RFC 3891 3).
            invite.Reject(found is { Session: null, Ringing: null } ? found.Status : 481);
            return;
        }

        var endpoint = new StationEndpoint(station.Number);
        call.Replace(old, new CallerLeg(parts, endpoint, PartyIdentity.Of(parts.Directory.Current, endpoint), invite, null));
    }
}
