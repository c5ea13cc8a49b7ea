using System.Collections.Concurrent;

namespace NetTapi.Media;

/// <summary>
/// The one tick of 20 ms that drives all generated sound. Each is aimed at its own deadline from the first, so being late once does not make all others
/// late; far behind, it begins anew and does not send a burst. At rest while nobody has anything to send.
/// </summary>
internal sealed class MediaClock : IAsyncDisposable
{
    private const int MaxBehind = 5;

    private readonly TimeProvider _time;
    private readonly Action<Exception> _onFault;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<ITicked, long> _ticked = new();
    private long _added;
    private long _began;
    private long _ticks;
    private bool _running;
    private bool _ended;

    public MediaClock(TimeProvider time, Action<Exception> onFault)
    {
        _time = time;
        _onFault = onFault;
        _timer = time.CreateTimer(static clock => ((MediaClock)clock!).Run(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ticks it from now on, until it says that it has nothing more to do.</summary>
    public void Add(ITicked ticked)
    {
        lock (_gate)
        {
            _ticked[ticked] = ++_added;
            if (_running || _ended) return;
            _running = true;
            Begin();
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate) _ended = true;
        await _timer.DisposeAsync().ConfigureAwait(false);
    }

    private void Begin()
    {
        _began = _time.GetTimestamp();
        _ticks = 0;
        Arm();
    }

    private void Run()
    {
        do
        {
            foreach (var entry in _ticked) Tick(entry);
            _ticks++;
        }
        while (Wait() <= TimeSpan.Zero && !IsFarBehind());

        lock (_gate)
        {
            _running = !_ticked.IsEmpty;
            if (!_running || _ended) return;
            if (IsFarBehind()) Begin();
            else Arm();
        }
    }

    private void Tick(KeyValuePair<ITicked, long> entry)
    {
        try
        {
            if (entry.Key.OnTick()) return;
        }
#pragma warning disable CA1031 // A source that throws is taken out and reported; the sound of all others goes on.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _onFault(fault);
        }

        // Only as it was when ticked: added again meanwhile, it stays.
        _ticked.TryRemove(entry);
    }

    private void Arm()
    {
        var wait = Wait();
        // Timers count whole milliseconds.
        _timer.Change(wait > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)) : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Wait() => ((_ticks + 1) * AudioFrame.Duration) - _time.GetElapsedTime(_began);

    private bool IsFarBehind() => Wait() < -MaxBehind * AudioFrame.Duration;
}
