using System.Collections.Immutable;
using NetTapi.Telephony.Notices;

namespace NetTapi.Server.Sessions.FanOut;

/// <summary>One notice on its way to its watchers, by way of several workers.</summary>
internal sealed class Delivery(EncodedNotice notice, ImmutableArray<IWatcher> watchers, int workers, Action? handedOver)
{
    private int _workersLeft = workers;

    /// <summary>The notice.</summary>
    public EncodedNotice Notice { get; } = notice;

    /// <summary>All its watchers; each worker looks for its own.</summary>
    public ImmutableArray<IWatcher> Watchers { get; } = watchers;

    /// <summary>Says that one worker is through; the last one reports the whole (N7).</summary>
    public void WorkerIsThrough()
    {
        if (Interlocked.Decrement(ref _workersLeft) == 0) handedOver?.Invoke();
    }
}
