namespace NetTapi.Storage.Schema;

/// <summary>
/// Instants and times as numbers: microseconds, for instants since 1970 in UTC, the finest that PostgreSQL keeps too. Finer digits are cut, so that a
/// time never grows by being stored (Q4). In the sqlite3 shell: <c>datetime(began / 1e6, 'unixepoch')</c>.
/// </summary>
internal static class Microseconds
{
    public static long Of(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static long Of(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset Instant(long value) => DateTimeOffset.UnixEpoch.AddTicks(value * TimeSpan.TicksPerMicrosecond);

    public static TimeSpan Time(long value) => TimeSpan.FromTicks(value * TimeSpan.TicksPerMicrosecond);
}
