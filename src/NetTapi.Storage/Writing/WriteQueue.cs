using NetTapi.Telephony;

namespace NetTapi.Storage.Writing;

/// <summary>
/// What waits for the disk, in order. It needs no limit of its own: each entry but a call's row and a status is one that somebody waits for, a call's row is
/// replaced in place while nothing else of that call stands behind it, and a user has one status. Not safe for threads; its writer locks it.
/// </summary>
internal sealed class WriteQueue
{
    private readonly LinkedList<Write> _writes = [];
    private readonly Dictionary<int, Write> _latestOfCall = [];
    private readonly Dictionary<UserId, StatusWrite> _statuses = [];

    private int _awaited;

    public int Count => _writes.Count;

    /// <summary>Whether somebody waits for any of them.</summary>
    public bool IsAwaited => _awaited > 0;

    public void Add(Write write)
    {
        if (SerialOf(write) is { } serial)
        {
            // Only the latest entry of a call may take a newer row: moved before a stay's record, it would say "left" of a user whose record a crash
            // could still lose.
            if (write is CallWrite newer && _latestOfCall.GetValueOrDefault(serial) is CallWrite waiting)
            {
                waiting.Call = newer.Call;
                return;
            }

            _latestOfCall[serial] = write;
        }

        // Else an application that changes a status without end would have the records of calls wait behind thousands of them.
        if (write is StatusWrite status && !_statuses.TryAdd(status.User, status))
        {
            _statuses[status.User].Status = status.Status;
            return;
        }

        _writes.AddLast(write);
        if (write.IsAwaited) _awaited++;
    }

    /// <summary>Takes the oldest entries, in order.</summary>
    public List<Write> Take(int most)
    {
        var taken = new List<Write>(Math.Min(most, _writes.Count));
        while (taken.Count < most && _writes.First is { } first)
        {
            _writes.RemoveFirst();
            taken.Add(first.Value);
            if (first.Value.IsAwaited) _awaited--;
            if (first.Value is StatusWrite status) _statuses.Remove(status.User);
            if (SerialOf(first.Value) is { } serial && _latestOfCall.GetValueOrDefault(serial) == first.Value) _latestOfCall.Remove(serial);
        }

        return taken;
    }

    private static int? SerialOf(Write write) => write switch
    {
        CallWrite call => call.Call.Serial.Value,
        StayWrite stay => stay.Stay.Serial.Value,
        NoteWrite note => note.Serial.Value,
        _ => null,
    };
}
