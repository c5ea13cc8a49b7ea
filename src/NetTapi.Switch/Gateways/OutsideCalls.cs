using System.Collections.Immutable;
using NetTapi.Sip.Invites;
using NetTapi.Switch.Calls;
using NetTapi.Switch.Routing;
using NetTapi.Telephony.Dialling;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Gateways;

/// <summary>Calls from outside: each takes a line of its gateway, has its numbers rewritten by the gateway's rules, and is routed by the one dialled.</summary>
internal sealed class OutsideCalls(SwitchParts parts, Router router)
{
    /// <summary>Takes a call.</summary>
    /// <param name="invite">The call.</param>
    /// <param name="gateways">The gateways it may come from.</param>
    public void Take(IncomingInvite invite, ImmutableArray<Gateway> gateways)
    {
        if (parts.Lines.TryReserve(gateways.SelectMany(gateway => gateway.Lines)) is not { } line)
        {
            parts.Journal.GatewayFull(gateways[0].Name);
            invite.Reject(Refusal.AllLinesBusy.Status, Refusal.AllLinesBusy.Reason, Refusal.AllLinesBusy.Headers);
            return;
        }

        var gateway = parts.Directory.Current.GatewayOf(line.Line)!;
        var rules = gateway.NumbersIn;
        var caller = CallerIdentity.Of(invite.Request);
        caller = caller with { Number = NumberRules.Apply(rules, caller.Number).Number };
        var dialled = NumberRules.Apply(rules, DialledNumber.Of(invite.Request)).Number;
        var call = Call.FromOutside(parts, new CallerLeg(parts, new LineEndpoint(line.Line), PartyIdentity.Of(caller), invite, line), caller, dialled);
        if (parts.Directory.Current.RouteOf(dialled) is { } target)
        {
            router.Send(call, target, new Journey());
            return;
        }

        parts.Journal.RouteMissing(gateway.Name, dialled);
        call.Refuse(Refusal.NoSuchNumber);
    }
}
