using System.Globalization;
using NetTapi.Switch.Calls;
using NetTapi.Switch.Routing;
using NetTapi.Switch.Transfers;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Parking;

/// <summary>The park places: where a call is left so that it can be taken up at another phone.</summary>
internal sealed class ParkingLot(SwitchParts parts, Recall recall)
{
    private readonly Dictionary<int, ParkedCall> _parked = [];

    /// <summary>Calls parked.</summary>
    public int Count => _parked.Count;

    private DirectoryIndex Directory => parts.Directory.Current;

    /// <summary>The place in digits dialled; no place at all where they are no number.</summary>
    public static int PlaceOf(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : -1;

    /// <summary>Whether a number, dialled as the target of a transfer, means to park: the feature code, alone or with a place behind it, or a place.</summary>
    /// <param name="dialled">The number.</param>
    /// <param name="place">The place; null: the first that is free.</param>
    public bool TryReadTarget(string dialled, out int? place)
    {
        var code = Directory.Data.FeatureCodes.Park;
        place = (Directory.Extension(dialled) as ParkExtension)?.Place;
        if (place is not null) return true;
        if (code.Length == 0 || !dialled.StartsWith(code, StringComparison.Ordinal)) return false;
        if (dialled.Length > code.Length) place = PlaceOf(dialled[code.Length..]);
        return true;
    }

    /// <summary>Parks a call by a party in it, which leaves with that. Its leg is the caller's to see off.</summary>
    /// <param name="call">The call.</param>
    /// <param name="by">The party's leg, a station's.</param>
    /// <param name="wanted">The place; null: the first that is free.</param>
    /// <returns>False where there is nobody to be parked, or the place can't be had; then nothing has changed.</returns>
    public bool TryPark(Call call, Leg by, int? wanted)
    {
        if (by.Endpoint is not StationEndpoint station || parts.Homes.ContainsKey(by) || call.Host is { IsRoom: true } || call.Others(by).Count() != 1 || FreePlace(wanted) is not { } place) return false;
        call.Report.Parked(station.Station);
        call.Detach(by);
        _ = new Leaver(parts, by);
        var callBack = Directory.ParkPlaces.CallBack ?? parts.Options.ParkCallBack;
        var parked = new ParkedCall(parts, recall, call, station.Station, callBack, () => _parked.Remove(place));
        _parked.Add(place, parked);
        call.Host = parked;
        return true;
    }

    /// <summary>Parks, for a phone that dials the code, the call it has on hold.</summary>
    /// <param name="call">The call by which it dialled.</param>
    /// <param name="digits">The place; empty: the first that is free.</param>
    /// <param name="journey">Who dialled.</param>
    public void ParkHeld(Call call, string digits, Journey journey)
    {
        int? place = digits.Length == 0 ? null : PlaceOf(digits);
        if (journey.Caller is not { } station || parts.Calls.HeldBy(station) is not var (held, leg) || FreePlace(place) is null)
        {
            call.Refuse(Refusal.NoSuchNumber);
            return;
        }

        call.Answer(() =>
        {
            if (!held.IsOver && TryPark(held, leg, place)) call.Confirm();
            else call.Refuse(Refusal.NoSuchNumber);
        });
    }

    /// <summary>Connects a party that waits with the call in a place.</summary>
    public void Retrieve(Call call, int place)
    {
        if (!_parked.ContainsKey(place))
        {
            call.Refuse(Refusal.NoSuchNumber);
            return;
        }

        call.Answer(() =>
        {
            if (_parked.TryGetValue(place, out var parked) && parked.Call != call) parked.Call.Absorb(call);
            else call.Refuse(Refusal.NoSuchNumber);
        });
    }

    private int? FreePlace(int? wanted)
    {
        var free = Directory.ParkPlaces.Places.Where(place => !_parked.ContainsKey(place));
        foreach (var place in free)
        {
            if (wanted is null || wanted == place) return place;
        }

        return null;
    }
}
