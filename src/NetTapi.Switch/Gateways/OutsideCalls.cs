using System.Collections.Immutable;
using NetTapi.Sip.Invites;
using NetTapi.Switch.Calls;
using NetTapi.Switch.Routing;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Gateways;

/// <summary>Calls from outside: each takes a line of its gateway and is routed by the number dialled.</summary>
internal sealed class OutsideCalls(SwitchParts parts, Router router)
{
    /// <summary>Takes a call.</summary>
    /// <param name="invite">The call.</param>
    /// <param name="gateways">The gateways it may come from.</param>
    public void Take(IncomingInvite invite, ImmutableArray<Gateway> gateways)
    {
        if (parts.Lines.TryReserve(gateways.SelectMany(gateway => gateway.Lines)) is not { } line)
        {
            invite.Reject(Refusal.AllLinesBusy.Status, Refusal.AllLinesBusy.Reason, Refusal.AllLinesBusy.Headers);
            return;
        }

        var caller = CallerIdentity.Of(invite.Request);
        var dialled = DialledNumber.Of(invite.Request);
        var call = Call.FromOutside(parts, new CallerLeg(parts, new LineEndpoint(line.Line), PartyIdentity.Of(caller), invite, line), caller, dialled);
        if (parts.Directory.Current.RouteOf(dialled) is { } target) router.Send(call, target, new Journey());
        else call.Refuse(Refusal.NoSuchNumber);
    }
}
