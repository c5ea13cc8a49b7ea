using System.Collections.Immutable;
using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Server.Configuration;
using NetTapi.Switch;
using NetTapi.Telephony.Calls;
using NetTapi.Telephony.Records;

namespace NetTapi.Server.Hosting;

/// <summary>Removes recordings that are older, or more, than the administrator keeps: once at the start, then each hour. The records say so before a file is gone, unless the disk refuses.</summary>
internal sealed partial class RecordingKeeper(
    RecordingSettings settings, ICallStore store, BuiltInSwitch phoneSystem, CallBook book, IControlLoop loop, TimeProvider time, ILogger<RecordingKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>How long the records may take to say that files are gone. A disk that is full takes no record until there is room on it: waited for without end, they would hold each other up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Looks once.</summary>
    /// <returns>How many files were removed.</returns>
    public async Task<int> CleanAsync(CancellationToken cancellation)
    {
        var rule = new RecordingRetention(settings.RetainDays is { } days ? TimeSpan.FromDays(days) : null, settings.RetainBytes);
        if (rule is { MaxAge: null, MaxBytes: null }) return 0;

        // In this order: what begins after the files were listed is not among them.
        var files = RecordingFolder.List(settings.Directory);
        var inUse = await InUseAsync(cancellation);
        var chosen = rule.Choose(files.Select(file => file with { IsInUse = inUse.Contains(file.Path) }), time.GetUtcNow());
        if (chosen.IsEmpty) return 0;
        await MarkAsync(chosen, cancellation);
        var done = RecordingFolder.Remove(settings.Directory, chosen);
        foreach (var (path, fault) in done.Refused) WriteRefused(path, fault);
        WriteRemoved(done.Removed.Length, done.Removed.Sum(file => file.Bytes));
        return done.Removed.Length;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do await TryCleanAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task TryCleanAsync(CancellationToken cancellation)
    {
        try
        {
            await CleanAsync(cancellation);
        }
#pragma warning disable CA1031 // Whatever disk and database say, calls go on without a clean-up: a fault that leaves here ends the whole server. It is tried again in an hour.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            WriteRefused(settings.Directory, fault.Message);
        }
    }

    private async Task MarkAsync(ImmutableArray<StoredRecording> chosen, CancellationToken cancellation)
    {
        try
        {
            await store.RemoveRecordingsAsync([.. chosen.Select(file => file.Path)], CancellationToken.None).AsTask().WaitAsync(Patience, time, cancellation);
        }
        catch (TimeoutException)
        {
            WriteUnmarked(chosen.Length);
        }
    }

    /// <summary>What is being recorded, and what a record that is not on disk yet will list.</summary>
    private Task<ImmutableHashSet<string>> InUseAsync(CancellationToken cancellation)
    {
        var asked = new TaskCompletionSource<ImmutableHashSet<string>>(TaskCreationOptions.RunContinuationsAsynchronously);
        loop.Post(() => asked.SetResult(phoneSystem.RecordingFiles.Union(book.RecordingFiles)));
        return asked.Task.WaitAsync(cancellation);
    }

    [LoggerMessage(1309, LogLevel.Information, "{Files} recordings of {Bytes} bytes together were removed, as Recordings:RetainDays and RetainBytes say.")]
    private partial void WriteRemoved(int files, long bytes);

    [LoggerMessage(1310, LogLevel.Error, "Recordings that are to be removed can't be: {Path}: {Fault}")]
    private partial void WriteRefused(string path, string fault);

    [LoggerMessage(1311, LogLevel.Warning, "{Files} recordings are removed before the records say so: the database takes nothing now. They will when it does.")]
    private partial void WriteUnmarked(int files);
}
