using System.Collections.Immutable;
using NetTapi.Telephony.Notices;

namespace NetTapi.Server.Sessions.FanOut;

/// <summary>
/// Hands notices to sessions. Each notice is encoded once for each encoding; sessions are divided among a few workers. Called on the control loop,
/// which it never keeps: a delivery costs the loop one entry in the queue of each worker concerned.
/// </summary>
internal sealed class NoticeFanOut : INoticeSink, IAsyncDisposable
{
    private const int MostWorkers = 8;
    private const int Backlog = 65_536;

    private readonly FanOutWorker[] _workers;
    private readonly Task _running;

    public NoticeFanOut(SessionMetrics metrics, ILogger<NoticeFanOut> logger)
        : this(Math.Clamp(Environment.ProcessorCount, 1, MostWorkers), Backlog, metrics, logger)
    {
    }

    /// <param name="workers">How many workers, at most 32.</param>
    /// <param name="backlog">Deliveries that may wait for one worker.</param>
    /// <param name="metrics">Where notices are counted.</param>
    /// <param name="logger">Where faults are told.</param>
    internal NoticeFanOut(int workers, int backlog, SessionMetrics metrics, ILogger<NoticeFanOut> logger)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(workers, 32);
        _workers = [.. Enumerable.Range(0, workers).Select(lane => new FanOutWorker(lane, workers, backlog, metrics, logger))];
        _running = Task.WhenAll(_workers.Select(worker => Task.Run(worker.RunAsync)));
    }

    /// <inheritdoc />
    public void Deliver(Notice notice, ImmutableArray<IWatcher> watchers, Action? handedOver)
    {
        uint concerned = WorkersOf(watchers);
        if (concerned == 0)
        {
            handedOver?.Invoke();
            return;
        }

        var delivery = new Delivery(new EncodedNotice(notice), watchers, System.Numerics.BitOperations.PopCount(concerned), handedOver);
        for (int lane = 0; lane < _workers.Length; lane++)
            if ((concerned & (1u << lane)) != 0) _workers[lane].Queue(delivery);
    }

    /// <summary>Takes nothing more; ends when all that was given is handed over.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (FanOutWorker worker in _workers) worker.Complete();
        await _running.ConfigureAwait(false);
    }

    private uint WorkersOf(ImmutableArray<IWatcher> watchers)
    {
        uint all = (uint)((1ul << _workers.Length) - 1);
        uint found = 0;
        foreach (IWatcher watcher in watchers)
        {
            if (watcher is INoticeReceiver receiver) found |= 1u << (receiver.Lane % _workers.Length);
            if (found == all) break;
        }
        return found;
    }
}
