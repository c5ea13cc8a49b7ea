namespace NetTapi.Client.Watching;

/// <summary>
/// The events that wait for the application. Policy when full: drop the oldest and say so. The reader of the connection must never wait for the application, and the newest
/// events are worth most on a screen; what it gives up is the beginning of the history, and <see cref="EventsLost"/> says how much of it.
/// </summary>
internal sealed class EventBuffer(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Queue<ClientEvent> _events = new();
    private TaskCompletionSource? _waiting;
    private long _lost;
    private bool _completed;
    private Exception? _failure;

    /// <summary>Adds an event; never waits and never runs the application's code.</summary>
    public void Add(ClientEvent item)
    {
        lock (_gate)
        {
            if (_completed) return;
            if (_events.Count == capacity)
            {
                _events.Dequeue();
                _lost++;
            }

            _events.Enqueue(item);
            Wake();
        }
    }

    /// <summary>Nothing comes any more; what is there can still be read.</summary>
    public void Complete(Exception? failure)
    {
        lock (_gate)
        {
            if (_completed) return;
            _completed = true;
            _failure = failure;
            Wake();
        }
    }

    /// <summary>The next event; null at the end.</summary>
    public async ValueTask<ClientEvent?> TakeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task waiting;
            lock (_gate)
            {
                if (_lost > 0)
                {
                    var lost = new EventsLost(_lost);
                    _lost = 0;
                    return lost;
                }

                if (_events.TryDequeue(out var item)) return item;
                if (_failure is not null) throw _failure;
                if (_completed) return null;
                _waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting = _waiting.Task;
            }

            await waiting.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private void Wake()
    {
        _waiting?.SetResult();
        _waiting = null;
    }
}
