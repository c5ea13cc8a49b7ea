using NetTapi.Loop;
using NetTapi.Telephony.Desks;
using NetTapi.Telephony.Notices;
using NetTapi.Telephony.Records;
using NetTapi.Telephony.Tests.Offices;

namespace NetTapi.Telephony.Tests.Histories;

/// <summary>One history, lived by the office under test and by the model; every difference is found where it shows first.</summary>
internal sealed class HistoryRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly History _history;
    private readonly World _world;
    private readonly Queue<Action> _disk = new();
    private TimeSpan _diskFree;
    private int _writes;
    private int _handedOver;

    public HistoryRun(History history)
    {
        _history = history;
        Office.Store.Plan = Write;
        Office.Store.Committed = stay => Model.Settle(stay.Serial.Value, stay.User.Value, stay.Visit);
        Office.Sink.Delivering = Check;
        Office.Sink.Plan = HandOver;
        _world = new World(Office, Model, history.FileDelays);
    }

    public TestOffice Office { get; } = new();

    public ModelOffice Model { get; } = new();

    /// <summary>Lives the steps.</summary>
    public void Live()
    {
        foreach (var step in _history.Steps) _world.Do(step);
    }

    /// <summary>Ends all calls and lets everything come to rest.</summary>
    public void End()
    {
        _world.EndAll();
        var isEmpty = false;
        Office.Book.WhenEmpty(() => isEmpty = true);
        Office.Loop.RunUntilIdle();
        Assert.True(isEmpty, "N13: the book is not empty.");
        Assert.Equal((0, 0), (Office.Book.Count, Office.Book.SlotsTaken));
        Assert.Equal(0, Office.Loop.PendingTimers);
        Assert.Equal(Model.Records.Values.Order(), Office.Store.Stays.Values.Select(Text).Order());
        Assert.All(Office.Store.Stays.Values, stay => Assert.Equal(Model.Files[(stay.Serial.Value, stay.User.Value)].Order(), stay.RecordingFiles.Order()));
        Assert.All(Office.Store.Calls.Values, call => Assert.True(call.Ended is not null && call.OpenStays.IsEmpty));
        foreach (var watcher in Model.Watchers) CheckHeard(watcher);
    }

    /// <summary>Where every write was quick, each watcher heard of each call exactly in the order of its events (N12), and of a merger the end first (N8).</summary>
    public void CheckOrder()
    {
        foreach (var watcher in Model.Watchers.Where(watcher => watcher.IsOpen))
        {
            var places = PlacesByTurn(watcher);
            var turns = watcher.Expected.GroupBy(expected => expected.Serial).Select(call => call.Select(expected => expected.Turn).Distinct().Order());
            var inOrder = turns.SelectMany(call => call.Zip(call.Skip(1))).Concat(Model.Mergers);
            foreach (var (earlier, later) in inOrder.Where(pair => places.Contains(pair.Item1) && places.Contains(pair.Item2)))
                Assert.True(places[earlier].Max() < places[later].Min(), $"N8, N12: what happened at {later} was told before what happened at {earlier}.");
        }
    }

    /// <summary>Where what was expected of each turn stands in what was heard.</summary>
    private static ILookup<int, int> PlacesByTurn(ModelWatcher watcher)
    {
        var places = watcher.Watcher.Heard.Select((text, place) => (text, place)).GroupBy(heard => heard.text).ToDictionary(same => same.Key, same => new Queue<int>(same.Select(heard => heard.place)));
        return watcher.Expected.ToLookup(expected => expected.Turn, expected => places[expected.Text].Dequeue());
    }

    /// <summary>A record as the model writes them.</summary>
    public static string Text(StayRecord stay) => ModelCall.Text(
        stay.Serial.Value, stay.User.Value, stay.Visit, stay.Direction, stay.Began - Facts.Epoch, stay.Duration, stay.RingTime, stay.HoldTime, stay.Parties);

    private static void CheckHeard(ModelWatcher watcher)
    {
        Assert.Empty(watcher.IsOpen ? watcher.Watcher.Auditor.Complete() : watcher.Watcher.Auditor.Violations);
        if (watcher.IsOpen) Assert.Equal(watcher.Expected.Select(expected => expected.Text).Order(), watcher.Watcher.Heard.Order());
    }

    private void Check(Notice notice)
    {
        var key = (notice.Serial.Value, notice.User.Value);
        if (notice is EndNotice) CheckInfo(notice);
        else if (Model.Calls[notice.Serial.Value - 1].Visits[notice.User.Value] == 1) Assert.True(Office.Loop.Now.Monotonic - Model.Joined[key] <= Patience, $"N12: {notice} comes late.");
    }

    /// <summary>At the moment an end is seen call_info answers, unless the user is back (Q10, N9).</summary>
    private void CheckInfo(Notice notice)
    {
        CallInfoResult? result = null;
        Office.Desk.CallInfo(TestOffice.Ken, notice.Serial, notice.User.Value, null, found => result = found);
        var call = Model.Calls[notice.Serial.Value - 1];
        var onDisk = Office.Store.Stays.GetValueOrDefault((notice.Serial, notice.User));
        Assert.NotNull(onDisk);
        var isBack = call.InCall.Contains(notice.User.Value) || onDisk.Visit < call.Visits[notice.User.Value];
        if (isBack) Assert.IsType<CallNotCompleted>(result);
        else Assert.Equal(Model.Records[(notice.Serial.Value, notice.User.Value)], Text(Assert.IsType<CallCompleted>(result).Stay));
    }

    /// <summary>Durable in order, each after its time or when those before it are.</summary>
    private void Write(Action write)
    {
        var due = Office.Loop.Now.Monotonic + TimeSpan.FromMilliseconds(_history.DiskDelays[_writes++ % _history.DiskDelays.Length]);
        _diskFree = due > _diskFree ? due : _diskFree;
        _disk.Enqueue(write);
        Office.Loop.Schedule(_diskFree - Office.Loop.Now.Monotonic, () => _disk.Dequeue()());
    }

    private void HandOver(Notice notice, Action handedOver)
    {
        var delay = _history.HandOverDelays[_handedOver++ % _history.HandOverDelays.Length];
        if (delay == 0) Say();
        else Office.Loop.Schedule(TimeSpan.FromMilliseconds(delay), Say);

        void Say()
        {
            Model.Settle(notice.Serial.Value, notice.User.Value, null);
            handedOver();
        }
    }
}
