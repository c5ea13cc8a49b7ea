namespace NetTapi.Loop;

/// <summary>One instant, read from both clocks at once.</summary>
/// <param name="Utc">The wall clock, for what people see. It may jump.</param>
/// <param name="Monotonic">Time since the loop began, for durations. It never goes back.</param>
public readonly record struct LoopInstant(DateTimeOffset Utc, TimeSpan Monotonic)
{
    /// <summary>The time from an earlier instant to this one; never negative.</summary>
    public TimeSpan Since(LoopInstant earlier) =>
        Monotonic > earlier.Monotonic ? Monotonic - earlier.Monotonic : TimeSpan.Zero;
}
