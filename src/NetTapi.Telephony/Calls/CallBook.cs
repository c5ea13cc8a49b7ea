using System.Collections.Immutable;
using NetTapi.Loop;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Notices;
using NetTapi.Telephony.Records;
using NetTapi.Telephony.Switching;

namespace NetTapi.Telephony.Calls;

/// <summary>
/// All calls there are: takes a switch's facts, gives calls their serials and slots, knows which users are in them, and has them recorded and told. It has no clock: every instant is a
/// fact's. Only on the loop.
/// </summary>
public sealed class CallBook : ISwitchObserver
{
    /// <summary>Serials reserved at a time.</summary>
    public const int SerialBlockSize = 1000;

    private const int EventsKept = 4096;

    private readonly Dictionary<CallKey, Call> _byKey = [];
    private readonly Dictionary<Serial, Call> _bySerial = [];
    private readonly SlotTable _slots = new();
    private readonly SerialSource _serials;
    private readonly StayKeeper _stays;
    private readonly ICallStore _store;
    private readonly LiveDirectory _directory;
    private readonly Action _outOfSerials;
    private readonly List<Action> _whenEmpty = [];

    /// <summary>Makes an empty book.</summary>
    /// <param name="loop">The loop it lives on.</param>
    /// <param name="directory">Users and stations.</param>
    /// <param name="interests">Who watches whom.</param>
    /// <param name="store">Where records go.</param>
    /// <param name="sink">Who hands out notices.</param>
    /// <param name="epoch">The number of this run, greater than that of any before it.</param>
    /// <param name="outOfSerials">Told when a call goes unseen because no serial could be reserved for too long.</param>
    public CallBook(
        IControlLoop loop, LiveDirectory directory, Interests interests, ICallStore store, INoticeSink sink, long epoch, Action outOfSerials)
    {
        _directory = directory;
        _store = store;
        _outOfSerials = outOfSerials;
        _serials = new SerialSource(loop, store, SerialBlockSize);
        Events = new CallEventStream(epoch, EventsKept);
        _stays = new StayKeeper(loop, store, interests, sink, Events) { Settled = RemoveIfDone };
        directory.StatusChanged += (user, status) => Events.Publish(id => new StatusChanged(id, loop.Now, user, status.Name));
    }

    /// <summary>What happens, as one stream.</summary>
    public CallEventStream Events { get; }

    /// <summary>Calls going on, and calls whose last notices are still on their way.</summary>
    public int Count => _bySerial.Count;

    /// <summary>Slots in use.</summary>
    public int SlotsTaken => _slots.Taken;

    /// <summary>Reserves the first serials.</summary>
    /// <param name="ready">Called on the loop when calls can come.</param>
    public void Start(Action ready) => _serials.Start(ready);

    /// <summary>Closes the calls that a crash cut short, with the times last known (N13).</summary>
    public void Recover(ImmutableArray<CallRecord> open)
    {
        foreach (var call in open)
        {
            foreach (var stay in call.OpenStays) _store.SaveStay(stay, static () => { });
            var ended = call.OpenStays.IsEmpty ? call.Began : call.OpenStays.Max(stay => stay.Left);
            _store.SaveCall(call with { Ended = ended, Interrupted = true, OpenStays = [] });
        }
    }

    /// <summary>Calls back, on the loop, once no call is left: all have ended and their end notices are handed over (N13).</summary>
    public void WhenEmpty(Action empty)
    {
        if (Count == 0) empty();
        else _whenEmpty.Add(empty);
    }

    /// <inheritdoc />
    public void Report(SwitchFact fact)
    {
        switch (fact)
        {
            case OutsideCallArrived arrived:
                Arrive(arrived);
                break;
            case StationCallBegan began:
                BeginInside(began);
                break;
            case SwitchSnapshot snapshot:
                Compare(snapshot);
                break;
            case CallFact about when _byKey.TryGetValue(about.Call, out var call) && call.Over is null:
                Apply(call, about);
                if (fact is not CallOver) _store.SaveCall(call.Row(fact.At));
                break;
        }
    }

    /// <summary>A call that goes on, or whose last notices are on their way.</summary>
    internal Call? Find(Serial serial) => _bySerial.GetValueOrDefault(serial);

