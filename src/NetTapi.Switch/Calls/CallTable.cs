using System.Globalization;
using NetTapi.Loop;
using NetTapi.Telephony;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Calls;

/// <summary>The calls going on. Keys are a word of chance made at the start and a count, so that no run repeats another's.</summary>
internal sealed class CallTable(Entropy entropy)
{
    private readonly Dictionary<CallKey, Call> _calls = [];
    private readonly string _epoch = entropy.Hex(8);
    private long _count;

    /// <summary>How many there are.</summary>
    public int Count => _calls.Count;

    /// <summary>All of them, as they are now.</summary>
    public Call[] All => [.. _calls.Values];

    /// <summary>A key no call has had, and the call's place among all, in the order of birth.</summary>
    public (CallKey Key, long Order) Next() => (new CallKey(string.Create(CultureInfo.InvariantCulture, $"{_epoch}-{++_count}")), _count);

    /// <summary>Adds a call at its birth.</summary>
    public void Add(Call call) => _calls.Add(call.Key, call);

    /// <summary>Removes a call at its end.</summary>
    public void Remove(Call call) => _calls.Remove(call.Key);

    /// <summary>The call a station has put on hold, with its leg there, the latest where there are several; null where there is none.</summary>
    public (Call Call, Leg Leg)? HeldBy(StationNumber station) => FindLast(station, static leg => leg.Audio.IsHeld);

    /// <summary>The call a station is connected in and does not hold, with its leg there; null where there is none.</summary>
    public (Call Call, Leg Leg)? ActiveOf(StationNumber station) => FindLast(station, static leg => !leg.Audio.IsHeld);

    /// <summary>Whether one of these stations is connected in a call.</summary>
    public bool IsInCall(IReadOnlyCollection<StationNumber> stations) =>
        _calls.Values.Any(call => call.Members.Any(leg => leg.Endpoint is StationEndpoint at && stations.Contains(at.Station)));

    private (Call Call, Leg Leg)? FindLast(StationNumber station, Func<Leg, bool> isWanted)
    {
        var found = from call in _calls.Values
                    from leg in call.Members
                    where leg.Endpoint is StationEndpoint at && at.Station == station && leg.IsAnswered && call.HasActive(leg) && call.Others(leg).Any() && isWanted(leg)
                    select ((Call, Leg)?)(call, leg);

        // A dictionary gives the places of calls that have ended to new ones: its order says nothing.
        return found.MaxBy(pair => pair!.Value.Item1.Order);
    }
}
