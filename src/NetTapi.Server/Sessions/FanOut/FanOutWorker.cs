using System.Threading.Channels;
using NetTapi.Server.Sessions.Outbound;
using NetTapi.Telephony.Notices;

namespace NetTapi.Server.Sessions.FanOut;

/// <summary>
/// Serves the receivers of its lane: copies each notice into their queues, says that it has, and only then sends. Under load many notices are
/// copied before one send for all of them.
/// </summary>
internal sealed class FanOutWorker
{
    /// <summary>Notices copied before they are sent, at most: what a burst gains in throughput, its first notice loses in latency.</summary>
    private const int Batch = 128;

    private readonly int _lane;
    private readonly int _lanes;
    private readonly SessionMetrics _metrics;
    private readonly ILogger _logger;
    private readonly Channel<Delivery> _deliveries;
    private readonly List<INoticeReceiver> _toSend = [];

    public FanOutWorker(int lane, int lanes, int backlog, SessionMetrics metrics, ILogger logger)
    {
        _lane = lane;
        _lanes = lanes;
        _metrics = metrics;
        _logger = logger;
        _deliveries = Channel.CreateBounded<Delivery>(new BoundedChannelOptions(backlog) { SingleReader = true, SingleWriter = true });
    }

    /// <summary>
    /// Queues a delivery. With the backlog full, which takes a machine that is far behind, the watchers of this lane are cut off
    /// instead: they would have missed a notice without knowing.
    /// </summary>
    public void Queue(Delivery delivery)
    {
        if (_deliveries.Writer.TryWrite(delivery)) return;
        foreach (IWatcher watcher in delivery.Watchers)
            if (watcher is INoticeReceiver receiver && IsMine(receiver)) receiver.CutOff(CutOff.FanOutFull);
        delivery.WorkerIsThrough();
    }

    /// <summary>Runs until <see cref="Complete"/>, and all that was queued is through.</summary>
    public async Task RunAsync()
    {
        while (await _deliveries.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            for (int copied = 0; copied < Batch && _deliveries.Reader.TryRead(out Delivery? delivery); copied++)
                Hand(delivery);
            SendAll();
        }
    }

    /// <summary>Takes nothing more; once or again.</summary>
    public void Complete() => _deliveries.Writer.TryComplete();

    private bool IsMine(INoticeReceiver receiver) => receiver.Lane % _lanes == _lane;

    private void Hand(Delivery delivery)
    {
        int taken = 0;
        foreach (IWatcher watcher in delivery.Watchers)
        {
            if (watcher is not INoticeReceiver receiver || !IsMine(receiver)) continue;
            Added added = receiver.Take(delivery.Notice);
            if (added != Added.Refused) taken++;
            if (added == Added.First) _toSend.Add(receiver);
        }
        _metrics.NoticesHandedOver(taken);
        Report(delivery);
    }

    private void Report(Delivery delivery)
    {
        try
        {
            delivery.WorkerIsThrough();
        }
#pragma warning disable CA1031 // Whatever the domain's call-back throws, the other sessions of this lane still get their notices.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            FanOutLog.CallbackFailed(_logger, exception);
        }
    }

    private void SendAll()
    {
        foreach (INoticeReceiver receiver in _toSend) receiver.Send();
        _toSend.Clear();
    }
}
