using NetTapi.Loop;

namespace NetTapi.Media;

/// <summary>Which pair of ports to try next: from a random start through the range, leaving out those in use, and those at rest while there are others.</summary>
internal sealed class PortPool(PortRange range, TimeSpan rest, TimeProvider time, Entropy entropy)
{
    private readonly Lock _gate = new();
    private readonly HashSet<int> _taken = [];
    private readonly Queue<(int Port, long Since)> _resting = new();
    private int _next = range.IsAny ? 0 : entropy.Next(range.Pairs);

    /// <summary>How many tries make sense.</summary>
    public int Tries => range.IsAny ? 16 : range.Pairs;

    /// <summary>Whether the system chooses.</summary>
    public bool IsAny => range.IsAny;

    /// <summary>The even port of a pair that is ours alone until <see cref="Release"/>: one that has rested, else the one that has rested the longest; null where all are in use.</summary>
    public int? Take()
    {
        lock (_gate)
        {
            WakeRested();
            for (var tried = 0; tried < range.Pairs; tried++)
            {
                var port = range.FirstPair + (2 * _next);
                _next = (_next + 1) % range.Pairs;
                if (_taken.Add(port)) return port;
            }

            // A late packet of the last call there is refused by its source; a call refused for want of a rested port would be lost.
            return _resting.TryDequeue(out var longest) ? longest.Port : null;
        }
    }

    /// <summary>The pair's sockets are closed, or another program has its ports: it rests.</summary>
    public void Release(int port)
    {
        if (range.IsAny) return;
        lock (_gate) _resting.Enqueue((port, time.GetTimestamp()));
    }

    private void WakeRested()
    {
        while (_resting.TryPeek(out var first) && time.GetElapsedTime(first.Since) >= rest) _taken.Remove(_resting.Dequeue().Port);
    }
}
