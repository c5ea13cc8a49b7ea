using NetTapi.Loop;

namespace NetTapi.Telephony.Calls;

/// <summary>Time during which at least one of several things went on, overlaps counted once (Q4).</summary>
internal sealed class OverlapClock
{
    private readonly HashSet<object> _running = [];
    private LoopInstant _since;
    private TimeSpan _total;

    public bool IsRunning => _running.Count > 0;

    public bool IsRunningBy(object what) => _running.Contains(what);

    public void Begin(object what, LoopInstant at)
    {
        if (!IsRunning) _since = at;
        _running.Add(what);
    }

    public void End(object what, LoopInstant at)
    {
        if (_running.Remove(what) && !IsRunning) _total += at.Since(_since);
    }

    public void EndAll(LoopInstant at)
    {
        if (IsRunning) _total += at.Since(_since);
        _running.Clear();
    }

    /// <summary>The time up to an instant, what still goes on counted.</summary>
    public TimeSpan Total(LoopInstant at) => IsRunning ? _total + at.Since(_since) : _total;

    /// <summary>Forgets the time so far; what goes on counts from here.</summary>
    public void Restart(LoopInstant at)
    {
        _total = TimeSpan.Zero;
        _since = at;
    }
}
