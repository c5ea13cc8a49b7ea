using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Records;
using NetTapi.Telephony.Tests.Offices;

namespace NetTapi.Telephony.Tests.Histories;

/// <summary>What ought to be: serials and slots, who is in which call, who is owed which notice, and every record, worked out the slow and simple way.</summary>
internal sealed class ModelOffice
{
    private readonly HashSet<int> _slots = [];
    private readonly Dictionary<(int Serial, string Uid), TimeSpan> _joined = [];
    private readonly List<ModelStay> _stays = [];
    private int _turn;

    public List<ModelCall> Calls { get; } = [];

    public List<ModelWatcher> Watchers { get; } = [];

    public IEnumerable<ModelCall> Live => Calls.Where(call => !call.IsOver);

    /// <summary>The turns at which a merger ended one call and let its users into the other (N8).</summary>
    public List<(int Ends, int Starts)> Mergers { get; } = [];

    /// <summary>The record that ought to be on disk for each user who left.</summary>
    public Dictionary<(int Serial, string Uid), string> Records { get; } = [];

    /// <summary>The files that record ought to list in the end: all begun before he left.</summary>
    public Dictionary<(int Serial, string Uid), string[]> Files { get; } = [];

    /// <summary>Stays whose user left and whose end is not handed over.</summary>
    public IEnumerable<ModelStay> Owed => _stays.Where(stay => stay is { HasLeft: true, IsSettled: false });

    public IReadOnlyDictionary<(int Serial, string Uid), TimeSpan> Joined => _joined;

    public ModelCall Begin(TimeSpan at, DirectoryIndex directory)
    {
        var slot = Enumerable.Range(1, int.MaxValue).First(slot => !_slots.Contains(slot));
        _slots.Add(slot);
        var call = new ModelCall(Calls.Count + 1, slot, directory, at);
        Calls.Add(call);
        return call;
    }

    /// <summary>Looks who came into a call and who left it by what was just changed.</summary>
    public void Look(ModelCall call, TimeSpan at)
    {
        _turn++;
        string[] users = call.IsOutside && !call.IsOver ? [.. call.Now.Users] : [];
        foreach (var uid in call.InCall.Except(users).ToArray()) Leave(call, uid, at);
        foreach (var uid in users.Except(call.InCall).ToArray()) Join(call, uid, at);
        FreeSlot(call);
    }

    /// <summary>One call has ended in another.</summary>
    public void LookAtMerger(ModelCall survivor, ModelCall other, TimeSpan at)
    {
        Look(other, at);
        Look(survivor, at);
        Mergers.Add((_turn - 1, _turn));
    }

    /// <summary>A stay's record is on disk, or its end is handed over.</summary>
    /// <param name="serial">The call.</param>
    /// <param name="uid">The user.</param>
    /// <param name="visit">Which stay's record is on disk, perhaps not for the first time; null: the first end that is owed is handed over.</param>
    public void Settle(int serial, string uid, int? visit)
    {
        var stay = _stays.Find(stay => stay.Call.Serial == serial && stay.Uid == uid && stay is { HasLeft: true, IsSettled: false } && (visit is null || stay.Visit == visit));
        if (stay is null || stay.IsWatched != visit is null) return;
        stay.IsSettled = true;
        FreeSlot(stay.Call);
    }

    private void Join(ModelCall call, string uid, TimeSpan at)
    {
        call.InCall.Add(uid);
        call.Visits[uid] = call.Visits.GetValueOrDefault(uid) + 1;
        _joined[(call.Serial, uid)] = at;
        ModelWatcher[] told = [.. Watchers.Where(watcher => watcher.Wants(uid, call))];
        _stays.Add(new ModelStay(call, uid, told.Length > 0, call.Visits[uid]));
        var start = call.Direction == CallDirection.Incoming
            ? Wire.In(uid, call.Slot, call.Serial, call.CallerName, call.CallerNumber)
            : Wire.Out(uid, call.Slot, call.Serial, call.Dialled);
        foreach (var watcher in told)
        {
            watcher.Expected.Add((_turn, call.Serial, start));
            watcher.Owed.Add((call.Serial, uid));
        }
    }

    private void Leave(ModelCall call, string uid, TimeSpan at)
    {
        call.InCall.Remove(uid);
        Files[(call.Serial, uid)] = [.. call.Files];
        Records[(call.Serial, uid)] = call.Record(uid, call.Visits[uid], at);
        _stays.Single(stay => stay.Call == call && stay.Uid == uid && !stay.HasLeft).HasLeft = true;
        foreach (var watcher in Watchers.Where(watcher => watcher.Owed.Remove((call.Serial, uid))))
            watcher.Expected.Add((_turn, call.Serial, Wire.End(uid, call.Slot, call.Serial)));
    }

    private void FreeSlot(ModelCall call)
    {
        if (call.IsOver && _stays.Where(stay => stay.Call == call).All(stay => stay.IsSettled)) _slots.Remove(call.Slot);
    }
}

/// <summary>A stay in the naive model.</summary>
internal sealed class ModelStay(ModelCall call, string uid, bool isWatched, int visit)
{
    public int Visit { get; } = visit;

    public ModelCall Call { get; } = call;

    public string Uid { get; } = uid;

    public bool IsWatched { get; } = isWatched;

    public bool HasLeft { get; set; }

    public bool IsSettled { get; set; }
}

/// <summary>A watcher, and what he ought to hear.</summary>
internal sealed class ModelWatcher(TestWatcher watcher, string[] uids, bool incoming, bool outgoing, int callsBefore)
{
    public TestWatcher Watcher { get; } = watcher;

    /// <summary>Expected notices in turn: those of one turn in no order.</summary>
    public List<(int Turn, int Serial, string Text)> Expected { get; } = [];

    public HashSet<(int Serial, string Uid)> Owed { get; } = [];

    public bool IsOpen { get; set; } = true;

    /// <summary>N1, N10: the type he asked for, of a call that began after he did.</summary>
    public bool Wants(string uid, ModelCall call) =>
        IsOpen && uids.Contains(uid) && call.Serial > callsBefore && (call.Direction == CallDirection.Incoming ? incoming : outgoing);
}
