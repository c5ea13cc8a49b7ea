using NetTapi.Storage.Schema;

namespace NetTapi.Storage;

/// <summary>Runs queries away from whoever asks, a few at a time: SQLite has no asynchronous reads, and a caller may be on the control loop.</summary>
internal sealed class Reader(Func<NetTapiContext> contexts) : IDisposable
{
    private const int AtOnce = 4;
    private readonly SemaphoreSlim _free = new(AtOnce);

    public async Task<T> ReadAsync<TArgument, T>(TArgument argument, Func<NetTapiContext, TArgument, T> query, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            using var context = contexts();
            return query(context, argument);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}
