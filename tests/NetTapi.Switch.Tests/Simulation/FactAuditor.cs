using NetTapi.Telephony;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Tests.Simulation;

/// <summary>Knows what may not be told of a call: facts before its birth or after its end, parties that leave twice, a line in two calls, instants that go back.</summary>
public sealed class FactAuditor(ISwitchObserver next) : ISwitchObserver
{
    private readonly Dictionary<CallKey, HashSet<Endpoint>> _calls = [];
    private readonly HashSet<CallKey> _over = [];
    private readonly HashSet<LineNumber> _lines = [];
    private readonly List<string> _violations = [];
    private TimeSpan _last;

    /// <summary>What was wrong.</summary>
    public IReadOnlyList<string> Violations => _violations;

    /// <summary>Calls that were born.</summary>
    public int Born { get; private set; }

    /// <summary>Calls that were born and are not over.</summary>
    public int Open => _calls.Count;

    public void Report(SwitchFact fact)
    {
        Require(fact.At.Monotonic >= _last, fact, "goes back in time");
        _last = fact.At.Monotonic;
        Check((CallFact)fact);
        next.Report(fact);
    }

    private void Check(CallFact fact)
    {
        Require(!_over.Contains(fact.Call), fact, "comes after the end");
        switch (fact)
        {
            case OutsideCallArrived arrived:
                Begin(arrived, new LineEndpoint(arrived.Line));
                break;
            case StationCallBegan began:
                Begin(began, new StationEndpoint(began.Station));
                break;
            case CallOver over:
                Require(_calls.Remove(over.Call, out var left) && left.Count == 0, over, "leaves parties behind");
                _over.Add(over.Call);
                break;
            default:
                Require(_calls.ContainsKey(fact.Call), fact, "has no birth");
                if (_calls.TryGetValue(fact.Call, out var parties)) CheckParty(fact, parties);
                break;
        }
    }

    private void CheckParty(CallFact fact, HashSet<Endpoint> parties)
    {
        var isRight = fact switch
        {
            StationOffered offered => parties.Add(new StationEndpoint(offered.Station)),
            LinePlaced placed => parties.Add(new LineEndpoint(placed.Line)) && _lines.Add(placed.Line),
            StationConnected connected => parties.Contains(new StationEndpoint(connected.Station)),
            LineConnected connected => parties.Contains(new LineEndpoint(connected.Line)),
            StationLeft left => parties.Remove(new StationEndpoint(left.Station)),
            LineLeft left => parties.Remove(new LineEndpoint(left.Line)) && _lines.Remove(left.Line),
            PartyHeld held => parties.Contains(held.By),
            PartyResumed resumed => parties.Contains(resumed.By),
            _ => false,
        };
        Require(isRight, fact, "does not fit who is in the call");
    }

    private void Begin(CallFact birth, Endpoint first)
    {
        Born++;
        Require(_calls.TryAdd(birth.Call, [first]), birth, "is born twice");
        if (first is LineEndpoint line) Require(_lines.Add(line.Line), birth, "takes a line in use");
    }

    private void Require(bool holds, SwitchFact fact, string what)
    {
        if (!holds) _violations.Add($"{fact} {what}");
    }
}
