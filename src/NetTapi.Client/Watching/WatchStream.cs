namespace NetTapi.Client.Watching;

/// <summary>
/// A watch's events, read once. Not an iterator method: the body of one that was disposed before its first step never runs, and the watch would stay registered.
/// </summary>
internal sealed class WatchStream(Watch watch, Action<Watch> ended) : IAsyncEnumerable<ClientEvent>, IAsyncEnumerator<ClientEvent>
{
    private CancellationToken _cancellation;
    private int _readers;
    private ClientEvent? _current;

    public ClientEvent Current => _current ?? throw new InvalidOperationException("there is no event before the first, or after the last");

    public IAsyncEnumerator<ClientEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Increment(ref _readers) > 1) throw new InvalidOperationException("a watch is read once: open another");
        _cancellation = cancellationToken;
        return this;
    }

    public async ValueTask<bool> MoveNextAsync()
    {
        _current = await watch.TakeAsync(_cancellation).ConfigureAwait(false);
        return _current is not null;
    }

    public ValueTask DisposeAsync()
    {
        ended(watch);
        return default;
    }
}
