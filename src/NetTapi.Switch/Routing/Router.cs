using System.Collections.Immutable;
using NetTapi.Switch.Attendants;
using NetTapi.Switch.Calls;
using NetTapi.Switch.Conferences;
using NetTapi.Switch.Gateways;
using NetTapi.Switch.Ringing;
using NetTapi.Switch.Stations;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Routing;

/// <summary>Sends a call that waits where it is to go: users by their statuses, groups by their order, and on to the next target where nobody answers.</summary>
internal sealed class Router(SwitchParts parts, StationTable stations, OutsideLegs outside, ConferenceRooms rooms)
{
    private DirectoryIndex Directory => parts.Directory.Current;

    /// <summary>Sends a call to a target.</summary>
    public void Send(Call call, RouteTarget target, Journey journey)
    {
        if (journey.IsTooLong) call.Refuse(Refusal.TooManyHops);
        else if (target.Kind == RouteKind.Hangup) call.Stop(Refusal.Declined);
        else if (!TrySend(call, target, journey)) call.Refuse(Refusal.NoSuchNumber);
    }

    /// <summary>Sends a call to what an extension means.</summary>
    public void Send(Call call, Extension extension, Journey journey)
    {
        switch (extension)
        {
            case UserExtension user:
                SendToUser(call, user.User, journey);
                break;
            case GroupExtension group:
                SendToGroup(call, group.Group, journey);
                break;
            case ScriptExtension script:
                Attend(call, script.Script, journey);
                break;
            case RoomExtension room:
                rooms.Enter(call, room.Room);
                break;
            default:
                call.Refuse(Refusal.NoSuchNumber);
                break;
        }
    }

    /// <summary>Sends a call to a user: to his phones, where his status lets it, and from there on to where his status or he himself forwards.</summary>
    public void SendToUser(Call call, User user, Journey journey)
    {
        var status = parts.Directory.StatusOf(user);
        if (status is { Rings: false })
        {
            Continue(call, status.Forward, Refusal.Busy, journey);
            return;
        }

        var next = status?.Forward ?? user.NoAnswer;
        var targets = stations.TargetsOf(user.Stations.Where(station => station != journey.Caller));
        if (targets.IsEmpty)
        {
            Continue(call, next, stations.AnyRegistered(user.Stations) ? Refusal.Busy : Refusal.NotAvailable, journey);
            return;
        }

        var patience = status?.RingTime ?? user.RingTime ?? parts.Options.RingTimeout;
        call.Ring(new ParallelRinging(parts.Loop, LegsTo(call, targets), patience), (waiting, refusal) =>
        {
            if (refusal.ForwardedTo is { Length: > 0 } dialled) Forward(waiting, user, dialled, refusal, journey.Next());
            else Continue(waiting, next, refusal, journey);
        });
    }

    /// <summary>A user's phone answered 3xx: he has his calls sent elsewhere, as if he dialled there himself. What dialling does besides, as park or choose a status, is not for callers.</summary>
    private void Forward(Call call, User user, string dialled, Refusal refusal, Journey journey)
    {
        if (journey.IsTooLong) call.Refuse(Refusal.TooManyHops);
        else if (Directory.Extension(dialled) is { } extension and not ParkExtension) Send(call, extension, journey);
        else if (outside.CanDial(dialled)) outside.Send(call, dialled, journey with { Payer = user });
        else call.Refuse(refusal);
    }

    private bool TrySend(Call call, RouteTarget target, Journey journey)
    {
        switch (target.Kind)
        {
            case RouteKind.User when Directory.User(target.Name) is { } user:
                SendToUser(call, user, journey);
                return true;
            case RouteKind.Group when Directory.Group(target.Name) is { } group:
                SendToGroup(call, group, journey);
                return true;
            case RouteKind.Ivr when Directory.Script(target.Name) is { } script:
                Attend(call, script, journey);
                return true;
            case RouteKind.Room when Directory.Room(target.Name) is { } room:
                rooms.Enter(call, room);
                return true;
            case RouteKind.Number:
                outside.Send(call, target.Name, journey);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Members whose status does not ring are left out; what their statuses say of forwarding concerns their own calls, not the group's.</summary>
    private void SendToGroup(Call call, RingGroup group, Journey journey)
    {
        var members = group.Members.Select(uid => Directory.User(uid)).OfType<User>().ToArray();
        var patience = group.OverflowAfter ?? (group.Order == RingOrder.Serial ? group.RingTime * members.Length : parts.Options.RingTimeout);
        IRinging ringing;
        if (group.Order == RingOrder.Serial)
        {
            ringing = new SerialRinging(parts.Loop, [.. members.Select(member => (Func<ImmutableArray<CalleeLeg>>)(() => LegsTo(call, Reachable(member, journey))))], group.RingTime, patience);
        }
        else
        {
            ImmutableArray<ImmutableArray<CalleeTarget>> targets = [.. members.Select(member => Reachable(member, journey)).Where(phones => !phones.IsEmpty)];
            if (targets.IsEmpty)
            {
                Continue(call, group.Overflow, Refusal.NotAvailable, journey);
                return;
            }

            ringing = new ParallelRinging(parts.Loop, [.. targets.Select(phones => LegsTo(call, phones))], patience);
        }

        call.Ring(ringing, (waiting, refusal) => Continue(waiting, group.Overflow, refusal, journey));
    }

    /// <summary>Outside its hours a script is passed over. Several parties who are sent to one together could not choose.</summary>
    private void Attend(Call call, Script script, Journey journey)
    {
        var local = TimeZoneInfo.ConvertTime(parts.Loop.Now.Utc, parts.Options.TimeZone).DateTime;
        if (!script.IsOpenAt(local) && script.Closed is { } closed) Send(call, closed, journey.Next());
        else if (call.Members.Count > 1) call.Refuse(Refusal.NotAvailable);
        else call.Answer(() => call.Host = new Attendant(parts, this, call, script, journey.Next()));
    }

    private ImmutableArray<CalleeTarget> Reachable(User user, Journey journey) =>
        parts.Directory.Rings(user) ? stations.TargetsOf(user.Stations.Where(station => station != journey.Caller)) : [];

    private void Continue(Call call, RouteTarget? next, Refusal refusal, Journey journey)
    {
        if (next is null) call.Refuse(refusal);
        else Send(call, next, journey.Next());
    }

    /// <summary>The phones see who waits for them: the caller, or after a transfer the party that is left.</summary>
    private ImmutableArray<CalleeLeg> LegsTo(Call call, ImmutableArray<CalleeTarget> targets)
    {
        // A group that rings in turn may ring for another call by then, of which this one became part.
        var shown = call.Current.Shown;
        return [.. targets.Select(target => new CalleeLeg(parts, target with { CallerName = shown.Name, CallerUser = shown.User }, null))];
    }
}
