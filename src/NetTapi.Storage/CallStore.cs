using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NetTapi.Storage.Documents;
using NetTapi.Storage.Schema;
using NetTapi.Storage.Writing;
using NetTapi.Telephony;
using NetTapi.Telephony.Records;

namespace NetTapi.Storage;

/// <summary>The calls: writes go to the writer's queue, reads to the database.</summary>
internal sealed class CallStore(Writer writer, Reader reader) : ICallStore
{
    private static readonly Func<NetTapiContext, int, IEnumerable<NotedStay>> StaysOf = EF.CompileQuery((NetTapiContext context, int serial) =>
        from stay in context.Stays
        where stay.Serial == serial
        join call in context.Calls on stay.Serial equals call.Serial into calls
        from call in calls.DefaultIfEmpty()
        select new NotedStay(stay, call!.JobCode, call.Note));

    private static readonly Func<NetTapiContext, string, StayRow?> LatestIncoming = EF.CompileQuery((NetTapiContext context, string uid) =>
        context.Stays.Where(stay => stay.Uid == uid && stay.Direction == CallDirection.Incoming).OrderByDescending(stay => stay.Left).FirstOrDefault());

    public void ReserveSerials(int count, Action<SerialBlock> reserved)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        writer.Add(new SerialsWrite(count, reserved));
    }

    public void SaveCall(CallRecord call) => writer.Add(new CallWrite(call));

    public void SaveStay(StayRecord stay, Action committed) => writer.Add(new StayWrite(stay, committed));

    public async ValueTask<bool> SaveNoteAsync(Serial serial, string jobCode, string note, CancellationToken cancellation)
    {
        var write = new NoteWrite(serial, jobCode, note);
        writer.Add(write);
        return await write.Known.WaitAsync(cancellation);
    }

    public async ValueTask<ImmutableArray<StayRecord>> ReadStaysAsync(Serial serial, CancellationToken cancellation) =>
        await reader.ReadAsync(serial, static (context, serial) => StaysOf(context, serial.Value).Select(stay => stay.ToRecord()).ToImmutableArray(), cancellation);

    public async ValueTask<LatestIncomingCall?> ReadLatestIncomingAsync(UserId user, CancellationToken cancellation)
    {
        var stay = await reader.ReadAsync(user, static (context, user) => LatestIncoming(context, user.Value), cancellation);
        return stay is null ? null : new LatestIncomingCall(new Serial(stay.Serial), stay.CallerNumber, stay.Dialled, Active: false);
    }

    public async ValueTask<ImmutableArray<CallRecord>> ReadOpenCallsAsync(CancellationToken cancellation) =>
        await reader.ReadAsync(
            0,
            static (context, _) => context.Calls.Where(call => call.Ended == null).OrderBy(call => call.Serial).AsEnumerable().Select(row => row.ToRecord()).ToImmutableArray(),
            cancellation);

    public async ValueTask<int> RemoveRecordingsAsync(IReadOnlyCollection<string> paths, CancellationToken cancellation)
    {
        var removed = paths.ToHashSet();
        var stays = await reader.ReadAsync(removed, static (context, removed) => StaysListing(context, removed), cancellation);
        if (stays.Length == 0) return 0;
        var write = new RemovalWrite(stays, removed);
        writer.Add(write);
        return await write.Done.WaitAsync(cancellation);
    }

    // The whole table is looked through, once for all paths of a retention run: beside the writer, so that no end notice waits for it.
    private static (int Serial, string Uid)[] StaysListing(NetTapiContext context, HashSet<string> paths) =>
    [
        .. context.Stays.Where(stay => stay.RecordingFiles != StoredRecordings.None).Select(stay => new { stay.Serial, stay.Uid, stay.RecordingFiles }).AsEnumerable()
            .Where(stay => StoredRecordings.Read(stay.RecordingFiles).Present.Any(paths.Contains)).Select(stay => (stay.Serial, stay.Uid)),
    ];
}
