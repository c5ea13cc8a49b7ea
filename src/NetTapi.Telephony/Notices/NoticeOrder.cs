using System.Collections.Immutable;
using NetTapi.Loop;

namespace NetTapi.Telephony.Notices;

/// <summary>
/// Puts the notices of one call in the order of its events (N12): an end waits for its record, and what comes after waits for it; a start waits for the records of others
/// for a bounded time only. What nobody watches is not told, and nothing waits for it.
/// </summary>
internal sealed class NoticeOrder(IControlLoop loop, INoticeSink sink)
{
    /// <summary>How long a start may wait for the record of a user who left before (N12).</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly List<Entry> _waiting = [];

    /// <summary>Tells of a start, now or as soon as those before it are out.</summary>
    public void Start(Notice notice, ImmutableArray<IWatcher> watchers)
    {
        if (watchers.IsEmpty) return;
        var entry = new Entry(notice.User) { IsReady = true, Deliver = () => sink.Deliver(notice, watchers, null) };
        _waiting.Add(entry);
        Flush();
        if (_waiting.Contains(entry)) entry.Timer = loop.Schedule(Patience, () => LosePatience(entry));
    }

    /// <summary>Takes its place for an end.</summary>
    /// <param name="notice">What will be said.</param>
    /// <param name="watchers">To whom.</param>
    /// <param name="handedOver">Called on the loop when all of them have it.</param>
    /// <returns>To be called when the record is on disk.</returns>
    public Action End(Notice notice, ImmutableArray<IWatcher> watchers, Action handedOver)
    {
        if (watchers.IsEmpty) return handedOver;
        var entry = new Entry(notice.User) { Deliver = () => sink.Deliver(notice, watchers, () => loop.Post(handedOver)) };
        _waiting.Add(entry);
        return () => Free(entry);
    }

    /// <summary>What is said here from now on comes after what waits in another order now: that of a call which merged into this one (N8).</summary>
    public void Follow(NoticeOrder other)
    {
        if (other._waiting is not [.., var last]) return;
        var place = new Entry(null) { Deliver = static () => { } };
        _waiting.Add(place);
        last.Deliver += () => Free(place);
    }

    private void Free(Entry entry)
    {
        entry.IsReady = true;
        Flush();
    }

    private void LosePatience(Entry entry)
    {
        entry.IsImpatient = true;
        Flush();
    }

    private void Flush()
    {
        for (var i = 0; i < _waiting.Count;)
        {
            var entry = _waiting[i];
            if (!entry.IsReady || (i > 0 && !MayPass(entry, i)))
            {
                i++;
                continue;
            }

            _waiting.RemoveAt(i);
            entry.Timer?.Cancel();
            entry.Deliver();
        }
    }

    /// <summary>Whether an entry may overtake those before it: a start that has waited long enough, unless one of them is about the same user.</summary>
    private bool MayPass(Entry entry, int index) =>
        entry.IsImpatient && !_waiting.Take(index).Any(earlier => earlier.User == entry.User);

    /// <summary>A place in the order: about a user of this call, or none.</summary>
    private sealed class Entry(UserId? user)
    {
        public UserId? User { get; } = user;

        public required Action Deliver { get; set; }

        public bool IsReady { get; set; }

        public bool IsImpatient { get; set; }

        public LoopTimer? Timer { get; set; }
    }
}
