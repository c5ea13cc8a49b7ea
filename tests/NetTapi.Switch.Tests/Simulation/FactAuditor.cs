using NetTapi.Telephony;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Tests.Simulation;

/// <summary>Knows what may not be told of a call: facts before its birth or after its end, parties that leave twice, a line in two calls, instants that go back.</summary>
public sealed class FactAuditor(ISwitchObserver next) : ISwitchObserver
{
    private readonly Dictionary<CallKey, HashSet<Endpoint>> _calls = [];
    private readonly HashSet<CallKey> _over = [];
    private readonly HashSet<LineNumber> _lines = [];
    private readonly HashSet<string> _recordings = [];
    private readonly List<string> _violations = [];
    private TimeSpan _last;

    /// <summary>What was wrong.</summary>
    public IReadOnlyList<string> Violations => _violations;

    /// <summary>Calls that were born.</summary>
    public int Born { get; private set; }

    /// <summary>Calls that were born and are not over, and files that were begun and are not closed.</summary>
    public int Open => _calls.Count + _recordings.Count;

    /// <summary>How many facts of each kind there were.</summary>
    public Dictionary<string, int> Kinds { get; } = [];

    /// <inheritdoc />
    public string? NameRecording(CallKey call, StationNumber station) => next.NameRecording(call, station);

    public void Report(SwitchFact fact)
    {
        Require(fact.At.Monotonic >= _last, fact, "goes back in time");
        _last = fact.At.Monotonic;
        Kinds[fact.GetType().Name] = Kinds.GetValueOrDefault(fact.GetType().Name) + 1;
        Check((CallFact)fact);
        next.Report(fact);
    }

    private void Check(CallFact fact)
    {
        // Only a file may be closed later than its call is over.
        if (fact is RecordingFinished finished)
        {
            Require(_recordings.Remove(finished.File), fact, "ends a recording that never began");
            return;
        }

        Require(!_over.Contains(fact.Call), fact, "comes after the end");
        switch (fact)
        {
            case OutsideCallArrived arrived:
                Begin(arrived, new LineEndpoint(arrived.Line));
                break;
            case StationCallBegan began:
                Begin(began, new StationEndpoint(began.Station));
                break;
            case CallsMerged merged:
                Merge(merged);
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
            // Rung before, or let in without (a transfer that comes back, a call taken over).
            StationConnected connected => parties.Add(new StationEndpoint(connected.Station)) || parties.Count > 0,
            LineConnected connected => parties.Contains(new LineEndpoint(connected.Line)),
            StationLeft left => parties.Remove(new StationEndpoint(left.Station)),
            LineLeft left => parties.Remove(new LineEndpoint(left.Line)) && _lines.Remove(left.Line),
            PartyHeld held => parties.Contains(held.By),
            PartyResumed resumed => parties.Contains(resumed.By),
            CallParked parked => parties.Contains(new StationEndpoint(parked.Parker)),
            CallRetrieved => true,
            RecordingStarted started => parties.Contains(new StationEndpoint(started.Station)) && _recordings.Add(started.File),
            _ => false,
        };
        Require(isRight, fact, "does not fit who is in the call");
    }

    private void Merge(CallsMerged merged)
    {
        var isRight = _calls.TryGetValue(merged.Call, out var parties) & _calls.Remove(merged.Vanishing, out var moved) && merged.Call != merged.Vanishing;
        Require(isRight, merged, "does not merge two calls that go on");
        if (isRight) parties!.UnionWith(moved!);
        _over.Add(merged.Vanishing);
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
