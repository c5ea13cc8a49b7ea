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
    private readonly HashSet<Leg> _held = [];
    private bool _isOver;

    /// <summary>The call came in on a line.</summary>
    public void Arrived(Leg leg, CallerId caller, string dialled)
    {
        _present.Add(leg);
        _connected.Add(leg.Endpoint);
        Tell(new OutsideCallArrived(key, parts.Loop.Now, ((LineEndpoint)leg.Endpoint).Line, caller, dialled));
    }

    /// <summary>A station began the call.</summary>
    public void Began(Leg leg)
    {
        _present.Add(leg);
        _connected.Add(leg.Endpoint);
        Tell(new StationCallBegan(key, parts.Loop.Now, ((StationEndpoint)leg.Endpoint).Station));
    }

    /// <summary>The call was sent to a station, or out on a line.</summary>
    public void Sent(CalleeLeg leg)
    {
        var isKnown = IsPresent(leg.Endpoint);
        _present.Add(leg);
        if (isKnown) return;
        Tell(leg.Endpoint switch
        {
            LineEndpoint line => new LinePlaced(key, parts.Loop.Now, line.Line, leg.Number),
            _ => new StationOffered(key, parts.Loop.Now, ((StationEndpoint)leg.Endpoint).Station),
        });
    }

    /// <summary>A party answered.</summary>
    public void Connected(Leg leg)
    {
        if (!_connected.Add(leg.Endpoint)) return;
        Tell(leg.Endpoint switch
        {
            LineEndpoint line => new LineConnected(key, parts.Loop.Now, line.Line),
            _ => new StationConnected(key, parts.Loop.Now, ((StationEndpoint)leg.Endpoint).Station),
        });
    }

    /// <summary>A party is gone. One that was never told of leaves unsaid.</summary>
    public void Left(Leg leg)
    {
        if (!_present.Remove(leg) || IsPresent(leg.Endpoint)) return;
        _connected.Remove(leg.Endpoint);
        _held.Remove(leg);
        Tell(leg.Endpoint switch
        {
            LineEndpoint line => new LineLeft(key, parts.Loop.Now, line.Line),
            _ => new StationLeft(key, parts.Loop.Now, ((StationEndpoint)leg.Endpoint).Station),
        });
    }

    /// <summary>A party put the call on hold, or took it back.</summary>
    public void Hold(Leg leg, bool isHeld)
    {
        if (!_present.Contains(leg) || !(isHeld ? _held.Add(leg) : _held.Remove(leg))) return;
        Tell(isHeld ? new PartyHeld(key, parts.Loop.Now, leg.Endpoint) : new PartyResumed(key, parts.Loop.Now, leg.Endpoint));
    }

    /// <summary>The call is over.</summary>
    public void Over()
    {
        Tell(new CallOver(key, parts.Loop.Now));
        _isOver = true;
    }

    private bool IsPresent(Endpoint endpoint) => _present.Any(leg => leg.Endpoint == endpoint);

    private void Tell(CallFact fact)
    {
        if (!_isOver) parts.Observer.Report(fact);
    }
}
