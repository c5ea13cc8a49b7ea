using NetTapi.Client;

namespace NetTapi.Cli.Output;

/// <summary>Several watches in one stream.</summary>
internal static class Merged
{
    /// <summary>Shows each event, one at a time. Where one watch fails, so does the whole.</summary>
    public static async Task ForEachAsync(List<IAsyncEnumerable<ClientEvent>> watches, Action<ClientEvent> show, CancellationToken cancellation)
    {
        var gate = new Lock();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var readers = watches.Select(ReadAsync).ToList();
        var first = await Task.WhenAny(readers);
        if (!first.IsCompletedSuccessfully) await either.CancelAsync();
        await first;
        await Task.WhenAll(readers);

        async Task ReadAsync(IAsyncEnumerable<ClientEvent> watch)
        {
            await foreach (var item in watch.WithCancellation(either.Token))
            {
                lock (gate) show(item);
            }
        }
    }
}
