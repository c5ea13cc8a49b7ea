using NetTapi.Telephony;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Calls;

/// <summary>
/// Tells a call's facts: each once, in order, with its instant, and nothing after the end. Several legs to one station, as two phones with one account, are one party: it has left when the last has.
/// </summary>
internal sealed class CallReport(SwitchParts parts, CallKey key)
{
    private readonly HashSet<Leg> _present = [];
    private readonly HashSet<Endpoint> _connected = [];
    private readonly HashSet<Leg> _holding = [];
    private readonly CallKey _key = key;
    private readonly FactNumbers _numbers = new();
    private bool _isOver;

    /// <summary>The call came in on a line.</summary>
    public void Arrived(Leg leg, CallerId caller, string dialled)
    {
        _present.Add(leg);
        _connected.Add(leg.Endpoint);
        Tell(new OutsideCallArrived(_key, parts.Loop.Now, ((LineEndpoint)leg.Endpoint).Line, caller, dialled));
    }

    /// <summary>A station began the call.</summary>
    public void Began(Leg leg)
    {
        _present.Add(leg);
        _connected.Add(leg.Endpoint);
        Tell(new StationCallBegan(_key, parts.Loop.Now, ((StationEndpoint)leg.Endpoint).Station));
    }

    /// <summary>The call was sent to a station, or out on a line.</summary>
    public void Sent(CalleeLeg leg)
    {
        var isKnown = IsPresent(leg.Endpoint);
        _present.Add(leg);
        if (isKnown) return;
        Tell(leg.Endpoint switch
        {
            LineEndpoint line => new LinePlaced(_key, parts.Loop.Now, line.Line, leg.Number),
            _ => new StationOffered(_key, parts.Loop.Now, ((StationEndpoint)leg.Endpoint).Station),
        });
    }

    /// <summary>A party answered, or came in without having been rung.</summary>
    public void Connected(Leg leg)
    {
        _present.Add(leg);
        if (!_connected.Add(leg.Endpoint)) return;
        Tell(leg.Endpoint switch
        {
            LineEndpoint line => new LineConnected(_key, parts.Loop.Now, line.Line),
            _ => new StationConnected(_key, parts.Loop.Now, ((StationEndpoint)leg.Endpoint).Station),
        });
    }

    /// <summary>A party is gone. One that was never told of leaves unsaid.</summary>
    public void Left(Leg leg)
    {
        if (!_present.Remove(leg)) return;
        Hold(leg, false);
        if (IsPresent(leg.Endpoint)) return;
        _connected.Remove(leg.Endpoint);
        Tell(leg.Endpoint switch
        {
            LineEndpoint line => new LineLeft(_key, parts.Loop.Now, line.Line),
            _ => new StationLeft(_key, parts.Loop.Now, ((StationEndpoint)leg.Endpoint).Station),
        });
    }

    /// <summary>A party gives its place to another, which is connected right after; where both are one user's phones the other one is first, for he never leaves.</summary>
    public void Replaced(Leg old, Leg joining)
    {
        if (old.Endpoint == joining.Endpoint || (OwnerOf(old) is { } user && OwnerOf(joining) == user)) Connected(joining);
        Left(old);
    }

    /// <summary>A party put the call on hold, or took it back; with its departure a hold ends unsaid.</summary>
    public void Hold(Leg leg, bool isHeld)
    {
        if (isHeld ? !_present.Contains(leg) || !_holding.Add(leg) : !_holding.Remove(leg) || !IsPresent(leg.Endpoint)) return;
        if (_holding.Any(other => other != leg && other.Endpoint == leg.Endpoint)) return;
        Tell(isHeld ? new PartyHeld(_key, parts.Loop.Now, leg.Endpoint) : new PartyResumed(_key, parts.Loop.Now, leg.Endpoint));
    }

    /// <summary>The call was parked by a station.</summary>
    public void Parked(StationNumber by) => Tell(new CallParked(_key, parts.Loop.Now, by));

    /// <summary>The parked call was retrieved by a station, connected right after; null: by somebody outside.</summary>
    public void Retrieved(StationNumber? by) => Tell(new CallRetrieved(_key, parts.Loop.Now, by));

    /// <summary>A station's recording of the call began.</summary>
    public void RecordingBegan(StationNumber station, string file) => Tell(new RecordingStarted(_key, parts.Loop.Now, station, file));

    /// <summary>A station's recording is whole and closed; also where the station, or all, have left.</summary>
    public void RecordingEnded(StationNumber station, string file, bool isThere) => parts.Observer.Report(new RecordingFinished(_key, parts.Loop.Now, station, file, isThere));

    /// <summary>Another call became part of this one, with every party that is still in it.</summary>
    public void Absorbed(CallReport other)
    {
        _present.UnionWith(other._present);
        _connected.UnionWith(other._connected);
        _holding.UnionWith(other._holding);
        other._isOver = true;
        Tell(new CallsMerged(_key, other._key, parts.Loop.Now));
    }

    /// <summary>The call is over.</summary>
    public void Over()
    {
        Tell(new CallOver(_key, parts.Loop.Now));
        _isOver = true;
    }

    private UserId? OwnerOf(Leg leg) => leg.Endpoint is StationEndpoint station ? parts.Directory.Current.OwnerOf(station.Station)?.Uid : null;

    private bool IsPresent(Endpoint endpoint) => _present.Any(leg => leg.Endpoint == endpoint);

    private void Tell(CallFact fact)
    {
        if (!_isOver) parts.Observer.Report(_numbers.Number(fact));
    }
}
