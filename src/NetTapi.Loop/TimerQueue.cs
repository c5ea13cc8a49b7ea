namespace NetTapi.Loop;

/// <summary>Timers by the time they are due. Cancelling marks a timer; what was cancelled is dropped when it reaches the front, or when half the queue is dead.</summary>
internal sealed class TimerQueue
{
    private readonly PriorityQueue<Entry, (TimeSpan Due, long Order)> _entries = new();
    private long _order;
    private int _cancelled;

    /// <summary>How many are still to come.</summary>
    public int Pending => _entries.Count - _cancelled;

    public LoopTimer Add(TimeSpan due, WorkItem work, long order)
    {
        var entry = new Entry(this, work);
        _entries.Enqueue(entry, (due, order));
        return entry;
    }

    /// <summary>An order number behind all given out so far.</summary>
    public long NextOrder() => ++_order;

    /// <summary>When the earliest is due, or null.</summary>
    public TimeSpan? Earliest()
    {
        DropCancelled();
        return _entries.TryPeek(out _, out var key) ? key.Due : null;
    }

    /// <summary>Takes the earliest timer that is due, or null.</summary>
    public WorkItem? TakeDue(TimeSpan now)
    {
        DropCancelled();
        if (!_entries.TryPeek(out var entry, out var key) || key.Due > now) return null;
        _entries.Dequeue();
        return entry.Take();
    }

    private void DropCancelled()
    {
        while (_entries.TryPeek(out var entry, out _) && !entry.IsPending)
        {
            _entries.Dequeue();
            _cancelled--;
        }
    }

    private void OnCancelled()
    {
        // A retransmission timer is cancelled nearly always: without this, the dead would outnumber the living.
        if (++_cancelled < 1024 || _cancelled < _entries.Count / 2) return;
        var living = _entries.UnorderedItems.Where(item => item.Element.IsPending).ToArray();
        _entries.Clear();
        _entries.EnqueueRange(living.Select(item => (item.Element, item.Priority)));
        _cancelled = 0;
    }

    private sealed class Entry(TimerQueue queue, WorkItem work) : LoopTimer
    {
        private WorkItem? _work = work;

        public override bool IsPending => _work is not null;

        public override void Cancel()
        {
            if (_work is null) return;
            _work = null;
            queue.OnCancelled();
        }

        public WorkItem? Take()
        {
            var work = _work;
            _work = null;
            return work;
        }
    }
}
