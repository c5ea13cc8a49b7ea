using Microsoft.Extensions.Logging;

namespace NetTapi.Storage.Writing;

/// <summary>
/// The one writer. Whatever waits when it is free becomes one transaction, so that a busy system pays one flush of the disk for many calls. What somebody
/// waits for is written at once, but for a pause of <see cref="Spacing"/> from the last; the row of a running call may wait a moment for company, mostly its own next state. A refused group is tried again until it succeeds: nothing is lost, nothing is said before it is on disk (Q10).
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    private const int LargestGroup = 500;

    /// <summary>From the beginning of one group to that of the next, unless very much waits: a flush and waking for it cost many times what one more record does, and nobody sees so short a wait.</summary>
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(80);

    private readonly Lock _gate = new();
    private readonly WriteQueue _queue = new();
    private readonly ManualResetEventSlim _wake = new(initialState: false, spinCount: 0);
    private readonly IWriteTarget _target;
    private readonly RetryDelays _delays;
    private readonly TimeSpan _linger;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _givenUp = new();
    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _lastError;
    private bool _stopping;
    private int _inHand;
    private long _lastBegan;

    /// <summary>Set while the writer waits for a moment only: it will look by itself for what nobody waits for.</summary>
    private bool _dozes;

    /// <param name="target">Where to.</param>
    /// <param name="delays">Between two tries.</param>
    /// <param name="linger">How long what nobody waits for may wait for company: a crash loses these last moments of a call.</param>
    /// <param name="time">The clock of the tries.</param>
    /// <param name="log">Told of refusals.</param>
    public Writer(IWriteTarget target, RetryDelays delays, TimeSpan linger, TimeProvider time, ILogger log)
    {
        _target = target;
        _delays = delays;
        _linger = linger;
        _time = time;
        _log = log;
        _lastBegan = time.GetTimestamp() - (long)(Spacing.TotalSeconds * time.TimestampFrequency);
        new Thread(Run) { IsBackground = true, Name = "nettapi storage" }.Start();
    }

    public StorageHealth Health
    {
        get
        {
            var error = _lastError;
            lock (_gate) return new StorageHealth(error is null, error, _queue.Count + _inHand);
        }
    }

    /// <summary>Queues a write. From any thread; never blocks.</summary>
    public void Add(Write write)
    {
        bool wakes;
        lock (_gate)
        {
            if (_stopping)
            {
                if (write.Content is { } content) _log.WriteAfterStop(content);
                return;
            }

            wakes = write.IsAwaited ? !_queue.IsAwaited : _queue.Count == 0 && !_dozes;
            _queue.Add(write);
        }

        if (wakes) _wake.Set();
    }

    /// <summary>Writes out what waits and ends.</summary>
    /// <param name="deadline">Cancelled when what the disk refuses is to be given up.</param>
    /// <returns>How many writes were given up.</returns>
    public async Task<int> StopAsync(CancellationToken deadline)
    {
        lock (_gate) _stopping = true;
        _wake.Set();
        using var registration = deadline.Register(_givenUp.Cancel);
        return await _ended.Task;
    }

    /// <summary>Writes out what waits, however long the disk refuses, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _wake.Dispose();
        _givenUp.Dispose();
    }

    private void Run()
    {
        try
        {
            while (Next() is { } group && CommitAtLast(group)) Announce(group);
        }
        finally
        {
            _target.Dispose();
            var lost = Health.Waiting;
            if (lost > 0) _log.GivenUp(lost, _lastError);
            _ended.SetResult(lost);
        }
    }

    private List<Write>? Next()
    {
        // A busy writer looks once more before it sleeps, so that the rows of running calls need not wake it.
        var hasDozed = false;
        var hasPaused = false;
        while (true)
        {
            var pause = TimeSpan.Zero;
            lock (_gate)
            {
                _wake.Reset();
                var isDue = _queue.IsAwaited || (_queue.Count > 0 && (hasDozed || _stopping));
                if (isDue && !hasPaused) pause = PauseLeft();
                if (isDue && pause <= TimeSpan.Zero) return Take();
                if (_stopping) return null;
                _dozes = !isDue && (!hasDozed || _queue.Count > 0);
            }

            if (pause > TimeSpan.Zero)
            {
                _wake.Wait(pause);
                hasPaused = true;
                continue;
            }

            hasDozed = _dozes && !_wake.Wait(_linger);
            if (!_dozes) _wake.Wait();
        }
    }

    private TimeSpan PauseLeft() => _stopping || _queue.Count >= LargestGroup ? TimeSpan.Zero : Spacing - _time.GetElapsedTime(_lastBegan);

    private List<Write> Take()
    {
        _dozes = false;
        _lastBegan = _time.GetTimestamp();
        var group = _queue.Take(LargestGroup);
        _inHand = group.Count;
        return group;
    }

    private bool CommitAtLast(List<Write> group)
    {
        for (var refusals = 0; ;)
        {
            try
            {
                _target.Commit(group);
                if (refusals > 0) _log.Accepted(refusals);
                _lastError = null;
                return true;
            }
            catch (Exception refusal)
            {
                // A fault of our own is treated alike: it must not lose a record, and readiness shows it.
                if (refusals++ == 0) _log.Refused(refusal.Message);
                _lastError = refusal.Message;
                if (!WaitToRetry(_delays.After(refusals))) return false;
            }
        }
    }

    private bool WaitToRetry(TimeSpan delay)
    {
        using var due = new CancellationTokenSource(delay, _time);
        WaitHandle.WaitAny([due.Token.WaitHandle, _givenUp.Token.WaitHandle]);
        return !_givenUp.IsCancellationRequested;
    }

    private void Announce(List<Write> group)
    {
        lock (_gate) _inHand = 0;
        foreach (var write in group)
        {
            try
            {
                write.Committed();
            }
            catch (Exception fault)
            {
                _log.CallbackFailed(fault);
            }
        }
    }
}
