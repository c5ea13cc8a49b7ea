using Microsoft.Extensions.Logging;
using NetTapi.Storage.Sqlite;
using NetTapi.Storage.Writing;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Records;

namespace NetTapi.Storage;

/// <summary>
/// One open database: both stores over it, and the one writer they share. Reads run on the thread pool, writes on the writer's own thread, so that
/// no caller waits for a disk.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private readonly SqliteDatabase _sqlite;
    private readonly Writer _writer;
    private readonly Reader _reader;
    private readonly Expiry? _expiry;

    private Database(SqliteDatabase sqlite, Writer writer, Expiry? expiry)
    {
        _sqlite = sqlite;
        _writer = writer;
        _expiry = expiry;
        _reader = new Reader(sqlite.NewContext);
        Calls = new CallStore(writer, _reader);
        Directory = new DirectoryStore(writer, _reader);
    }

    /// <summary>The calls.</summary>
    public ICallStore Calls { get; }

    /// <summary>The directory and the chosen statuses.</summary>
    public IDirectoryStore Directory { get; }

    /// <summary>How writing goes. Readable from any thread.</summary>
    public StorageHealth Health => _writer.Health;

    /// <summary>Whether there is a database already, of whatever kind: opening one that is missing makes it.</summary>
    /// <param name="options">Which one.</param>
    /// <exception cref="StorageException">It is not said in the provider's words where it is.</exception>
    public static bool Exists(StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var sqlite = new SqliteDatabase(options);
        return File.Exists(sqlite.Path);
    }

    /// <summary>Opens a database, makes it if it is missing, and brings its schema up to date.</summary>
    /// <param name="options">Which one.</param>
    /// <param name="time">The clock of retries and retention.</param>
    /// <param name="loggers">Where refusals are logged.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StorageException">It is damaged, locked, made by a newer version, or its place can't be written to.</exception>
    public static async Task<Database> OpenAsync(StorageOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var sqlite = new SqliteDatabase(options);
        await sqlite.PrepareAsync(cancellation);
        var delays = new RetryDelays(options.FirstRetryDelay, options.LongestRetryDelay);
        var writer = new Writer(new SqliteWriteTarget(sqlite.OpenForWriting), delays, options.Linger, time, loggers.CreateLogger<Writer>());
        var database = new Database(sqlite, writer, options.Retention is { } retention ? new Expiry(writer, retention, time) : null);
        await database.WarmUpAsync(cancellation);
        return database;
    }

    /// <summary>Writes out everything that waits, and closes the database.</summary>
    /// <param name="deadline">Cancelled when there is no more time: what the disk still refuses is then given up and logged.</param>
    /// <returns>How many writes were given up; 0 but for a disk that refuses to the end.</returns>
    public async Task<int> StopAsync(CancellationToken deadline)
    {
        _expiry?.Dispose();
        var lost = await _writer.StopAsync(deadline);
        await _writer.DisposeAsync();
        _reader.Dispose();
        _sqlite.Dispose();
        return lost;
    }

    /// <summary>Writes out everything that waits, however long it takes, and closes the database.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    // The first query of each kind costs EF some hundred milliseconds; better here than in the first answer to an application (L1 has 100 ms).
    private async Task WarmUpAsync(CancellationToken cancellation)
    {
        await Calls.ReadStaysAsync(new(0), cancellation);
        await Calls.ReadLatestIncomingAsync(new(""), cancellation);
    }
}
