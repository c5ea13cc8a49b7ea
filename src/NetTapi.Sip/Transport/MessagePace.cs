namespace NetTapi.Sip.Transport;

/// <summary>How thick messages come: a moving average over the last dozen or so, so that the few messages of one call do not count as a crowd. One thread.</summary>
/// <param name="time">The clock.</param>
internal sealed class MessagePace(TimeProvider time)
{
    /// <summary>How much of the average each message replaces.</summary>
    private const double Weight = 1.0 / 16;

    private long _last = time.GetTimestamp();

    /// <summary>The time between two messages; long before the first.</summary>
    public TimeSpan Gap { get; private set; } = TimeSpan.FromSeconds(1);

    /// <summary>Messages have come.</summary>
    /// <param name="count">How many since the last time; at least one.</param>
    public void Came(int count)
    {
        var now = time.GetTimestamp();
        var each = time.GetElapsedTime(_last, now) / count;
        Gap = each + ((Gap - each) * Math.Pow(1 - Weight, count));
        _last = now;
    }
}