    /// <summary>The user's latest incoming outside call that is not only on disk, and whether he is in it (L1).</summary>
    internal LatestIncomingCall? LatestIncoming(UserId user)
    {
        var stays = _bySerial.Values.Select(call => call.Stays.GetValueOrDefault(user)).OfType<Stay>();
        var latest = stays.Where(stay => stay.Call.Direction == CallDirection.Incoming).MaxBy(stay => stay.Call.Serial.Value);
        return latest is null ? null : new LatestIncomingCall(latest.Call.Caller.Number, latest.Call.Dialled, !latest.IsClosing);
    }

    private void Arrive(OutsideCallArrived arrived)
    {
        if (Begin(arrived, CallDirection.Incoming) is not { } call) return;
        call.Arrive(arrived);
        call.Timeline.Add(arrived.At, "arrived", new LineEndpoint(arrived.Line));
        _store.SaveCall(call.Row(arrived.At));
    }

    private void BeginInside(StationCallBegan began)
    {
        if (Begin(began, CallDirection.Internal) is not { } call) return;
        call.Connect(began.Station, began.At);
        call.Timeline.Add(began.At, "began", new StationEndpoint(began.Station));
        _store.SaveCall(call.Row(began.At));
    }

    private Call? Begin(CallFact fact, CallDirection direction)
    {
        if (_byKey.ContainsKey(fact.Call)) return null;
        if (_serials.TryTake() is not { } serial)
        {
            _outOfSerials();
            return null;
        }

        var call = new Call(fact.Call, serial, _slots.Take(), _directory.Current, fact.At);
        _byKey.Add(fact.Call, call);
        _bySerial.Add(serial, call);
        Events.Publish(id => new CallBegan(id, fact.At, serial, call.Slot, direction));
        return call;
    }

    private void Apply(Call call, CallFact fact)
    {
        switch (fact)
        {
            case StationOffered offered:
                OnOffered(call, offered);
                break;
            case StationConnected connected:
                OnConnected(call, connected);
                break;
            case LinePlaced placed:
                OnPlaced(call, placed);
                break;
            case LineConnected connected when call.Connect(connected.Line, connected.At):
                Tell(call, connected.At, "answered", new LineEndpoint(connected.Line), static (id, at, c, who) => new Answered(id, at, c.Serial, c.Slot, who!));
                break;
            case StationLeft left:
                Leave(call, new StationEndpoint(left.Station), left.At);
                break;
            case LineLeft left:
                Leave(call, new LineEndpoint(left.Line), left.At);
                break;
            case CallsMerged merged:
                Merge(call, merged);
                break;
            case CallOver over:
                End(call, over.At);
                break;
            default:
                ApplyFeature(call, fact);
                break;
        }
    }

    private void ApplyFeature(Call call, CallFact fact)
    {
        switch (fact)
        {
            case PartyHeld held:
                ChangeHold(call, held.At, held.By, () => call.Hold(held.By, held.At));
                break;
            case PartyResumed resumed:
                ChangeHold(call, resumed.At, resumed.By, () => call.Resume(resumed.By, resumed.At));
                break;
            case CallParked parked:
                ChangeHold(call, parked.At, null, () => call.Park(parked.At));
                break;
            case CallRetrieved retrieved:
                ChangeHold(call, retrieved.At, null, () => call.Retrieve(retrieved.At));
                CloseAbsent(call, retrieved.At);
                break;
            case RecordingStarted recording:
                call.Record(recording.File, recording.At);
                Tell(call, recording.At, "recording", new StationEndpoint(recording.Station), (id, at, c, _) => new RecordingBegan(id, at, c.Serial, c.Slot, recording.File));
                break;
            case RecordingFinished finished:
                Tell(call, finished.At, "recorded", new StationEndpoint(finished.Station), (id, at, c, _) => new RecordingEnded(id, at, c.Serial, c.Slot, finished.File));
                break;
        }
    }

    private void OnOffered(Call call, StationOffered offered)
    {
        var user = call.Offer(offered.Station, offered.At);
        Tell(call, offered.At, "offered", new StationEndpoint(offered.Station), static (id, at, c, who) => new Offered(id, at, c.Serial, c.Slot, who!));
        OpenStay(call, user, offered.At);
    }

    private void OnConnected(Call call, StationConnected connected)
    {
        var user = call.Connect(connected.Station, connected.At);
        Tell(call, connected.At, "answered", new StationEndpoint(connected.Station), static (id, at, c, who) => new Answered(id, at, c.Serial, c.Slot, who!));
        OpenStay(call, user, connected.At);
    }

