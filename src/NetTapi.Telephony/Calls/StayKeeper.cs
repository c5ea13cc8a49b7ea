using NetTapi.Loop;
using NetTapi.Telephony.Notices;
using NetTapi.Telephony.Records;

namespace NetTapi.Telephony.Calls;

/// <summary>Opens and closes stays: the start notice at once, the record at the leaving, the end notice when the record is on disk (Q10).</summary>
internal sealed class StayKeeper(IControlLoop loop, ICallStore store, RowKeeper rows, Interests interests, INoticeSink sink, CallEventStream events)
{
    /// <summary>How long an end may wait for a file to be closed; a record without it is completed later.</summary>
    public static readonly TimeSpan FilePatience = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Call, NoticeOrder> _orders = [];

    /// <summary>Told on the loop when nothing of a call is on its way any more.</summary>
    public Action<Call> Settled { get; set; } = static _ => { };

    /// <summary>A user came into an outside call, unless he is in it already.</summary>
    public void Open(Call call, UserId user, LoopInstant at)
    {
        if (call.Stays.TryGetValue(user, out var present) && !present.IsClosing) return;
        var visit = call.Visits[user] = call.Visits.GetValueOrDefault(user) + 1;
        var type = call.Direction == CallDirection.Incoming ? CallTypes.IncomingOutside : CallTypes.OutgoingOutside;
        var stay = new Stay(call, user, visit, interests.WatchersOf(user, type, call.BornAt));
        call.Stays[user] = stay;
        events.Publish(id => new Joined(id, at, call.Serial, call.Slot, user));
        OrderOf(call).Start(StartOf(stay), stay.Watchers);
    }

    /// <summary>A user left: his stay is closing until its record is on disk.</summary>
    public void Close(Call call, UserId user, LoopInstant at)
    {
        if (!call.Stays.TryGetValue(user, out var stay) || stay.IsClosing) return;
        stay.IsClosing = true;
        call.Outstanding++;
        events.Publish(id => new Left(id, at, call.Serial, call.Slot, user));
        var end = OrderOf(call).End(new EndNotice(user, call.Slot, call.Serial), stay.Watchers, () => OnHandedOver(call));
        var closing = new StayClosing(stay, call.Figures(stay, at)) { Committed = () => loop.Post(() => OnCommitted(stay, end)) };
        // A user who was here before has one record (N9): what the former one still waited for, this one names.
        if (call.Incomplete.Remove(user, out var former)) Save(former);
        if (closing.LacksFile) call.Incomplete.Add(user, closing);
        if (closing.AwaitsFile) closing.Patience = loop.Schedule(FilePatience, () => Save(closing));
        else Save(closing);
    }

    /// <summary>A recording's file is whole and closed, or there is none: records that waited for it are saved, those that lacked it are written again.</summary>
    /// <returns>Whether that is news.</returns>
    public bool Finish(Call call, string file, bool isThere)
    {
        if (call.Recordings.Find(file) is not { IsClosed: false } recording) return false;
        recording.IsClosed = recording.IsClosing = true;
        recording.IsMissing = !isThere;
        foreach (var listing in recording.Calls) Complete(listing);
        return true;
    }

    /// <summary>What is told of a call from now on comes after what is still owed of another that merged into it (N8).</summary>
    public void Follow(Call call, Call merged)
    {
        if (_orders.TryGetValue(merged, out var before)) OrderOf(call).Follow(before);
    }

    /// <summary>Forgets a call of which nothing is on its way.</summary>
    public void Forget(Call call) => _orders.Remove(call);

    private void Complete(Call call)
    {
        if (call.Incomplete.Count == 0) return;
        foreach (var (user, closing) in call.Incomplete.ToArray())
        {
            if (!closing.LacksFile) call.Incomplete.Remove(user);
            if (!closing.AwaitsFile) Write(closing);
        }

        if (call.Over is { } over) rows.Now(call, over);
    }

    /// <summary>Writes a record for the first time.</summary>
    private void Save(StayClosing closing)
    {
        if (!closing.IsSaved) Write(closing);
    }

    private void Write(StayClosing closing)
    {
        closing.Patience?.Cancel();
        store.SaveStay(closing.Record, closing.IsSaved ? static () => { } : closing.Committed);
        closing.IsSaved = true;
    }

    private static Notice StartOf(Stay stay)
    {
        var call = stay.Call;
        return call.Direction == CallDirection.Incoming
            ? new IncomingCallNotice(stay.User, call.Slot, call.Serial, call.Caller.Name, call.Caller.Number)
            : new OutgoingCallNotice(stay.User, call.Slot, call.Serial, call.Dialled);
    }

    private static void OnCommitted(Stay stay, Action end)
    {
        // Only now does call_info answer with the figures, and only after this can anyone see the end. A user who is back has another stay in its place.
        if (stay.Call.Stays.GetValueOrDefault(stay.User) == stay) stay.Call.Stays.Remove(stay.User);
        end();
    }

    private void OnHandedOver(Call call)
    {
        call.Outstanding--;
        if (call.Outstanding == 0) Settled(call);
    }

    private NoticeOrder OrderOf(Call call)
    {
        if (!_orders.TryGetValue(call, out var order)) _orders.Add(call, order = new NoticeOrder(loop, sink));
        return order;
    }
}
