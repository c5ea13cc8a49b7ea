using System.Collections.Immutable;
using NetTapi.Telephony;
using NetTapi.Telephony.Desks;
using NetTapi.Telephony.Records;
using NetTapi.Telephony.Switching;

namespace NetTapi.LoadTool;

/// <summary>What a desk stands on where nobody makes calls: no phones, no records, no audit.</summary>
internal sealed class NoPhones : ISwitch, ICallStore, IAuditLog
{
    public SwitchCapabilities Capabilities => SwitchCapabilities.None;

    public void Dial(DialRequest request, Action<DialOutcome> completed) => completed(DialOutcome.NoPhoneRegistered);

    public bool StartRecording(ImmutableArray<StationNumber> stations) => false;

    public bool StopRecording(ImmutableArray<StationNumber> stations) => false;

    public bool PlayDtmf(ImmutableArray<StationNumber> stations, string digits) => false;

    public void ReserveSerials(int count, Action<SerialBlock> reserved) => reserved(new SerialBlock(1, count));

    public void SaveCall(CallRecord call)
    {
    }

    public void SaveStay(StayRecord stay, Action committed) => committed();

    public ValueTask<ImmutableArray<StayRecord>> ReadStaysAsync(Serial serial, CancellationToken cancellation) => ValueTask.FromResult(ImmutableArray<StayRecord>.Empty);

    public ValueTask<LatestIncomingCall?> ReadLatestIncomingAsync(UserId user, CancellationToken cancellation) => ValueTask.FromResult<LatestIncomingCall?>(null);

    public ValueTask<ImmutableArray<CallRecord>> ReadOpenCallsAsync(CancellationToken cancellation) => ValueTask.FromResult(ImmutableArray<CallRecord>.Empty);

    public ValueTask<bool> SaveNoteAsync(Serial serial, string jobCode, string note, CancellationToken cancellation) => ValueTask.FromResult(false);

    public ValueTask<int> RemoveRecordingsAsync(IReadOnlyCollection<string> paths, CancellationToken cancellation) => ValueTask.FromResult(0);

    public void Asked(Principal who, string verb, UserId? uid, string outcome)
    {
    }

    public void OutOfSerials()
    {
    }

    public void ReadFailed(Exception fault)
    {
    }
}
