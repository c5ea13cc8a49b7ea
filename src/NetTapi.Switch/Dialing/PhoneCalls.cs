using NetTapi.Sip.Invites;
using NetTapi.Switch.Calls;
using NetTapi.Switch.Gateways;
using NetTapi.Switch.Stations;
using NetTapi.Telephony;
using NetTapi.Telephony.Dialling;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Dialing;

/// <summary>Calls that phones dial: an extension, or an access code and an outside number. An extension comes first, so that one may begin with 8 or 9.</summary>
internal sealed class PhoneCalls(SwitchParts parts, StationTable stations, GatewayTable gateways)
{
    /// <summary>Takes a call.</summary>
    /// <param name="invite">The call.</param>
    /// <param name="station">The station it comes from.</param>
    public void Take(IncomingInvite invite, Station station)
    {
        var dialled = invite.Request.Uri.UserText ?? "";
        if (parts.Directory.Current.User(dialled) is { } user) CallInside(invite, station.Number, user);
        else if (DialString.Parse(dialled) is { } outside) CallOutside(invite, station.Number, outside);
        else Refuse(invite, Refusal.NoSuchNumber);
    }

    private static void Refuse(IncomingInvite invite, Refusal refusal) => invite.Reject(refusal.Status, refusal.Reason, refusal.Headers);

    private void CallInside(IncomingInvite invite, StationNumber station, User user)
    {
        var caller = parts.Directory.Current.OwnerOf(station);
        var call = Call.FromStation(parts, new CallerLeg(parts, new StationEndpoint(station), invite, null));
        var targets = stations.TargetsOf(user.Stations.Where(other => other != station));
        var refusal = stations.Check(user) ?? (targets.IsEmpty ? Refusal.Busy : null);
        if (refusal is not null) call.Refuse(refusal);
        else call.Ring([.. targets.Select(Leg)], parts.Options.RingTimeout);

        CalleeLeg Leg(CalleeTarget target) =>
            new(parts, target with { CallerName = caller?.FullName, CallerUser = caller?.Uid.Value ?? station.ToString() }, null);
    }

    private void CallOutside(IncomingInvite invite, StationNumber station, DialString dial)
    {
        var directory = parts.Directory.Current;
        var group = dial.TrunkGroup is { } number ? directory.TrunkGroup(number) : directory.DefaultTrunkGroup;
        if (group is null)
        {
            Refuse(invite, Refusal.NoSuchNumber);
            return;
        }

        if (parts.Lines.TryReserve(group.Lines) is not { } line)
        {
            Refuse(invite, Refusal.AllLinesBusy);
            return;
        }

        var callee = new CalleeLeg(parts, gateways.TargetOf(line.Line, dial.Number, directory.OwnerOf(station)), line);
        var call = Call.FromStation(parts, new CallerLeg(parts, new StationEndpoint(station), invite, null));
        call.Ring([callee], parts.Options.OutsideRingTimeout);
    }
}
