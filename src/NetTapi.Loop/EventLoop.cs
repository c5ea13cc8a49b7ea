using System.Collections.Concurrent;

namespace NetTapi.Loop;

/// <summary>
/// The control loop of the product: one thread of its own. What is posted runs in the order it was posted; timers that are due run between posts.
/// </summary>
public sealed class EventLoop : IControlLoop, IAsyncDisposable
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly ConcurrentQueue<WorkItem> _posted = new();
    private readonly TimerQueue _timers = new();

    /// <summary>Waits without spinning: a loop woken some hundred times a second would spin away more than its work takes.</summary>
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly TimeProvider _readings;
    private readonly TimeProvider _timing;
    private readonly Action<Exception> _onFault;

    /// <summary>Wakes the loop by a clock that is not the system's; by that one, waiting itself ends in time, which costs no other thread.</summary>
    private readonly ITimer? _alarm;
    private readonly long _beganReading;
    private readonly long _beganTiming;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan? _armed;
    private volatile bool _alarmRang;
    private volatile bool _stopping;

    /// <summary>Set while the loop waits, or is about to: whoever clears it wakes the loop, so that any number of posts costs one signal.</summary>
    private bool _isWaiting;

    /// <summary>Starts the loop.</summary>
    /// <param name="time">The clock: readings and timers.</param>
    /// <param name="entropy">The source of chance.</param>
    /// <param name="onFault">Told of every exception an action throws; the loop goes on. On the loop's thread.</param>
    /// <param name="readings">Where <see cref="Now"/> is read from, if not <paramref name="time"/>: a test sets the hands of one clock while timers run on the other.</param>
    public EventLoop(TimeProvider time, Entropy entropy, Action<Exception> onFault, TimeProvider? readings = null)
    {
        _timing = time;
        _readings = readings ?? time;
        _onFault = onFault;
        Entropy = entropy;
        _beganReading = _readings.GetTimestamp();
        _beganTiming = _timing.GetTimestamp();
        if (time != TimeProvider.System) _alarm = time.CreateTimer(static loop => ((EventLoop)loop!).OnAlarm(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _thread = new Thread(Run) { IsBackground = true, Name = "nettapi-loop" };
        _thread.Start();
    }

    /// <inheritdoc />
    public LoopInstant Now => new(_readings.GetUtcNow(), _readings.GetElapsedTime(_beganReading));

    /// <inheritdoc />
    public Entropy Entropy { get; }

    /// <inheritdoc />
    public bool IsCurrent => Environment.CurrentManagedThreadId == _thread.ManagedThreadId;

    private TimeSpan Elapsed => _timing.GetElapsedTime(_beganTiming);

    /// <inheritdoc />
    public void Post<TState>(Action<TState> action, TState state)
    {
        _posted.Enqueue(new WorkItem<TState>(action, state));
        Wake();
    }

    /// <inheritdoc />
    public LoopTimer Schedule<TState>(TimeSpan due, Action<TState> action, TState state)
    {
        if (!IsCurrent) throw new InvalidOperationException("Timers are set on the loop only.");
        return _timers.Add(Elapsed + (due > TimeSpan.Zero ? due : TimeSpan.Zero), new WorkItem<TState>(action, state), _timers.NextOrder());
    }

    /// <summary>Runs what is posted by now, and ends; timers still to come do not run, and what is posted later never runs.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        Wake();
        await _ended.Task.ConfigureAwait(false);
        if (_alarm is not null) await _alarm.DisposeAsync().ConfigureAwait(false);
        // The event is left to the collector: a late post, from a socket that closes after the loop, still sets it.
    }

    private void Wake()
    {
        // What was posted must be seen by a loop that is about to wait, or its waiting be seen here: each side writes, then reads what the other wrote.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _isWaiting) && Interlocked.Exchange(ref _isWaiting, false)) _wake.Set();
    }

    private void OnAlarm()
    {
        _alarmRang = true;
        Wake();
    }

    private void Run()
    {
        while (true)
        {
            var stop = _stopping;
            RunPosted();
            if (stop) break;
            RunDue();
            if (!_posted.IsEmpty) continue;
            WaitForWork(NextWait());
        }

        _ended.SetResult();
    }

    private void WaitForWork(TimeSpan longest)
    {
        Interlocked.Exchange(ref _isWaiting, true);

        // Whatever came in before the mark was set gave no signal. Where somebody has cleared the mark meanwhile, the signal is on its way and is taken.
        var hasWork = !_posted.IsEmpty || _alarmRang || _stopping;
        if (hasWork && Interlocked.Exchange(ref _isWaiting, false)) return;
        _wake.WaitOne(longest);
        Volatile.Write(ref _isWaiting, false);
    }

    private void RunPosted()
    {
        // Only what is there now: a flood of posts must not keep timers from running.
        for (var left = _posted.Count; left > 0 && _posted.TryDequeue(out var work); left--) RunOne(work);
    }

    private void RunDue()
    {
        var now = Elapsed;
        while (_timers.TakeDue(now) is { } work) RunOne(work);
    }

    private void RunOne(WorkItem work)
    {
        try
        {
            work.Run();
        }
#pragma warning disable CA1031 // Whatever one action throws is that action's end, not the loop's.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _onFault(fault);
        }
    }

    /// <summary>How long to wait if nobody posts.</summary>
    private TimeSpan NextWait()
    {
        if (_alarmRang)
        {
            _alarmRang = false;
            _armed = null;
        }

        if (_timers.Earliest() is not { } due) return Timeout.InfiniteTimeSpan;

        // Waits count whole milliseconds: round up, or the loop would wake just before the time and spin.
        // They take no more than 24 days, though, and a peer may ask for a century: the loop wakes once a day for nothing.
        var wait = Max(due - Elapsed, TimeSpan.Zero);
        wait = wait > LongestSleep ? LongestSleep : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
        if (_alarm is null) return wait;
        Arm(due, wait);
        return Timeout.InfiniteTimeSpan;
    }

    private void Arm(TimeSpan due, TimeSpan wait)
    {
        // One that would ring too early stays: that is cheaper than to set it anew at every message.
        if (_armed <= due) return;
        _armed = due;
        _alarm!.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
