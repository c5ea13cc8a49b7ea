using System.Collections.Immutable;
using NetTapi.Sip.Invites;
using NetTapi.Switch.Calls;
using NetTapi.Switch.Stations;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Gateways;

/// <summary>Calls from outside: each takes a line of its gateway and is routed by the number dialled to a user, all of whose phones ring.</summary>
internal sealed class OutsideCalls(SwitchParts parts, StationTable stations)
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
        var call = Call.FromOutside(parts, new CallerLeg(parts, new LineEndpoint(line.Line), invite, line), caller, dialled);
        var user = UserOf(dialled);
        var refusal = user is null ? Refusal.NoSuchNumber : stations.Check(user);
        if (refusal is not null) call.Refuse(refusal);
        else call.Ring([.. LegsTo(user!, caller)], parts.Options.RingTimeout);
    }

    private User? UserOf(string dialled) =>
        parts.Directory.Current.RouteOf(dialled) is { Kind: RouteKind.User } target ? parts.Directory.Current.User(target.Name) : null;

    private IEnumerable<CalleeLeg> LegsTo(User user, CallerId caller) => stations.TargetsOf(user.Stations)
        .Select(target => target with
        {
            CallerName = caller.Name.Length > 0 ? caller.Name : null,
            CallerUser = caller.Number.Length > 0 ? caller.Number : null,
        })
        .Select(target => new CalleeLeg(parts, target, null));
}
