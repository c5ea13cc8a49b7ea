namespace NetTapi.Sip.Transport;

/// <summary>A token bucket for each source address. Bounded; safe for use from several threads.</summary>
internal sealed class SourceMeter(GateOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<System.Net.IPAddress, Bucket> _buckets = [];

    /// <summary>Whether one more message from this address is within its measure.</summary>
    public bool Admit(System.Net.IPAddress source)
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            if (!_buckets.TryGetValue(source, out var bucket))
            {
                if (_buckets.Count >= options.Sources) Forget(now);
                _buckets.Add(source, bucket = new Bucket { Tokens = options.Burst, Last = now });
            }

            bucket.Tokens = Math.Min(options.Burst, bucket.Tokens + (time.GetElapsedTime(bucket.Last, now).TotalSeconds * options.MessagesPerSecond));
            bucket.Last = now;
            if (bucket.Tokens < 1) return false;
            bucket.Tokens--;
            return true;
        }
    }

    /// <summary>Forgets those who are full again: a new bucket would be no different. Where nobody is, the longest silent goes.</summary>
    private void Forget(long now)
    {
        var full = _buckets
            .Where(pair => pair.Value.Tokens + (time.GetElapsedTime(pair.Value.Last, now).TotalSeconds * options.MessagesPerSecond) >= options.Burst)
            .Select(pair => pair.Key)
            .ToArray();
        if (full.Length == 0) full = [_buckets.MinBy(pair => pair.Value.Last).Key];
        foreach (var source in full) _buckets.Remove(source);
    }

    private sealed class Bucket
    {
        public double Tokens { get; set; }

        public long Last { get; set; }
    }
}
