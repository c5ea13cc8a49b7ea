using System.Collections.Immutable;
using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Server.Configuration;
using NetTapi.Switch;
using NetTapi.Telephony.Records;

namespace NetTapi.Server.Hosting;

/// <summary>Removes recordings that are older, or more, than the administrator keeps: once at the start, then each hour. The records say so before a file is gone.</summary>
internal sealed partial class RecordingKeeper(
    RecordingSettings settings, ICallStore store, BuiltInSwitch phoneSystem, IControlLoop loop, TimeProvider time, ILogger<RecordingKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Looks once.</summary>
    /// <returns>How many files were removed.</returns>
    public async Task<int> CleanAsync(CancellationToken cancellation)
    {
        var rule = new RecordingRetention(settings.RetainDays is { } days ? TimeSpan.FromDays(days) : null, settings.RetainBytes);
        if (rule is { MaxAge: null, MaxBytes: null }) return 0;
        var inUse = await InUseAsync(cancellation);
        var now = time.GetUtcNow();
        var chosen = rule.Choose(RecordingFolder.List(settings.Directory, inUse), now);
        if (chosen.IsEmpty) return 0;
        await store.RemoveRecordingsAsync([.. chosen.Select(file => file.Path)], cancellation);
        var done = RecordingFolder.Clean(settings.Directory, rule, now, inUse);
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
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            WriteRefused(settings.Directory, fault.Message);
        }
    }

    private Task<ImmutableHashSet<string>> InUseAsync(CancellationToken cancellation)
    {
        var asked = new TaskCompletionSource<ImmutableHashSet<string>>(TaskCreationOptions.RunContinuationsAsynchronously);
        loop.Post(() => asked.SetResult(phoneSystem.RecordingFiles));
        return asked.Task.WaitAsync(cancellation);
    }

    [LoggerMessage(1009, LogLevel.Information, "{Files} recordings of {Bytes} bytes together were removed, as Recordings:RetainDays and RetainBytes say.")]
    private partial void WriteRemoved(int files, long bytes);

    [LoggerMessage(1010, LogLevel.Error, "Recordings that are to be removed can't be: {Path}: {Fault}")]
    private partial void WriteRefused(string path, string fault);
}
