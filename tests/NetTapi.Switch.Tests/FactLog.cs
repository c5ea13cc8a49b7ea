using NetTapi.Telephony;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Tests;

/// <summary>Keeps the facts a switch tells, in words that tests can compare: <c>arrived L1 "FACETCORP" 9729859901 9725551128</c>, <c>offered 128</c>.</summary>
public sealed class FactLog : ISwitchObserver
{
    private readonly List<SwitchFact> _facts = [];

    /// <summary>The facts in order.</summary>
    public IReadOnlyList<SwitchFact> Facts => _facts;

    /// <summary>The keys of the calls told of, in order of birth.</summary>
    public IReadOnlyList<CallKey> Calls => [.. _facts.OfType<CallFact>().Select(fact => fact.Call).Distinct()];

    /// <summary>All of it in words.</summary>
    public string[] Words => [.. _facts.Select(Say)];

    /// <summary>Called with each fact.</summary>
    public Action<SwitchFact>? Next { get; set; }

    /// <inheritdoc />
    public void Report(SwitchFact fact)
    {
        _facts.Add(fact);
        Next?.Invoke(fact);
    }

    /// <inheritdoc />
    public string? NameRecording(CallKey call, StationNumber station) => $"{NumberOf(call)}-{_facts.OfType<RecordingStarted>().Count() + 1}-{station}";

    /// <summary>The facts of one call in words, by its place in the order of birth.</summary>
    public string[] Of(int call) => [.. _facts.OfType<CallFact>().Where(fact => NumberOf(fact.Call) == call).Select(Say)];

    /// <summary>When something was told first.</summary>
    public TimeSpan When(string words) => _facts.First(fact => Say(fact) == words).At.Monotonic;

    private string Say(SwitchFact fact) => fact switch
    {
        OutsideCallArrived arrived => $"arrived L{arrived.Line} \"{arrived.Caller.Name}\" {arrived.Caller.Number} {arrived.Dialled}",
        StationCallBegan began => $"began {began.Station}",
        StationOffered offered => $"offered {offered.Station}",
        StationConnected connected => $"connected {connected.Station}",
        StationLeft left => $"left {left.Station}",
        LinePlaced placed => $"placed L{placed.Line} {placed.Number}",
        LineConnected connected => $"connected L{connected.Line}",
        LineLeft left => $"left L{left.Line}",
        PartyHeld held => $"held {Say(held.By)}",
        PartyResumed resumed => $"resumed {Say(resumed.By)}",
        CallParked parked => $"parked by {parked.Parker}",
        CallRetrieved retrieved => $"retrieved by {retrieved.By?.ToString() ?? "somebody outside"}",
        CallsMerged merged => $"merged {NumberOf(merged.Vanishing)} into {NumberOf(merged.Call)}",
        RecordingStarted started => $"recording {started.Station}",
        RecordingFinished finished => $"recorded {finished.Station}",
        CallOver => "over",
        _ => fact.ToString(),
    };

    /// <summary>A call's place in the order of birth, from 1.</summary>
    private int NumberOf(CallKey call) => Calls.ToList().IndexOf(call) + 1;

    private static string Say(Endpoint endpoint) => endpoint is LineEndpoint line ? $"L{line.Line}" : $"{((StationEndpoint)endpoint).Station}";
}
