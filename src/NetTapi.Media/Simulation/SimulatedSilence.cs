using NetTapi.Loop;

namespace NetTapi.Media;

/// <summary>Watches one simulated peer. No timer runs while it is heard, so that a simulation with calls in it can come to rest.</summary>
internal sealed class SimulatedSilence(IControlLoop loop, Func<bool> isHeard)
{
    private TimeSpan _limit;
    private Action? _silent;
    private LoopTimer? _timer;

    public void Watch(TimeSpan? limit, Action? silent)
    {
        _timer?.Cancel();
        _timer = null;
        _limit = limit ?? TimeSpan.Zero;
        _silent = limit is null ? null : silent;
        Reconsider();
    }

    public void Reconsider()
    {
        if (_silent is null || isHeard())
        {
            _timer?.Cancel();
            _timer = null;
            return;
        }

        _timer ??= loop.Schedule(_limit, Tell);
    }

    private void Tell()
    {
        var silent = _silent;
        _timer = null;
        _silent = null;
        silent?.Invoke();
    }
}
