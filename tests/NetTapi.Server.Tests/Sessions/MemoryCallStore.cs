using System.Collections.Concurrent;
using System.Collections.Immutable;
using NetTapi.Telephony;
using NetTapi.Telephony.Records;

namespace NetTapi.Server.Tests.Sessions;

/// <summary>A store that keeps its promises in memory.</summary>
internal sealed class MemoryCallStore : ICallStore
{
    private readonly ConcurrentDictionary<(Serial, UserId), StayRecord> _stays = [];
    private int _nextSerial = 1;

    /// <summary>What comes of marking recordings as removed.</summary>
    public Func<Task<int>> Removing { get; set; } = static () => Task.FromResult(0);

    public LatestIncomingCall? Latest { get; set; }

    public void ReserveSerials(int count, Action<SerialBlock> reserved) => reserved(new SerialBlock(Interlocked.Add(ref _nextSerial, count) - count, count));

    public void SaveCall(CallRecord call)
    {
    }

    public void SaveStay(StayRecord stay, Action committed)
    {
        _stays[(stay.Serial, stay.User)] = stay;
        committed();
    }

    public ValueTask<ImmutableArray<StayRecord>> ReadStaysAsync(Serial serial, CancellationToken cancellation) =>
        ValueTask.FromResult(_stays.Values.Where(stay => stay.Serial == serial).ToImmutableArray());

    public ValueTask<LatestIncomingCall?> ReadLatestIncomingAsync(UserId user, CancellationToken cancellation) => ValueTask.FromResult(Latest);

    public ValueTask<ImmutableArray<CallRecord>> ReadOpenCallsAsync(CancellationToken cancellation) => ValueTask.FromResult(ImmutableArray<CallRecord>.Empty);

    public ValueTask<bool> SaveNoteAsync(Serial serial, string jobCode, string note, CancellationToken cancellation) => ValueTask.FromResult(false);

    public ValueTask<int> RemoveRecordingsAsync(IReadOnlyCollection<string> paths, CancellationToken cancellation) => new(Removing());
}
