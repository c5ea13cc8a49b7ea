namespace NetTapi.Client.Connections;

/// <summary>
/// How long to wait before an attempt: twice as long each time up to a bound, less a random part of up to a half, so that a thousand clients of a server that was restarted do
/// not come back at the same moment.
/// </summary>
internal sealed class ReconnectDelay(TimeSpan first, TimeSpan longest, Func<double> chance)
{
    /// <summary>An attempt from which on the wait is the longest.</summary>
    public const int Slowest = 20;

    /// <summary>The wait before an attempt, the first being 0.</summary>
    public TimeSpan Before(int attempt)
    {
        var full = Math.Min(first.TotalSeconds * (1 << Math.Min(attempt, Slowest)), longest.TotalSeconds);
        return TimeSpan.FromSeconds(full * (1 - (chance() / 2)));
    }
}
