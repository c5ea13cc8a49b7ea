namespace NetTapi.EndToEnd.Tests;

/// <summary>A clock that stands still until the test moves it; its timers run in real time. So figures are exact and nothing waits.</summary>
internal sealed class SetClock(DateTimeOffset start) : TimeProvider
{
    private long _elapsed;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Moves the clock on.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _elapsed, by.Ticks);

    public override DateTimeOffset GetUtcNow() => start + TimeSpan.FromTicks(Interlocked.Read(ref _elapsed));

    public override long GetTimestamp() => Interlocked.Read(ref _elapsed);
}
