using System.Buffers.Binary;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Server.Configuration;
using NetTapi.Server.Hosting;
using NetTapi.Server.Tests.Sessions;
using NetTapi.Storage;
using NetTapi.Switch;
using NetTapi.Telephony;
using NetTapi.Telephony.Calls;
using NetTapi.Telephony.Records;
using NetTapi.Telephony.Switching;
using NetTapi.Testing;

namespace NetTapi.Server.Tests.Hosting;

/// <summary>What becomes of recordings after a crash, and when they are old.</summary>
public class RecordingUpkeepTests
{
    [Fact]
    [Requirement("Q10")]
    public async Task A_recording_cut_short_by_a_crash_is_whole_and_listed_after_the_restart()
    {
        using var folder = new HostFolder();
        var day = folder.PathOf("recordings/2026/02/27");
        Directory.CreateDirectory(day);
        var file = Path.Combine(day, "7-1-128.wav");
        Write(file, samples: 8000, told: 0);
        var missing = Path.Combine(day, "7-2-128.wav");
        await using (var before = await ServerHost.StartAsync(folder.Options))
        {
            before.Services.GetRequiredService<ICallStore>().SaveCall(Call() with { OpenStays = [Stay(file, missing)] });
        }

        await using var host = await ServerHost.StartAsync(folder.Options);
        Assert.Equal(TimeSpan.FromSeconds(0.5), Sound.Load(file).Length);
        var stays = await host.Services.GetRequiredService<ICallStore>().ReadStaysAsync(new Serial(7), default);
        Assert.Equal([file], Assert.Single(stays).RecordingFiles);
    }

    [Fact]
    public async Task Recordings_older_than_configured_are_removed_and_listed_no_more()
    {
        using var folder = new HostFolder();
        var options = folder.Options;
        await using var host = await ServerHost.StartAsync(options with { Recordings = options.Recordings with { RetainDays = 30 } });
        var day = folder.PathOf("recordings/2026/02/27");
        Directory.CreateDirectory(day);
        var old = Path.Combine(day, "7-1-128.wav");
        var young = Path.Combine(day, "7-2-128.wav");
        foreach (var file in (string[])[old, young]) Write(file, 160, 160);
        File.SetLastWriteTimeUtc(old, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-31));
        var store = host.Services.GetRequiredService<ICallStore>();
        var saved = new TaskCompletionSource();
        store.SaveStay(Stay(old, young), saved.SetResult);
        await saved.Task;

