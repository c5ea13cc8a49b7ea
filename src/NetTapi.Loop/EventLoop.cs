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
    private readonly ManualResetEventSlim _wake = new(initialState: false, spinCount: 0);
    private readonly TimeProvider _readings;
    private readonly TimeProvider _timing;
    private readonly Action<Exception> _onFault;
    private readonly ITimer _timer;
    private readonly long _beganReading;
    private readonly long _beganTiming;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan? _armed;
    private volatile bool _timerRan;
    private volatile bool _stopping;

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
        _timer = time.CreateTimer(static loop => ((EventLoop)loop!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
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
        await _timer.DisposeAsync().ConfigureAwait(false);
        // The event is left to the collector: a late post, from a socket that closes after the loop, still sets it.
    }

    private void Wake()
    {
        // One signal is enough for any number of posts: the loop empties the queue before it waits again. What was posted must be
        // seen by a loop that resets the event now, or the event be seen reset here.
        Interlocked.MemoryBarrier();
        if (!_wake.IsSet) _wake.Set();
    }

    private void OnTimer()
    {
        _timerRan = true;
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
            Arm();
            _wake.Wait();
            _wake.Reset();
            // The signal was cleared after a post could have seen it set: look again before believing that there is nothing.
            Interlocked.MemoryBarrier();
        }

        _ended.SetResult();
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

    private void Arm()
    {
        if (_timerRan)
        {
            _timerRan = false;
            _armed = null;
        }

        // Most timers of a call are cancelled long before they are due. One that would ring too early stays: that is cheaper than to set it anew at every message.
        if (_timers.Earliest() is not { } due || _armed <= due) return;
        _armed = due;
        // Timers count whole milliseconds: round up, or the loop would wake just before the time and spin.
        // They take no more than 49 days, though, and a peer may ask for a century: the loop wakes once a day for nothing.
        var wait = Max(due - Elapsed, TimeSpan.Zero);
        if (wait > LongestSleep) wait = LongestSleep;
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
