using System.Collections.Immutable;
using NetTapi.Loop;
using NetTapi.Telephony;
using NetTapi.Telephony.Records;

namespace NetTapi.Switch.Tests.Simulation;

/// <summary>A disk in virtual time: writes are durable in order, some time after they were asked for, and now and then it refuses for a while.</summary>
public sealed class SimulatedStore(SimulatedLoop loop) : ICallStore
{
    private readonly Dictionary<(Serial, UserId), StayRecord> _stays = [];
    private readonly Dictionary<Serial, CallRecord> _calls = [];
    private readonly Queue<Action> _waiting = new();
    private int _nextSerial = 1;
    private bool _isWriting;

    /// <summary>Calls whose row has no end.</summary>
    public IEnumerable<CallRecord> Open => _calls.Values.Where(call => call.Ended is null);

    /// <summary>Stays on disk.</summary>
    public int Stays => _stays.Count;

    public void ReserveSerials(int count, Action<SerialBlock> reserved) => Write(() =>
    {
        reserved(new SerialBlock(_nextSerial, count));
        _nextSerial += count;
    });

    public void SaveCall(CallRecord call) => Write(() => _calls[call.Serial] = call);

    public void SaveStay(StayRecord stay, Action committed) => Write(() =>
    {
        _stays[(stay.Serial, stay.User)] = stay;
        committed();
    });

    public ValueTask<ImmutableArray<StayRecord>> ReadStaysAsync(Serial serial, CancellationToken cancellation) =>
        new([.. _stays.Values.Where(stay => stay.Serial == serial)]);

    public ValueTask<LatestIncomingCall?> ReadLatestIncomingAsync(UserId user, CancellationToken cancellation) => new((LatestIncomingCall?)null);

    public ValueTask<ImmutableArray<CallRecord>> ReadOpenCallsAsync(CancellationToken cancellation) => new([.. Open]);

    public ValueTask<bool> SaveNoteAsync(Serial serial, string jobCode, string note, CancellationToken cancellation) => new(false);

    public ValueTask<int> RemoveRecordingsAsync(IReadOnlyCollection<string> paths, CancellationToken cancellation) => new(0);

    private void Write(Action durable)
    {
        _waiting.Enqueue(durable);
        if (_isWriting) return;
        _isWriting = true;
        Begin();
    }

    // One write in fifty finds a disk that refuses for longer than a start notice waits (N12).
    private void Begin() => loop.Schedule(TimeSpan.FromMilliseconds(loop.Entropy.Next(50) == 0 ? 2000 : loop.Entropy.Next(8)), Commit);

    private void Commit()
    {
        var group = _waiting.ToArray();
        _waiting.Clear();
        foreach (var durable in group) durable();
        _isWriting = _waiting.Count > 0;
        if (_isWriting) Begin();
    }
}
