using System.Collections.Concurrent;

namespace NetTapi.Server.Sessions;

/// <summary>All connections there are, from before they begin until after they have ended. Safe for use from several threads.</summary>
internal sealed class SessionRegistry(SessionOptions options, SessionMetrics metrics, TimeProvider time, ILogger<SessionRegistry> logger)
{
    private readonly ConcurrentDictionary<long, SessionConnection> _connections = [];
    private readonly Lock _gate = new();
    private int _count;
    private long _latestNumber;
    private bool _stopping;
    private bool _isFull;
    private TaskCompletionSource? _allGone;

    /// <summary>Connections, logged in or not.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The connections there are now.</summary>
    public IEnumerable<SessionConnection> All => _connections.Values;

    /// <summary>A number for a new connection: logs name it by this, and it chooses its fan-out worker.</summary>
    public long NextNumber() => Interlocked.Increment(ref _latestNumber);

    /// <summary>Enters a connection that is about to begin; false if there are too many, or the server stops.</summary>
    public bool TryAdd(SessionConnection connection)
    {
        lock (_gate)
        {
            if (_stopping || IsFull()) return false;
            _count++;
            _connections[connection.Number] = connection;
        }
        metrics.ConnectionOpened();
        return true;
    }

    /// <summary>Takes out a connection that has ended.</summary>
    public void Remove(SessionConnection connection)
    {
        lock (_gate)
        {
            if (!_connections.TryRemove(connection.Number, out _)) return;
            _count--;
            if (_count == 0) _allGone?.TrySetResult();
        }
        metrics.ConnectionClosed();
    }

    /// <summary>From now on a connection is closed at once. The first step of a stop, while calls are being ended.</summary>
    public void StopAccepting()
    {
        lock (_gate) _stopping = true;
    }

    /// <summary>
    /// Closes every connection after sending what waits for it; those not closed by the deadline are aborted, and the log says so. The last step
    /// of a stop: to be called when the end notices of all calls have been handed over (N13).
    /// </summary>
    public async Task CloseAllAsync(TimeSpan deadline)
    {
        Task allGone = AllGone();
        foreach (SessionConnection connection in _connections.Values) connection.RequestClose();
        try
        {
            await allGone.WaitAsync(deadline, time);
        }
        catch (TimeoutException)
        {
            SessionLog.AbortedAtStop(logger, Count);
            foreach (SessionConnection connection in _connections.Values) connection.Abort();
            await allGone;
        }
    }

    private Task AllGone()
    {
        lock (_gate)
        {
            _stopping = true;
            _allGone ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_count == 0) _allGone.TrySetResult();
            return _allGone.Task;
        }
    }

    /// <summary>Whether the limit is reached; a warning is written once for each time it is.</summary>
    private bool IsFull()
    {
        bool full = _count >= options.MaxConnections;
        if (full && !_isFull) SessionLog.TooManyConnections(logger, options.MaxConnections);
        _isFull = full;
        return full;
    }
}
