using System.Collections.Concurrent;
using System.Net;

namespace NetTapi.Media;

/// <summary>Legs opened in advance, so that a call need not wait while ports are bound. They belong to nobody, and what is sent to them is dropped. Safe for use from several threads.</summary>
/// <param name="size">How many are kept for each address of ours.</param>
/// <param name="open">Opens one; null where no port is free. Blocks for a moment: not on the loop.</param>
internal sealed class SpareLegs(int size, Func<IPAddress, MediaLeg?> open)
{
    /// <summary>Addresses of ours that legs are kept for: a machine has few, and nobody else chooses them.</summary>
    private const int MostAddresses = 8;

    private readonly ConcurrentDictionary<IPAddress, ConcurrentQueue<MediaLeg>> _spare = new();
    private readonly Lock _opening = new();
    private volatile bool _ended;

    /// <summary>How many there are.</summary>
    public int Count => _spare.Values.Sum(legs => legs.Count);

    /// <summary>Takes one; null where there is none.</summary>
    public MediaLeg? TryTake(IPAddress local) => _spare.TryGetValue(local, out var legs) && legs.TryDequeue(out var leg) ? leg : null;

    /// <summary>Whether it is time to open more: several at once cost less than one after each call.</summary>
    public bool IsShort(IPAddress local) => !_spare.TryGetValue(local, out var legs) || legs.Count <= size / 2;

    /// <summary>Opens what is missing. Not on the loop.</summary>
    public void Refill(IPAddress local)
    {
        if (size == 0 || (_spare.Count >= MostAddresses && !_spare.ContainsKey(local))) return;
        var legs = _spare.GetOrAdd(local, static _ => new ConcurrentQueue<MediaLeg>());
        lock (_opening)
        {
            while (!_ended && legs.Count < size && open(local) is { } leg) legs.Enqueue(leg);
        }

        if (_ended) Close();
    }

    /// <summary>Closes them; no more are opened.</summary>
    public void Close()
    {
        _ended = true;
        foreach (var legs in _spare.Values)
        {
            while (legs.TryDequeue(out var leg)) leg.Close();
        }
    }
}
