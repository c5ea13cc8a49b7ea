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
    private const int EndedKeysKept = 4096;

    // Calls that are over while a file of theirs is still being closed; no more than a switch that never says so could fill.
    private const int UnfinishedKept = 4096;

    private readonly Dictionary<CallKey, Call> _byKey = [];
    private readonly Dictionary<Serial, Call> _bySerial = [];
    private readonly SlotTable _slots = new();
    private readonly SerialSource _serials;
    private readonly RowKeeper _rows;
    private readonly StayKeeper _stays;
    private readonly CallChanges _changes;
    private readonly LineStates _lineStates;
    private readonly Dictionary<CallKey, Call> _unfinished = [];
    private readonly EndedKeys _ended = new(EndedKeysKept);
    private readonly Interests _interests;
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
        _interests = interests;
        _outOfSerials = outOfSerials;
        _serials = new SerialSource(loop, store, SerialBlockSize);
        Events = new CallEventStream(loop, epoch, EventsKept);
        _rows = new RowKeeper(loop, store);
        _stays = new StayKeeper(loop, store, _rows, interests, sink, Events) { Settled = OnSettled };
        _changes = new CallChanges(_stays, Events);
        _lineStates = new LineStates(Events);
        directory.StatusChanged += (user, status) => Events.Publish(id => new StatusChanged(id, loop.Now, user, status.Name));
    }

    /// <summary>What happens, as one stream.</summary>
    public CallEventStream Events { get; }

    /// <summary>Calls going on, and calls whose last notices are still on their way.</summary>
    public int Count => _bySerial.Count;

    /// <summary>Slots in use.</summary>
    public int SlotsTaken => _slots.Taken;

    /// <summary>Keys under which a file may still be closed of a call that is over, or has another key by now.</summary>
    internal int Unfinished => _unfinished.Count;

    /// <summary>Reserves the first serials.</summary>
    /// <param name="ready">Called on the loop when calls can come.</param>
    public void Start(Action ready) => _serials.Start(ready);

    /// <summary>Closes the calls that a crash cut short, with the times last known (N13).</summary>
    /// <param name="open">Their rows.</param>
    /// <param name="onDisk">The stays in these calls that have a record.</param>
    public void Recover(ImmutableArray<CallRecord> open, ImmutableArray<StayRecord> onDisk)
    {
        foreach (var call in open)
        {
            StayRecord[] stays = [.. call.OpenStays.Select(stay => LastKnown(stay, onDisk.FirstOrDefault(known => known.Serial == stay.Serial && known.User == stay.User)))];
            foreach (var stay in stays) _store.SaveStay(stay, static () => { });
            var ended = stays.Length == 0 ? call.Began : stays.Max(stay => stay.Left);
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
            case OutsideCallArrived or StationCallBegan:
                Begin((CallFact)fact);
                break;
            case CallsMerged merged:
                Merge(merged);
                break;
            case SwitchSnapshot snapshot:
                Compare(snapshot);
                break;
            case CallFact about when _byKey.TryGetValue(about.Call, out var call) && call.Facts.Add(about):
                Apply(call, about);
                break;
            case RecordingFinished late when _unfinished.TryGetValue(late.Call, out var over):
                _changes.Apply(over, late);
                break;
        }

        if (fact is RecordingFinished) ForgetFinished();
    }

    /// <summary>What a user's phones do.</summary>
    public LineState LineStateOf(UserId user) => _lineStates.Of(user);

    /// <inheritdoc />
    public string? NameRecording(CallKey call, StationNumber station) => _byKey.GetValueOrDefault(call)?.NameRecording(station);

    /// <summary>Subscribes to every event from now on, and tells what goes on now: no event is missing between the two, and none is in both.</summary>
    /// <param name="subscriber">Called on the loop for each event, in turn; what it throws is its own fault and harms no call.</param>
    public CallSubscription Subscribe(Action<CallEvent> subscriber) => new(
        Events.Last,
        [.. _bySerial.Values.Where(call => call.Over is null).OrderBy(call => call.Serial.Value).Select(call => call.Snapshot())],
        _lineStates.Snapshot(),
        Events.Subscribe(subscriber));

    /// <summary>The files of calls whose records are not all on disk yet: they will be listed there, and no retention may take them before.</summary>
    public ImmutableHashSet<string> RecordingFiles =>
        [.. _bySerial.Values.Concat(_unfinished.Values).SelectMany(call => call.Recordings.All).Select(recording => recording.File)];

    /// <summary>A call that goes on, or whose last notices are on their way.</summary>
    internal Call? Find(Serial serial) => _bySerial.GetValueOrDefault(serial);

    /// <summary>The user's latest incoming outside call that is not only on disk, and whether he is in it (L1).</summary>
    internal LatestIncomingCall? LatestIncoming(UserId user)
    {
        var stays = _bySerial.Values.Select(call => call.Stays.GetValueOrDefault(user)).OfType<Stay>();
        var latest = stays.Where(stay => stay.Call.Direction == CallDirection.Incoming).MaxBy(stay => stay.Call.Serial.Value);
        return latest is null ? null : new LatestIncomingCall(latest.Call.Serial, latest.Call.Caller.Number, latest.Call.Dialled, !latest.IsClosing);
    }

    /// <summary>
    /// A row may be older than the record of a user who has left since: what he was told of (Q10) stays as it is, but for the files it could not list before they were mended.
    /// </summary>
    private static StayRecord LastKnown(StayRecord inRow, StayRecord? onDisk) => onDisk is null || onDisk.Visit < inRow.Visit
        ? inRow
        : onDisk with { RecordingFiles = [.. inRow.RecordingFiles.Union(onDisk.RecordingFiles).Except(onDisk.RemovedRecordings)] };

    private void Begin(CallFact birth)
    {
        if (_byKey.ContainsKey(birth.Call) || _ended.Contains(birth.Call)) return;
        if (_serials.TryTake() is not { } serial)
        {
            _outOfSerials();
            return;
        }

        var call = new Call(birth.Call, serial, _slots.Take(), _directory.Current, birth.At) { BornAt = _interests.Mark };
        _byKey.Add(birth.Call, call);
        _bySerial.Add(serial, call);
        call.Facts.Add(birth);
        var direction = birth is OutsideCallArrived ? CallDirection.Incoming : CallDirection.Internal;
        Events.Publish(id => new CallBegan(id, birth.At, serial, call.Slot, direction));
        CallChanges.Begin(call, birth);
        _lineStates.Look(call, birth.At);
        _rows.Now(call, birth.At);
    }

    private void Apply(Call call, CallFact fact)
    {
        if (fact is CallOver)
        {
            Forget(call.Key);
            call.Recordings.CloseAll();
            KeepUnfinished(call.Key, call);
            End(call, fact.At);
            return;
        }

        _changes.Apply(call, fact);
        _lineStates.Look(call, fact.At);
        _rows.Changed(call, fact.At);
    }

    /// <summary>Which serial survives is decided here (N8); the key that goes on is the switch's.</summary>
    private void Merge(CallsMerged merged)
    {
        if (!_byKey.TryGetValue(merged.Vanishing, out var vanishing) || _ended.Contains(merged.Call)) return;
        var remaining = _byKey.GetValueOrDefault(merged.Call);
        if (remaining == vanishing) return;
        Forget(merged.Vanishing);
        // A call that was never seen, for want of a serial, leaves its key to the one that was.
        var survivor = remaining is null || Outranks(vanishing, remaining) ? vanishing : remaining;
        survivor.Key = merged.Call;
        vanishing.Facts.Add(merged);
        remaining?.Facts.Add(merged);
        _byKey[merged.Call] = survivor;
        KeepUnfinished(merged.Vanishing, vanishing);
        if (remaining is not null) Join(survivor, survivor == remaining ? vanishing : remaining, merged);
        _rows.Changed(survivor, merged.At);
    }

    /// <summary>The file of a call that is over, or has another key by now, may be closed later.</summary>
    private void KeepUnfinished(CallKey key, Call call)
    {
        if (call.Recordings.AnyOpen && _unfinished.Count < UnfinishedKept) _unfinished[key] = call;
    }

    /// <summary>A file that was closed under one key may have been the last that others waited for: of calls that merged, all list it.</summary>
    private void ForgetFinished()
    {
        foreach (var (key, call) in _unfinished)
            if (!call.Recordings.AnyOpen) _unfinished.Remove(key);
    }

    private void Join(Call survivor, Call other, CallsMerged merged)
    {
        survivor.Facts.TakeOver(other.Facts);
        survivor.Timeline.Add(merged.At, $"merged with {other.Serial}");
        var moved = survivor.Adopt(other, merged.At);
        // Before the other ends: who comes over with it is at no time in no call.
        _lineStates.Look(survivor, merged.At);
        other.Key = merged.Vanishing;
        End(other, merged.At);
        _stays.Follow(survivor, other);
        _changes.TakeOver(survivor, moved, merged.At);
    }

    private static bool Outranks(Call a, Call b)
    {
        if (a.IsOutside != b.IsOutside) return a.IsOutside;
        return a.Serial.Value < b.Serial.Value;
    }

    private void Forget(CallKey key)
    {
        _byKey.Remove(key);
        _ended.Add(key);
    }

    private void End(Call call, LoopInstant at)
    {
        call.End(at);
        call.Timeline.Add(at, "over");
        foreach (var user in call.Stays.Keys.ToArray()) _stays.Close(call, user, at);
        Events.Publish(id => new CallEnded(id, at, call.Serial, call.Slot));
        _lineStates.Look(call, at);
        _rows.Now(call, at);
        if (call.Outstanding == 0) Remove(call);
    }

    private void OnSettled(Call call)
    {
        if (call.Over is not null) Remove(call);
    }

    private void Remove(Call call)
    {
        _bySerial.Remove(call.Serial);
        _stays.Forget(call);
        _slots.Free(call.Slot);
        if (Count > 0) return;
        Action[] empty = [.. _whenEmpty];
        _whenEmpty.Clear();
        foreach (var tell in empty) tell();
    }

    /// <summary>After a loss of the switch: what is missing has ended, what is new begins, what both know is brought up to date.</summary>
    private void Compare(SwitchSnapshot snapshot)
    {
        var known = snapshot.Calls.Select(call => call.Call).ToHashSet();
        foreach (var missing in _byKey.Values.Where(call => !known.Contains(call.Key)).ToArray())
        {
            Forget(missing.Key);
            End(missing, snapshot.At);
        }

        foreach (var fact in snapshot.Calls.SelectMany(call => call.History)) Report(fact);
    }
}
