namespace NetTapi.Storage;

/// <summary>Which database, and how it is treated.</summary>
public sealed record StorageOptions
{
    /// <summary>The kind of database.</summary>
    public DatabaseProvider Provider { get; init; } = DatabaseProvider.Sqlite;

    /// <summary>Where it is, in the provider's own words, for example <c>Data Source=data/nettapi.db</c>. A missing folder is made.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>How long calls are kept after their beginning; null keeps them for ever. At least a day.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>
    /// Time, in whole seconds, that one write waits for another program's lock before the refusal is reported and the write tried again. Default 5 s,
    /// at least 1 s.
    /// </summary>
    public TimeSpan LockWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the row of a running call may wait to be written together with what comes after it; end notices and whatever else somebody waits for are
    /// written at once, but for a short pause between two groups. Default 200 ms.
    /// </summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Time before a refused write is tried again; doubles up to <see cref="LongestRetryDelay"/>. Default 100 ms.</summary>
    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest time between two tries. Default 5 s.</summary>
    public TimeSpan LongestRetryDelay { get; init; } = TimeSpan.FromSeconds(5);
}
