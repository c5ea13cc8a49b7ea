namespace NetTapi.Server.Logging;

/// <summary>A <see cref="LineLimit"/> for each kind of log line that strangers can cause. Safe for use from several threads.</summary>
internal sealed class LineLimits(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LineLimit> _limits = [];

    /// <summary>Whether a line may be written.</summary>
    /// <param name="kind">Its kind, in words for the line that says how many were not.</param>
    /// <param name="omitted">How many of the kind were not, since the last that was.</param>
    public bool TryTake(string kind, out long omitted)
    {
        lock (_gate)
        {
            if (!_limits.TryGetValue(kind, out var limit)) _limits.Add(kind, limit = new LineLimit(time));
            return limit.TryTake(out omitted);
        }
    }
}
