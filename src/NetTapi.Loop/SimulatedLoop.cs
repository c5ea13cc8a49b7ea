namespace NetTapi.Loop;

/// <summary>
/// The control loop in virtual time: the same contract, on the caller's thread, repeatable from a seed. Posts run in the order they were posted. Actions due at
/// the same instant whose order nobody promised, timers of different owners, run in an order drawn from the seed. Time stands still while an action runs and jumps to the next one due.
/// An action that throws ends the run: the exception is wrapped in one that names the seed.
/// </summary>
public sealed class SimulatedLoop : IControlLoop
{
    private static readonly DateTimeOffset Start = new(2026, 2, 27, 15, 4, 3, TimeSpan.Zero);

    private readonly Queue<WorkItem> _posted = new();
    private readonly TimerQueue _timers = new();
    private readonly SeededEntropy _order;
    private readonly ulong _seed;
    private TimeSpan _elapsed;
    private bool _running;

    /// <summary>Makes a loop at a fixed instant.</summary>
    /// <param name="seed">Decides all that chance decides.</param>
    public SimulatedLoop(ulong seed)
    {
        _seed = seed;
        _order = new SeededEntropy(~seed);
        Entropy = new SeededEntropy(seed);
        Time = new VirtualTime(this);
    }

    /// <inheritdoc />
    public LoopInstant Now => new(Start + _elapsed, _elapsed);

    /// <inheritdoc />
    public Entropy Entropy { get; }

    /// <inheritdoc />
    public bool IsCurrent => _running;

    /// <summary>The virtual time, for code that takes a <see cref="TimeProvider"/>. Its timers run on the loop.</summary>
    public TimeProvider Time { get; }

    /// <summary>How many timers are still to come: none, when everything has ended in order.</summary>
    public int PendingTimers => _timers.Pending;

    /// <inheritdoc />
    public void Post<TState>(Action<TState> action, TState state) => _posted.Enqueue(new WorkItem<TState>(action, state));

    /// <inheritdoc />
    /// <remarks>Also between runs, when a test sets the stage.</remarks>
    public LoopTimer Schedule<TState>(TimeSpan due, Action<TState> action, TState state) =>
        _timers.Add(_elapsed + (due > TimeSpan.Zero ? due : TimeSpan.Zero), new WorkItem<TState>(action, state), _order.Next(int.MaxValue));

    /// <summary>Runs until nothing is posted and no timer is to come.</summary>
    public void RunUntilIdle() => RunUntil(static () => false, TimeSpan.MaxValue);

    /// <summary>Runs all that happens in a span of virtual time; afterwards that time has passed.</summary>
    public void Run(TimeSpan time)
    {
        var end = _elapsed + time;
        RunUntil(static () => false, end);
        _elapsed = end;
    }

    /// <summary>Runs until a condition holds, looked at after each action.</summary>
    /// <returns>Whether it held before everything was idle.</returns>
    public bool RunUntil(Func<bool> condition) => RunUntil(condition, TimeSpan.MaxValue);

    private bool RunUntil(Func<bool> condition, TimeSpan end)
    {
        while (true)
        {
            if (condition()) return true;
            var work = Next(end);
            if (work is null) return false;
            RunOne(work);
        }
    }

    private WorkItem? Next(TimeSpan end)
    {
        if (_posted.TryDequeue(out var posted)) return posted;
        if (_timers.Earliest() is not { } due || due > end) return null;
        if (due > _elapsed) _elapsed = due;
        return _timers.TakeDue(_elapsed);
    }

    private void RunOne(WorkItem work)
    {
        _running = true;
        try
        {
            work.Run();
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"An action threw after {_elapsed} of seed {_seed}: {fault.Message}", fault);
        }
        finally
        {
            _running = false;
        }
    }

    /// <summary>The loop's clock as a <see cref="TimeProvider"/>.</summary>
    private sealed class VirtualTime(SimulatedLoop loop) : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => loop.Now.Utc;

        public override long GetTimestamp() => loop._elapsed.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new VirtualTimer(loop, callback, state);
            timer.Change(dueTime, period);
            return timer;
        }
    }

    private sealed class VirtualTimer(SimulatedLoop loop, TimerCallback callback, object? state) : ITimer
    {
        private LoopTimer? _timer;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _timer?.Cancel();
            _timer = dueTime == Timeout.InfiniteTimeSpan ? null : loop.Schedule(dueTime, static self => self.timer.Fire(self.period), (timer: this, period));
            return true;
        }

        public void Dispose() => _timer?.Cancel();

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire(TimeSpan period)
        {
            if (period != Timeout.InfiniteTimeSpan) Change(period, period);
            callback(state);
        }
    }
}
