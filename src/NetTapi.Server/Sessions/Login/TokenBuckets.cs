namespace NetTapi.Server.Sessions.Login;

/// <summary>
/// One bucket of tokens for each key: full at first, refilled with time. The table is bounded: beyond its capacity the key that was looked at longest
/// ago is forgotten, which is to say trusted again. Safe for use from several threads.
/// </summary>
/// <typeparam name="TKey">What is counted.</typeparam>
internal sealed class TokenBuckets<TKey>(double burst, double refillPerMinute, int capacity, TimeProvider time) where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, LinkedListNode<Bucket>> _buckets = [];
    private readonly LinkedList<Bucket> _latestLast = [];

    /// <summary>Keys in the table.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _buckets.Count;
        }
    }

    /// <summary>Whether a key has a whole token left.</summary>
    public bool HasToken(TKey key)
    {
        lock (_gate) return !_buckets.TryGetValue(key, out LinkedListNode<Bucket>? node) || Refilled(node.Value) >= 1;
    }

    /// <summary>Takes a token from a key; an empty bucket stays empty.</summary>
    public void Take(TKey key)
    {
        lock (_gate)
        {
            if (!_buckets.TryGetValue(key, out LinkedListNode<Bucket>? node))
            {
                if (_buckets.Count >= capacity) ForgetOldest();
                node = new LinkedListNode<Bucket>(new Bucket(key, burst, time.GetTimestamp()));
                _buckets.Add(key, node);
            }
            else
            {
                _latestLast.Remove(node);
            }
            double left = Math.Max(Refilled(node.Value) - 1, 0);
            node.Value = node.Value with { Tokens = left, At = time.GetTimestamp() };
            _latestLast.AddLast(node);
        }
    }

    private double Refilled(Bucket bucket) => Math.Min(burst, bucket.Tokens + (time.GetElapsedTime(bucket.At).TotalMinutes * refillPerMinute));

    private void ForgetOldest()
    {
        _buckets.Remove(_latestLast.First!.Value.Key);
        _latestLast.RemoveFirst();
    }

    private readonly record struct Bucket(TKey Key, double Tokens, long At);
}