    private void OnPlaced(Call call, LinePlaced placed)
    {
        call.Place(placed);
        Tell(call, placed.At, "placed", new LineEndpoint(placed.Line), static (id, at, c, who) => new Offered(id, at, c.Serial, c.Slot, who!));
        foreach (var user in call.UsersPresent().ToArray()) OpenStay(call, user, placed.At);
    }

    private void ChangeHold(Call call, LoopInstant at, Endpoint? by, Action change)
    {
        var was = call.IsHeld;
        change();
        if (was == call.IsHeld) return;
        if (call.IsHeld) Tell(call, at, "held", by, static (id, at, c, _) => new Held(id, at, c.Serial, c.Slot));
        else Tell(call, at, "resumed", by, static (id, at, c, _) => new Resumed(id, at, c.Serial, c.Slot));
    }

    private void OpenStay(Call call, UserId? user, LoopInstant at)
    {
        if (call.IsOutside && user is { } known) _stays.Open(call, known, at);
    }

    private void Leave(Call call, Endpoint endpoint, LoopInstant at)
    {
        if (call.Leave(endpoint, at) is not { } party) return;
        call.Timeline.Add(at, "left", endpoint);
        if (party.User is { } user && !call.HasUser(user)) _stays.Close(call, user, at);
    }

    private void CloseAbsent(Call call, LoopInstant at)
    {
        foreach (var user in call.Stays.Keys.Where(user => !call.HasUser(user)).ToArray()) _stays.Close(call, user, at);
    }

    /// <summary>Which serial survives is decided here (N8); the key that goes on is the switch's.</summary>
    private void Merge(Call remaining, CallsMerged merged)
    {
        if (!_byKey.TryGetValue(merged.Vanishing, out var vanishing) || vanishing == remaining || vanishing.Over is not null) return;
        var (survivor, other) = Outranks(vanishing, remaining) ? (vanishing, remaining) : (remaining, vanishing);
        var moved = other.PartiesPresent().ToArray();
        survivor.Timeline.Add(merged.At, $"merged with {other.Serial}");
        foreach (var party in moved) survivor.Adopt(party, merged.At);
        End(other, merged.At);
        _byKey[merged.Call] = survivor;
        _byKey[merged.Vanishing] = survivor;
        foreach (var user in moved.Select(party => party.User).OfType<UserId>().Distinct()) OpenStay(survivor, user, merged.At);
        _store.SaveCall(survivor.Row(merged.At));
    }

    private static bool Outranks(Call a, Call b)
    {
        if (a.IsOutside != b.IsOutside) return a.IsOutside;
        return a.Serial.Value < b.Serial.Value;
    }

    private void End(Call call, LoopInstant at)
    {
        call.End(at);
        call.Timeline.Add(at, "over");
        foreach (var user in call.Stays.Keys.ToArray()) _stays.Close(call, user, at);
        foreach (var key in _byKey.Where(pair => pair.Value == call).Select(pair => pair.Key).ToArray()) _byKey.Remove(key);
        Events.Publish(id => new CallEnded(id, at, call.Serial, call.Slot));
        _store.SaveCall(call.Row(at));
        RemoveIfDone(call);
    }

    private void RemoveIfDone(Call call)
    {
        if (call.Over is null || call.Outstanding > 0 || !_bySerial.Remove(call.Serial)) return;
        _stays.Forget(call);
        _slots.Free(call.Slot);
        if (Count > 0) return;
        foreach (var empty in _whenEmpty) empty();
        _whenEmpty.Clear();
    }

    /// <summary>After a loss of the switch: what is missing has ended, what is new begins, what both know is brought up to date.</summary>
    private void Compare(SwitchSnapshot snapshot)
    {
        var known = snapshot.Calls.Select(call => call.Call).ToHashSet();
        foreach (var missing in _byKey.Where(pair => !known.Contains(pair.Key)).Select(pair => pair.Value).Distinct().ToArray()) End(missing, snapshot.At);
        foreach (var fact in snapshot.Calls.SelectMany(call => call.History)) Report(fact);
    }

    private void Tell(Call call, LoopInstant at, string what, Endpoint? who, Func<EventId, LoopInstant, Call, Endpoint?, CallEvent> make)
    {
        call.Timeline.Add(at, what, who);
        Events.Publish(id => make(id, at, call, who));
    }
}
