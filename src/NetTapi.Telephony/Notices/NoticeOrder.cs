using System.Collections.Immutable;
using NetTapi.Loop;

namespace NetTapi.Telephony.Notices;

/// <summary>
/// Puts the notices of one call in the order of its events (N12): an end waits for its record, and what comes after waits for it; a start waits for the records of others
/// for a bounded time only.
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
        var entry = new Entry(notice, watchers, null) { IsReady = true };
        _waiting.Add(entry);
        Flush();
        if (_waiting.Contains(entry)) entry.Timer = loop.Schedule(Patience, entry.RunOutOfPatience(Flush));
    }

    /// <summary>Takes its place for an end.</summary>
    /// <param name="notice">What will be said.</param>
    /// <param name="watchers">To whom.</param>
    /// <param name="handedOver">Called on the loop when all of them have it.</param>
    /// <returns>To be called when the record is on disk.</returns>
    public Action End(Notice notice, ImmutableArray<IWatcher> watchers, Action handedOver)
    {
        var entry = new Entry(notice, watchers, handedOver);
        _waiting.Add(entry);
        return () =>
        {
            entry.IsReady = true;
            Flush();
        };
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
            Deliver(entry);
        }
    }

    /// <summary>Whether an entry may overtake those before it: a start that has waited long enough, unless one of them is about the same user.</summary>
    private bool MayPass(Entry entry, int index) =>
        entry.IsImpatient && !_waiting.Take(index).Any(earlier => earlier.Notice.User == entry.Notice.User);

    private void Deliver(Entry entry)
    {
        if (entry.HandedOver is not { } handedOver) sink.Deliver(entry.Notice, entry.Watchers, null);
        else if (entry.Watchers.IsEmpty) handedOver();
        else sink.Deliver(entry.Notice, entry.Watchers, () => loop.Post(handedOver));
    }

    private sealed class Entry(Notice notice, ImmutableArray<IWatcher> watchers, Action? handedOver)
    {
        public Notice Notice { get; } = notice;

        public ImmutableArray<IWatcher> Watchers { get; } = watchers;

        public Action? HandedOver { get; } = handedOver;

        public bool IsReady { get; set; }

        public bool IsImpatient { get; private set; }

        public LoopTimer? Timer { get; set; }

        public Action RunOutOfPatience(Action flush) => () =>
        {
            IsImpatient = true;
            flush();
        };
    }
}
