using System.Diagnostics;
using System.Runtime.InteropServices;
using NetTapi.Testing;

namespace NetTapi.Media.Tests.Recording;

public sealed class BrokenDiskTests : IAsyncLifetime
{
    private readonly LegFixture _fixture = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [InlineData(28, RecordingEndReason.DiskFull)]
    [InlineData(5, RecordingEndReason.Failed)]
    public void What_was_written_before_the_disk_refused_is_whole(int error, RecordingEndReason reason)
    {
        using var file = new RefusingStream(44 + 32_000 + 1000, error);
        using var rig = new TrackRig(file: file);
        RecordingEnd? end = null;
        for (var i = 0; end is null; i++)
        {
            rig.Put(isSent: false, (uint)(i * 160), new byte[160]);
            rig.Time.Advance(AudioFrame.Duration);
            end = rig.Work();
        }

        Assert.Equal(reason, end.Reason);
        Assert.Equal(TimeSpan.FromSeconds(1), end.Length);
        Assert.NotNull(end.Fault);
        Assert.Equal(8000, rig.Channels[0].Length);
    }

    /// <summary>A file system of 64 kB, full after two seconds.</summary>
    [Fact]
    public async Task A_full_disk_ends_the_recording_and_not_the_call()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root can mount a file system.");
        var folder = Directory.CreateTempSubdirectory("nettapi-full").FullName;
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder), "No file system can be mounted here.");
        try
        {
            var (phone, inside) = await _fixture.OpenPairAsync();
            var ended = new TaskCompletionSource<RecordingEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
            phone.Play(new ToneGenerator(440));
            var path = Path.Combine(folder, "2026", "a.wav");
            inside.Record(new RecordingRequest(path, Mono: false, ended.SetResult));
            var end = await ended.Task;
            Assert.Equal(RecordingEndReason.DiskFull, end.Reason);
            Assert.Equal(1, _fixture.Plane.Recordings.Failed);
            Assert.Equal(0, _fixture.Plane.Recordings.Open);
            Assert.Equal(end.Length, Sound.Load(path).Length);
            Assert.Equal(RecordingMend.Whole, RecordingRepair.Mend(path));

            var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            inside.Listen(new ToneDetector(440, _ => heard.TrySetResult()));
            await heard.Task;
        }
        finally
        {
            Assert.True(Run("umount", folder));
            Directory.Delete(folder);
        }
    }

    /// <summary>A file that is removed is written to without a fault as long as it is open: it was told of as if it were there.</summary>
    [Fact]
    public async Task A_recording_whose_folder_was_removed_meanwhile_says_so()
    {
        var folder = Directory.CreateTempSubdirectory("nettapi-removed").FullName;
        var (phone, inside) = await _fixture.OpenPairAsync();
        var ended = new TaskCompletionSource<RecordingEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        phone.Play(new ToneGenerator(440));
        var path = Path.Combine(folder, "2026", "a.wav");
        var recording = inside.Record(new RecordingRequest(path, Mono: false, ended.SetResult));
        Eventually.Holds(() => File.Exists(path));
        Directory.Delete(folder, recursive: true);
        recording.Stop();
        var end = await ended.Task;
        Assert.Equal((RecordingEndReason.Failed, false), (end.Reason, end.HasFile));
        Assert.NotNull(end.Fault);
        Assert.Equal(1, _fixture.Plane.Recordings.Failed);
    }

    [Fact]
    public async Task A_recording_that_could_not_be_made_has_no_file()
    {
        var blocked = Path.GetTempFileName();
        var (_, inside) = await _fixture.OpenPairAsync();
        var ended = new TaskCompletionSource<RecordingEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        inside.Record(new RecordingRequest(Path.Combine(blocked, "2026", "a.wav"), Mono: false, ended.SetResult));
        var end = await ended.Task;
        Assert.Equal((RecordingEndReason.Failed, false), (end.Reason, end.HasFile));
        File.Delete(blocked);
    }

    /// <summary>A disk that is full already takes the name of a file and nothing of what is in it: an empty file that no player opens is not left behind.</summary>
    [Fact]
    public async Task A_disk_that_was_full_before_is_left_no_empty_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root can mount a file system.");
        var folder = Directory.CreateTempSubdirectory("nettapi-full").FullName;
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", folder), "No file system can be mounted here.");
        try
        {
            await FillAsync(Path.Combine(folder, "other"));
            var (_, inside) = await _fixture.OpenPairAsync();
            var ended = new TaskCompletionSource<RecordingEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
            var path = Path.Combine(folder, "a.wav");
            inside.Record(new RecordingRequest(path, Mono: false, ended.SetResult));
            var end = await ended.Task;
            Assert.Equal((RecordingEndReason.DiskFull, false), (end.Reason, end.HasFile));
            Assert.False(File.Exists(path));
        }
        finally
        {
            Assert.True(Run("umount", folder));
            Directory.Delete(folder);
        }
    }

    [Fact]
    public async Task A_file_that_is_there_is_left_alone()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "precious");
        var (_, inside) = await _fixture.OpenPairAsync();
        var ended = new TaskCompletionSource<RecordingEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        inside.Record(new RecordingRequest(path, Mono: true, ended.SetResult));
        var end = await ended.Task;
        Assert.Equal((RecordingEndReason.Failed, false), (end.Reason, end.HasFile));
        Assert.Equal("precious", await File.ReadAllTextAsync(path));
        File.Delete(path);
    }

    private static async Task FillAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true) file.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
        process!.WaitForExit();
        return process.ExitCode == 0;
    }

    /// <summary>Takes so many octets, half of a write at last, and then refuses as the system does.</summary>
    private sealed class RefusingStream(int room, int error) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            var fits = (int)Math.Clamp(room - Position, 0, buffer.Length);
            base.Write(buffer[..fits]);
            if (fits < buffer.Length) throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
        }
    }
}
