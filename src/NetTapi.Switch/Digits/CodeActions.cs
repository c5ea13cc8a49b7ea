using NetTapi.Switch.Calls;
using NetTapi.Switch.Features;
using NetTapi.Switch.Parking;
using NetTapi.Switch.Routing;
using NetTapi.Switch.Transfers;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Digits;

/// <summary>Carries out the feature codes dialled in a call, for phones that have no keys for them.</summary>
internal sealed class CodeActions(SwitchParts parts, DialledNumbers numbers, CallTransfers transfers, ParkingLot parking)
{
    private FeatureCodes Codes => parts.Directory.Current.Data.FeatureCodes;

    /// <summary>Carries out a code that has a number behind it.</summary>
    /// <param name="call">The call; the leg is away from it.</param>
    /// <param name="leg">Who dialled.</param>
    /// <param name="code">The code.</param>
    /// <param name="number">The number; may be empty.</param>
    public void Carry(Call call, Leg leg, string code, string number)
    {
        var isDone = code switch
        {
            _ when code == Codes.Park => Park(call, leg, number),
            _ when number.Length == 0 => false,
            _ when code == Codes.BlindTransfer => transfers.TryTransfer(call, leg, number, null),
            _ => Consult(call, leg, number),
        };
        if (!isDone) call.TakeBack(leg);
    }

    /// <summary>Makes one call of the one a party is in and the one it has on hold, or left.</summary>
    public void Conference(Call call, Leg leg)
    {
        var home = parts.Homes.GetValueOrDefault(leg);
        var other = home ?? (leg.Endpoint is StationEndpoint station ? parts.Calls.HeldBy(station.Station)?.Call : null);

        // A conference room stays what it is; two rooms stay two.
        if (other is null || other == call || (call.Host is not null && other.Host is not null)) return;
        if (call.Host is not null)
        {
            call.Absorb(other);
            return;
        }

        parts.Homes.Remove(leg);
        other.Absorb(call);
        other.TakeBack(leg);
    }

    /// <summary>Takes a party back to the call it had left for another one, which ends with that; a conference goes on without it.</summary>
    public void GoBack(Call call, Leg leg)
    {
        if (call.Host is { IsRoom: true } || call.Others(leg).Count() > 1)
        {
            var home = parts.Homes[leg];
            parts.Homes.Remove(leg);
            call.Detach(leg);
            home.TakeBack(leg);
            return;
        }

        foreach (var other in call.Others(leg).ToArray()) call.Drop(other);
        if (!call.IsOver) call.Stop(Refusal.NotAvailable);
    }

    private bool Park(Call call, Leg leg, string digits)
    {
        if (!parking.TryPark(call, leg, digits.Length == 0 ? null : ParkingLot.PlaceOf(digits))) return false;
        leg.Audio.Media?.Play(CallTones.Confirmation());
        return true;
    }

    private bool Consult(Call call, Leg leg, string number)
    {
        if (leg.Endpoint is not StationEndpoint station) return false;
        var owner = parts.Directory.Current.OwnerOf(station.Station);
        if (numbers.Find(number, owner) is not { } destination) return false;
        parts.Homes[leg] = call;
        var consultation = Call.FromStation(parts, leg);
        numbers.Send(consultation, destination, new Journey(station.Station, owner));
        return true;
    }
}
