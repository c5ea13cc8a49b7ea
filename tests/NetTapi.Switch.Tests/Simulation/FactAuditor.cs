using NetTapi.Telephony;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Tests.Simulation;

/// <summary>Knows what may not be told of a call: facts before its birth or after its end, parties that are connected or leave twice, calls retrieved that nobody parked, a line in two calls, instants that go back.</summary>
public sealed class FactAuditor(ISwitchObserver next) : ISwitchObserver
{
    private readonly Dictionary<CallKey, Told> _calls = [];
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

    /// <summary>Whether there is a call with such a party in it for which somebody is being rung.</summary>
    public bool IsRungFor(Func<Endpoint, bool> isParty) => _calls.Values.Any(told => told.IsRinging && told.Parties.Any(isParty));

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
                Require(_calls.Remove(over.Call, out var left) && left.Parties.Count == 0, over, "leaves parties behind");
                _over.Add(over.Call);
                break;
            default:
                Require(_calls.ContainsKey(fact.Call), fact, "has no birth");
                if (_calls.TryGetValue(fact.Call, out var told)) Require(IsRight(fact, told), fact, "does not fit who is in the call");
                break;
        }
    }

    private bool IsRight(CallFact fact, Told told) => fact switch
    {
        StationOffered offered => told.Parties.Add(new StationEndpoint(offered.Station)),
        LinePlaced placed => told.Parties.Add(new LineEndpoint(placed.Line)) && _lines.Add(placed.Line),
        StationConnected connected => told.Connect(new StationEndpoint(connected.Station)),
        LineConnected connected => told.Parties.Contains(new LineEndpoint(connected.Line)) && told.Connect(new LineEndpoint(connected.Line)),
        StationLeft left => told.Leave(new StationEndpoint(left.Station)),
        LineLeft left => told.Leave(new LineEndpoint(left.Line)) && _lines.Remove(left.Line),
        PartyHeld held => told.Parties.Contains(held.By) && told.Holding.Add(held.By),
        PartyResumed resumed => told.Holding.Remove(resumed.By),
        CallParked parked => told.Parties.Contains(new StationEndpoint(parked.Parker)) && told.Park(),
        CallRetrieved => told.Retrieve(),
        RecordingStarted started => told.Parties.Contains(new StationEndpoint(started.Station)) && _recordings.Add(started.File),
        _ => false,
    };

    private void Merge(CallsMerged merged)
    {
        var isRight = _calls.TryGetValue(merged.Call, out var kept) & _calls.Remove(merged.Vanishing, out var moved) && merged.Call != merged.Vanishing;
        Require(isRight, merged, "does not merge two calls that go on");
        if (isRight) kept!.Absorb(moved!);
        _over.Add(merged.Vanishing);
    }

    private void Begin(CallFact birth, Endpoint first)
    {
        Born++;
        Require(_calls.TryAdd(birth.Call, new Told(first)), birth, "is born twice");
        if (first is LineEndpoint line) Require(_lines.Add(line.Line), birth, "takes a line in use");
    }

    private void Require(bool holds, SwitchFact fact, string what)
    {
        if (!holds) _violations.Add($"{fact} {what}");
    }

    /// <summary>What was told of one call.</summary>
    private sealed class Told(Endpoint first)
    {
        private readonly HashSet<Endpoint> _connected = [first];
        private bool _isParked;

        public HashSet<Endpoint> Parties { get; } = [first];

        public HashSet<Endpoint> Holding { get; } = [];

        public bool IsRinging => _connected.Count < Parties.Count;

        /// <summary>Rung before, or let in without (a transfer that comes back, a call taken over); never twice.</summary>
        public bool Connect(Endpoint party)
        {
            Parties.Add(party);
            return _connected.Add(party);
        }

        public bool Leave(Endpoint party)
        {
            _connected.Remove(party);
            Holding.Remove(party);
            return Parties.Remove(party);
        }

        public bool Park() => !_isParked && (_isParked = true);

        public bool Retrieve() => _isParked && !(_isParked = false);

        public void Absorb(Told other)
        {
            Parties.UnionWith(other.Parties);
            _connected.UnionWith(other._connected);
            Holding.UnionWith(other.Holding);
            _isParked |= other._isParked;
        }
    }
}