        Assert.Equal(1, await host.Services.GetRequiredService<RecordingKeeper>().CleanAsync(default));
        Assert.False(File.Exists(old));
        Assert.True(File.Exists(young));
        Assert.Equal([young], Assert.Single(await store.ReadStaysAsync(new Serial(7), default)).RecordingFiles);
    }

    /// <summary>Recordings and database share a disk, and it is full: no record can be written before a recording is gone, and none went before its record was written.</summary>
    [Fact]
    public async Task A_full_disk_is_freed_though_no_record_can_say_so()
    {
        using var folder = new HostFolder();
        await using var host = await ServerHost.StartAsync(folder.Options);
        var old = Old(folder, "7-1-128.wav");
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        using var keeper = Keeper(host, folder, time, new MemoryCallStore { Removing = static () => new TaskCompletionSource<int>().Task });
        var cleaning = keeper.CleanAsync(default);
        await Eventually.HoldsAsync(() => cleaning.IsCompleted, meanwhile: () => time.Advance(TimeSpan.FromSeconds(10)));
        Assert.Equal(1, await cleaning);
        Assert.False(File.Exists(old));
    }

    /// <summary>A background service that fails ends the host, and with it every call.</summary>
    [Fact]
    public async Task A_database_that_fails_in_the_clean_up_does_not_end_the_server()
    {
        using var folder = new HostFolder();
        await using var host = await ServerHost.StartAsync(folder.Options);
        var old = Old(folder, "7-1-128.wav");
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var tries = 0;
        using var keeper = Keeper(host, folder, time, new MemoryCallStore { Removing = () => ++tries == 1 ? throw new StorageException("disk I/O error") : Task.FromResult(1) });
        await keeper.StartAsync(default);
        await Eventually.HoldsAsync(() => !File.Exists(old) || keeper.ExecuteTask!.IsCompleted, meanwhile: () => time.Advance(TimeSpan.FromMinutes(10)));
        Assert.False(keeper.ExecuteTask!.IsCompleted);
        Assert.Equal(2, tries);
        await keeper.StopAsync(default);
    }

    /// <summary>What has grown while the records were marked must not make another file go, which no record says.</summary>
    [Fact]
    public async Task Only_what_the_records_were_told_of_is_removed()
    {
        using var folder = new HostFolder();
        await using var host = await ServerHost.StartAsync(folder.Options);
        var day = Path.GetDirectoryName(Old(folder, "7-1-128.wav"))!;
        var (kept, grows) = (Path.Combine(day, "8-1-128.wav"), Path.Combine(day, "9-1-128.wav"));
        foreach (var file in (string[])[kept, grows]) Write(file, 160, 160);
        var store = new MemoryCallStore { Removing = () => WriteAsync(grows) };
        using var keeper = Keeper(host, folder, TimeProvider.System, store, new RecordingSettings { RetainDays = 30, RetainBytes = 1 << 20 });
        Assert.Equal(1, await keeper.CleanAsync(default));
        Assert.True(File.Exists(kept));

        static Task<int> WriteAsync(string file)
        {
            Write(file, 1 << 20, 1 << 20);
            return Task.FromResult(1);
        }
    }

    /// <summary>It was closed, and so not in use; it went without a mark, and the record listed it when the user left.</summary>
    [Fact]
    [Requirement("Q10")]
    public async Task A_closed_recording_of_a_call_that_goes_on_is_kept_until_the_call_has_its_record()
    {
        using var folder = new HostFolder();
        var options = folder.Options with { Directory = HostFolder.Office };
        await using var host = await ServerHost.StartAsync(options with { Recordings = options.Recordings with { RetainDays = 30 } });
        var old = Old(folder, "1-1-128.wav");
        var (loop, key, station) = (host.Services.GetRequiredService<IControlLoop>(), new CallKey("k"), new StationNumber(128));
        await ReportAsync(host, at => new OutsideCallArrived(key, at, new LineNumber(1), CallerId.Unknown, "1"), at => new StationConnected(key, at, station), at => new RecordingStarted(key, at, station, old), at => new RecordingFinished(key, at, station, old, true));
        Assert.Equal(0, await host.Services.GetRequiredService<RecordingKeeper>().CleanAsync(default));
        Assert.True(File.Exists(old));

        await ReportAsync(host, at => new CallOver(key, at));
        var empty = new TaskCompletionSource();
        loop.Post(() => host.Services.GetRequiredService<CallBook>().WhenEmpty(empty.SetResult));
        await empty.Task;
        Assert.Equal(1, await host.Services.GetRequiredService<RecordingKeeper>().CleanAsync(default));
        Assert.Empty(Assert.Single(await host.Services.GetRequiredService<ICallStore>().ReadStaysAsync(new Serial(1), default)).RecordingFiles);
    }

    private static Task ReportAsync(ServerHost host, params Func<LoopInstant, SwitchFact>[] facts)
    {
        var (loop, done) = (host.Services.GetRequiredService<IControlLoop>(), new TaskCompletionSource());
        loop.Post(() =>
        {
            foreach (var fact in facts) host.Services.GetRequiredService<CallBook>().Report(fact(loop.Now));
            done.SetResult();
        });
        return done.Task;
    }

    private static RecordingKeeper Keeper(ServerHost host, HostFolder folder, TimeProvider time, ICallStore store, RecordingSettings? settings = null) => new(
        (settings ?? new RecordingSettings { RetainDays = 30 }) with { Directory = folder.PathOf("recordings") },
        store,
        host.Services.GetRequiredService<BuiltInSwitch>(),
        host.Services.GetRequiredService<CallBook>(),
        host.Services.GetRequiredService<IControlLoop>(),
        time,
        NullLogger<RecordingKeeper>.Instance);

    private static string Old(HostFolder folder, string name)
    {
        var day = folder.PathOf("recordings/2026/02/27");
        Directory.CreateDirectory(day);
        var file = Path.Combine(day, name);
        Write(file, 160, 160);
        File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-31));
        return file;
    }

    private static CallRecord Call() => new() { Serial = new Serial(7), Key = new CallKey("k"), Direction = CallDirection.Incoming, Began = new DateTimeOffset(2026, 2, 27, 15, 4, 3, TimeSpan.Zero), Timeline = "[]" };

    private static StayRecord Stay(params string[] files) => new()
    {
        Serial = new Serial(7),
        User = new UserId("128"),
        Direction = CallDirection.Incoming,
        Began = new DateTimeOffset(2026, 2, 27, 15, 4, 3, TimeSpan.Zero),
        Left = new DateTimeOffset(2026, 2, 27, 15, 5, 3, TimeSpan.Zero),
        Duration = TimeSpan.FromMinutes(1),
        RingTime = TimeSpan.Zero,
        HoldTime = TimeSpan.Zero,
        Parties = [],
        RecordingFiles = [.. files],
    };

    /// <summary>A stereo file of so many samples, whose head tells of others.</summary>
    private static void Write(string path, int samples, int told)
    {
        var bytes = new byte[44 + (2 * samples)];
        "RIFF"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), 36 + (2 * told));
        "WAVEfmt "u8.CopyTo(bytes.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(22), 2);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(24), 8000);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(28), 32000);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(32), 4);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(34), 16);
        "data"u8.CopyTo(bytes.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(40), 2 * told);
        File.WriteAllBytes(path, bytes);
    }
}
