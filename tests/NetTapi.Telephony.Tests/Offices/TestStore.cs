using System.Collections.Immutable;
using NetTapi.Telephony.Records;

namespace NetTapi.Telephony.Tests.Offices;

/// <summary>A disk in memory: writes are durable in the order they were asked for, at once, or when a test or a plan lets them.</summary>
internal sealed class TestStore : ICallStore
{
    private readonly Queue<Action> _waiting = new();
    private int _nextSerial = 1;

    /// <summary>Calls on disk.</summary>
    public Dictionary<Serial, CallRecord> Calls { get; } = [];

    /// <summary>Stays on disk.</summary>
    public Dictionary<(Serial Serial, UserId User), StayRecord> Stays { get; } = [];

    /// <summary>Whether the disk refuses: writes wait until <see cref="Accept"/>.</summary>
    public bool Refuses { get; set; }

    /// <summary>Called for each write with what makes it durable; null: at once.</summary>
    public Action<Action>? Plan { get; set; }

    /// <summary>Told of each stay that is on disk, before the one who waits for it.</summary>
    public Action<StayRecord>? Committed { get; set; }

    /// <summary>Told of each row of a call that is to be written.</summary>
    public Action<CallRecord>? Saved { get; set; }

    /// <summary>Thrown by reads.</summary>
    public Exception? ReadFault { get; set; }

    /// <summary>The answer to L1 that is on disk.</summary>
    public LatestIncomingCall? Latest { get; set; }

    /// <summary>Writes all that waits, and from now on at once.</summary>
    public void Accept()
    {
        Refuses = false;
        while (_waiting.TryDequeue(out var write)) write();
    }

    /// <summary>Writes the next few that wait.</summary>
    public void AcceptNext(int writes)
    {
        for (; writes > 0 && _waiting.TryDequeue(out var write); writes--) write();
    }

    /// <summary>The same disk after a crash: what was durable is there, what was not is lost.</summary>
    public TestStore AfterCrash()
    {
        var after = new TestStore { _nextSerial = _nextSerial };
        foreach (var (serial, call) in Calls) after.Calls.Add(serial, call);
        foreach (var (key, stay) in Stays) after.Stays.Add(key, stay);
        return after;
    }

    public void ReserveSerials(int count, Action<SerialBlock> reserved) => Write(() =>
    {
        var first = _nextSerial;
        _nextSerial += count;
        reserved(new SerialBlock(first, count));
    });

    public void SaveCall(CallRecord call)
    {
        Saved?.Invoke(call);
        Write(() => Calls[call.Serial] = call);
    }

    public void SaveStay(StayRecord stay, Action committed) => Write(() =>
    {
        Stays[(stay.Serial, stay.User)] = stay;
        Committed?.Invoke(stay);
        committed();
    });

    public ValueTask<ImmutableArray<StayRecord>> ReadStaysAsync(Serial serial, CancellationToken cancellation) =>
        Read<ImmutableArray<StayRecord>>([.. Stays.Values.Where(stay => stay.Serial == serial)]);

    public ValueTask<LatestIncomingCall?> ReadLatestIncomingAsync(UserId user, CancellationToken cancellation) => Read(Latest);

    public ValueTask<ImmutableArray<CallRecord>> ReadOpenCallsAsync(CancellationToken cancellation) =>
        Read<ImmutableArray<CallRecord>>([.. Calls.Values.Where(call => call.Ended is null)]);

    public ValueTask<bool> SaveNoteAsync(Serial serial, string jobCode, string note, CancellationToken cancellation) => new(false);

    public ValueTask<int> RemoveRecordingsAsync(IReadOnlyCollection<string> paths, CancellationToken cancellation) => new(0);

    private ValueTask<T> Read<T>(T found) => ReadFault is null ? new(found) : ValueTask.FromException<T>(ReadFault);

    private void Write(Action write)
    {
        if (Plan is not null) Plan(write);
        else if (Refuses) _waiting.Enqueue(write);
        else write();
    }
}
