namespace NetTapi.Server.Sessions.Outbound;

/// <summary>
/// The bytes that may wait for all sessions together (N12). Half of them is divided evenly: each session has a share of its own that nobody can take
/// away, so that slow readers never cost a prompt one its connection. The other half is a common pool for what goes beyond the shares.
/// Safe for use from several threads.
/// </summary>
internal sealed class OutboundBudget
{
    private readonly long _poolBytes;
    private long _taken;

    /// <param name="totalBytes">For all sessions together.</param>
    /// <param name="maxSessions">Among how many the shares are divided.</param>
    public OutboundBudget(long totalBytes, int maxSessions)
    {
        OwnShare = (int)Math.Min(totalBytes / 2 / maxSessions, int.MaxValue);
        _poolBytes = totalBytes - ((long)OwnShare * maxSessions);
    }

    /// <summary>Bytes each session may hold without asking.</summary>
    public int OwnShare { get; }

    /// <summary>Bytes of the common pool in use.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Moves a session from holding <paramref name="before"/> bytes to <paramref name="after"/>; false, with nothing changed, if the pool has not enough.</summary>
    public bool TryGrow(int before, int after)
    {
        long more = Excess(after) - Excess(before);
        if (more == 0) return true;
        if (Interlocked.Add(ref _taken, more) <= _poolBytes) return true;
        Interlocked.Add(ref _taken, -more);
        return false;
    }

    /// <summary>Moves a session from holding <paramref name="before"/> bytes down to <paramref name="after"/>.</summary>
    public void Shrink(int before, int after)
    {
        long less = Excess(before) - Excess(after);
        if (less != 0) Interlocked.Add(ref _taken, -less);
    }

    private long Excess(int bytes) => Math.Max(bytes - OwnShare, 0);
}
