using NetTapi.Loop;
using NetTapi.Server.Configuration;
using NetTapi.Storage;
using NetTapi.Telephony.Directory;

namespace NetTapi.Server.Hosting;

/// <summary>What the server stands on, whoever connects: logs, database, directory, control loop.</summary>
internal sealed class ServerParts : IAsyncDisposable
{
    private static readonly TimeSpan LoopDeadline = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan DiskDeadline = TimeSpan.FromSeconds(2);

    // A write that waits for another program's lock can't be called off: the lock may be held for longer than a stop may last.
    private static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(0.3);

    private readonly ILoggerFactory _loggers;
    private readonly Database _database;
    private readonly EventLoop _loop;
    private readonly LiveDirectory _directory;

    private ServerParts(ILoggerFactory loggers, Database database, EventLoop loop, LiveDirectory directory, ILogger log)
    {
        _loggers = loggers;
        _database = database;
        _loop = loop;
        _directory = directory;
        Log = log;
    }

    /// <summary>Where start and stop are logged.</summary>
    public ILogger Log { get; }

    /// <summary>The control loop.</summary>
    public IControlLoop Loop => _loop;

    /// <summary>Opens the database, finds the directory, and starts the loop.</summary>
    public static async Task<ServerParts> CreateAsync(ServerOptions options, TimeProvider? readings, Action<ILoggingBuilder>? logging, CancellationToken cancellation)
    {
        var loggers = LoggerFactory.Create(builder => logging?.Invoke(builder));
        var log = loggers.CreateLogger<ServerHost>();
        Database? database = null;
        try
        {
            database = await Database.OpenAsync(options.Database, TimeProvider.System, loggers, cancellation);
            var directory = await StartDirectory.FindAsync(database.Directory, options, log, cancellation);
            foreach (var warning in StartWarnings.Of(options, directory)) log.ConfigurationWarning(warning);
            if (StartWarnings.OfRecordings(options.Recordings.Directory) is { } refusal) log.ConfigurationWarning(refusal);
            var statuses = await database.Directory.ReadStatusesAsync(cancellation);
            var live = new LiveDirectory(new DirectoryIndex(directory), statuses, database.Directory.SaveStatus);
            var loop = new EventLoop(TimeProvider.System, SystemEntropy.Instance, log.LoopFault, readings);
            return new ServerParts(loggers, database, loop, live, log);
        }
        catch
        {
            if (database is not null) await CloseAsync(database, log);
            loggers.Dispose();
            throw;
        }
    }

    /// <summary>Puts the parts into a container, which does not own them.</summary>
    public void AddTo(IServiceCollection services) => services
        .AddSingleton(_loggers)
        .AddSingleton(TimeProvider.System)
        .AddSingleton<IControlLoop>(_loop)
        .AddSingleton(_directory)
        .AddSingleton(_database)
        .AddSingleton(_database.Calls)
        .AddSingleton(_database.Directory)
        .AddLogging();

    /// <summary>Ends the loop, then writes out what waits for the disk, each within a time.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopStep.RunAllAsync([new("ending the control loop", LoopDeadline, () => _loop.DisposeAsync().AsTask())], LoopDeadline, TimeProvider.System, Log);
        await CloseAsync(_database, Log);
        _loggers.Dispose();
    }

    /// <summary>Writes out what waits, within a time: a disk that refuses must not keep the program from ending.</summary>
    private static async Task CloseAsync(Database database, ILogger log)
    {
        using var deadline = new CancellationTokenSource(DiskDeadline, TimeProvider.System);
        try
        {
            await database.StopAsync(deadline.Token).WaitAsync(DiskDeadline + LastWrite, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            log.DatabaseSilent(database.Health.Waiting);
        }
    }
}
