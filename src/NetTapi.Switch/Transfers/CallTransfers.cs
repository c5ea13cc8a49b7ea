using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Switch.Calls;
using NetTapi.Switch.Features;
using NetTapi.Switch.Parking;
using NetTapi.Switch.Routing;
using NetTapi.Telephony.Dialling;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Transfers;

/// <summary>
/// Connects a party with somebody else in place of who transfers: asked for by REFER, with Replaces where he has spoken to him already (RFC 3515, RFC 3891), or by feature code. Only stations may:
/// what comes from outside never makes the switch dial.
/// </summary>
internal sealed class CallTransfers(SwitchParts parts, DialledNumbers numbers, Recall recall, ParkingLot parking)
{
    /// <summary>A phone asks.</summary>
    public void OnRefer(Call call, SipLeg leg, IncomingRefer refer)
    {
        if (leg.Endpoint is not StationEndpoint || !call.Others(leg).Any() || parts.Homes.ContainsKey(leg)) refer.Reject(603);
        else if (refer.Replaces is { } replaces) Attended(call, leg, refer, replaces);
        else if (refer.ReferTo.Uri.Dialled is not { Length: > 0 } dialled || !TryTransfer(call, leg, dialled, refer)) refer.Reject(404);
    }

    /// <summary>Sends the others of a call to a number, without waiting.</summary>
    /// <param name="call">The call.</param>
    /// <param name="leg">The transferor's.</param>
    /// <param name="dialled">The number, as a phone would dial it.</param>
    /// <param name="refer">What asked for it; null: a feature code, and the leg is hung up.</param>
    /// <returns>False where the number leads nowhere, or they are in a conference room, which is not sent anywhere; then nothing has changed.</returns>
    public bool TryTransfer(Call call, Leg leg, string dialled, IncomingRefer? refer)
    {
        // Who has left another call for this one would leave both, and the other without a word.
        if (parts.Homes.ContainsKey(leg) || call.Host is { IsRoom: true }) return false;
        var station = ((StationEndpoint)leg.Endpoint).Station;
        if (parking.TryReadTarget(dialled, out var place))
        {
            if (!parking.TryPark(call, leg, place)) return false;
            refer?.Accept();
            refer?.Notify(200);
            return true;
        }

        var owner = parts.Directory.Current.OwnerOf(station);
        if (!call.Others(leg).Any() || numbers.Find(dialled, owner) is not { } destination) return false;

        // A status is chosen by who dials its code; nobody can be sent there.
        if (destination is FeatureDestination { Feature: nameof(FeatureCodes.Status) }) return false;
        refer?.Accept();
        _ = new BlindTransfer(parts, recall, call, leg, refer);
        numbers.Send(call, destination, new Journey(station, owner));
        return true;
    }

    /// <summary>Makes one call of two that a party is in, and takes the party out of both: its leave is told first, then the merger (N12).</summary>
    /// <remarks>Where somebody is still rung in the second, whoever waits for him comes back where he does not answer.</remarks>
    private void Connect(Call first, Leg inFirst, Call second, Leg inSecond)
    {
        var rings = second.IsRinging;
        first.Detach(inFirst);
        if (second.Members.Contains(inSecond)) second.Detach(inSecond);

        // A conference room stays what it is, and an attendant goes on with whom it is given.
        var (kept, other) = second.Host is null ? (first, second) : (second, first);
        kept.Absorb(other);
        if (rings && kept is { IsOver: false, Host: null }) kept.Host = new RecallHost(recall, ((StationEndpoint)inFirst.Endpoint).Station);
    }

    /// <summary>A party that had left one call for another hung up: the two are connected; where the other can't be had, the first one's party comes back to him.</summary>
    public void OnHungUpAway(Call home, Call away, Leg leg)
    {
        var isAlone = home.Host is null && home.Members.Count == 2;
        if (LeadsSomewhere(away, leg, isAlone ? 1 : 2))
        {
            Connect(home, leg, away, leg);
            return;
        }

        away.Drop(leg);
        if (!isAlone)
        {
            home.Drop(leg);
            return;
        }

        home.Host = new RecallHost(recall, ((StationEndpoint)leg.Endpoint).Station);
        home.Detach(leg);
        home.Refuse(Refusal.NotAvailable);
    }

    /// <summary>
    /// Whether parties are not lost who are left to the other side of a call: somebody is there or is rung, or the switch itself takes anyone. A keypad is one party's: several are not sent to an attendant together. Who hears the busy
    /// tone has nobody, and who stands at the door of a room knows its digits alone.
    /// </summary>
    private static bool LeadsSomewhere(Call call, Leg leg, int parties) =>
        call.IsRinging || call.Others(leg).Any() || (call.Host is { TakesAnyone: true } host && (parties == 1 || host.IsRoom));

    /// <summary>Both calls are the transferor's own, and the switch has both ends in hand: nothing need be sent to anybody.</summary>
    private void Attended(Call call, SipLeg leg, IncomingRefer refer, Replaces replaces)
    {
        var found = parts.Agent.FindReplaced(replaces);
        if (found.Session?.Events is not SipLeg other || other == leg || parts.Homes.ContainsKey(other) || other.Events is not Call second || second == call)
        {
            refer.Reject(481);
            return;
        }

        // One room is not sent into another.
        if (!LeadsSomewhere(second, other, call.Members.Count - 1) || (second.Host is not null && call.Host is not null))
        {
            refer.Reject(603);
            return;
        }

        refer.Accept();
        Connect(call, leg, second, other);
        refer.Notify(200);
        _ = new Leaver(parts, leg);
        _ = new Leaver(parts, other);
    }
}
