namespace NetTapi.Sip.Transport;

/// <summary>How much waits to be sent on all connections of a transport together. Any thread.</summary>
internal sealed class WaitingBytes
{
    private long _count;

    /// <summary>More, or fewer, wait now.</summary>
    /// <returns>How many do.</returns>
    public long Add(long bytes) => Interlocked.Add(ref _count, bytes);
}
