using CsCheck;

namespace NetTapi.Media.Tests.Recording;

public sealed class RetentionTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("nettapi-retention").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_old_go_then_the_oldest_until_the_rest_fits_and_none_in_use() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 100], Gen.Bool).Array[0, 12].Sample(made =>
        {
            var files = made.Select((one, i) => new StoredRecording($"{i}", Now.AddDays(-one.Item1), one.Item2, one.Item3)).ToArray();
            var gone = new RecordingRetention(TimeSpan.FromDays(30), 200).Choose(files, Now);
            var kept = files.Except(gone).ToArray();
            Assert.DoesNotContain(gone, file => file.IsInUse);
            Assert.DoesNotContain(kept, file => !file.IsInUse && Now - file.Written >= TimeSpan.FromDays(30));
            Assert.True(kept.Sum(file => file.Bytes) <= 200 || kept.All(file => file.IsInUse));

            // No more than had to: the youngest that went would not have fitted.
            if (gone.LastOrDefault() is { Path: not null } last && Now - last.Written < TimeSpan.FromDays(30)) Assert.True(kept.Sum(file => file.Bytes) + last.Bytes > 200);
        });

    [Fact]
    public void Nothing_goes_without_a_rule() =>
        Assert.Empty(new RecordingRetention().Choose([new StoredRecording("a", DateTimeOffset.UnixEpoch, long.MaxValue)], Now));

    [Fact]
    public void Files_go_with_the_folders_they_leave_empty()
    {
        var old = Make("2026/01/02/7-1-anna.wav", Now.AddDays(-100));
        var open = Make("2026/01/03/8-1-anna.wav", Now.AddDays(-100));
        var young = Make("2026/07/31/9-1-bob.wav", Now.AddDays(-1));
        var other = Make("2026/01/03/notes.txt", Now.AddDays(-100));
        var files = RecordingFolder.List(_folder).Select(file => file with { IsInUse = file.Path == open });
        var done = RecordingFolder.Remove(_folder, new RecordingRetention(TimeSpan.FromDays(30)).Choose(files, Now));
        Assert.Equal([old], done.Removed.Select(file => file.Path));
        Assert.Empty(done.Refused);
        Assert.All([open, young, other], path => Assert.True(File.Exists(path)));
        Assert.False(Directory.Exists(Path.Combine(_folder, "2026/01/02")));
        Assert.Empty(RecordingFolder.List(Path.Combine(_folder, "none")));
    }

    /// <summary>Prompts and music kept in the folder of the recordings were removed when they were old.</summary>
    [Theory]
    [InlineData("2026/01/02/7-1-107.wav", true)]
    [InlineData("music.wav", false)]
    [InlineData("prompts/welcome.wav", false)]
    [InlineData("2026/01/02/welcome.wav", false)]
    [InlineData("2026/01/7-1-107.wav", false)]
    [InlineData("old/2026/01/02/7-1-107.wav", false)]
    public void Only_what_was_recorded_here_is_a_recording(string name, bool isRecording)
    {
        var path = Make(name, Now.AddDays(-100));
        Assert.Equal(isRecording ? [path] : [], RecordingFolder.List(_folder).Select(file => file.Path));
    }

    [Fact]
    public void What_lies_behind_a_link_is_left_alone()
    {
        var elsewhere = Directory.CreateTempSubdirectory("nettapi-elsewhere").FullName;
        var precious = Path.Combine(elsewhere, "7-1-107.wav");
        File.WriteAllText(precious, "RIFF");
        Directory.CreateDirectory(Path.Combine(_folder, "2026/01"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "2026/01/02"), elsewhere);
        Directory.CreateDirectory(Path.Combine(_folder, "2026/01/03"));
        File.CreateSymbolicLink(Path.Combine(_folder, "2026/01/03/8-1-107.wav"), precious);
        Assert.Empty(RecordingFolder.List(_folder));
        Directory.Delete(elsewhere, recursive: true);
    }

    [Fact]
    public void Each_file_goes_from_its_own_folder_and_the_empty_folders_go_too()
    {
        for (var i = 0; i < 50; i++) Make($"2026/{1 + (i % 6):00}/{1 + (i % 28):00}/{i}-1-107.wav", Now.AddDays(-100));
        var done = RecordingFolder.Remove(_folder, new RecordingRetention(TimeSpan.FromDays(30)).Choose(RecordingFolder.List(_folder), Now));
        Assert.Equal((50, 0), (done.Removed.Length, done.Refused.Length));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    private string Make(string name, DateTimeOffset written)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "RIFF");
        File.SetLastWriteTimeUtc(path, written.UtcDateTime);
        return path;
    }
}
