namespace NetTapi.LoadTool;

/// <summary>Times from publishing to arrival, in microseconds, one bucket each; beyond a second they all count as a second. For several threads.</summary>
internal sealed class Latencies
{
    private readonly int[] _buckets = new int[1_000_001];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Add(double microseconds)
    {
        Interlocked.Increment(ref _buckets[(int)Math.Clamp(microseconds, 0, _buckets.Length - 1)]);
        Interlocked.Increment(ref _count);
    }

    /// <summary>The time under which a share of all arrivals stays, in microseconds.</summary>
    public int Percentile(double share)
    {
        long wanted = (long)Math.Ceiling(Count * share);
        long seen = 0;
        for (int microseconds = 0; microseconds < _buckets.Length; microseconds++)
        {
            seen += _buckets[microseconds];
            if (seen >= wanted) return microseconds;
        }
        return _buckets.Length;
    }
}
