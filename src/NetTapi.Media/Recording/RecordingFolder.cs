using System.Collections.Immutable;

namespace NetTapi.Media;

/// <summary>The recordings of one folder and the folders in it. All of it blocks: not on the loop.</summary>
public static class RecordingFolder
{
    /// <summary>All WAV files there; none where the folder is not there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="inUse">Paths of recordings that are being made, as they were asked for.</param>
    public static ImmutableArray<StoredRecording> List(string folder, IReadOnlySet<string> inUse)
    {
        if (!Directory.Exists(folder)) return [];
        var open = inUse.Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return
        [
            .. new DirectoryInfo(folder).EnumerateFiles("*.wav", options)
                .Select(file => new StoredRecording(file.FullName, new DateTimeOffset(file.LastWriteTimeUtc), file.Length, open.Contains(file.FullName))),
        ];
    }

    /// <summary>Removes what a rule says, and the folders that are empty then.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="inUse">Paths of recordings that are being made.</param>
    public static RecordingCleanup Clean(string folder, RecordingRetention rule, DateTimeOffset now, IReadOnlySet<string> inUse)
    {
        var removed = ImmutableArray.CreateBuilder<StoredRecording>();
        var refused = ImmutableArray.CreateBuilder<(string Path, string Fault)>();
        foreach (var file in rule.Choose(List(folder, inUse), now))
        {
            try
            {
                File.Delete(file.Path);
                removed.Add(file);
                RemoveEmpty(Path.GetDirectoryName(file.Path)!, Path.GetFullPath(folder));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                refused.Add((file.Path, fault.Message));
            }
        }

        return new RecordingCleanup(removed.ToImmutable(), refused.ToImmutable());
    }

    private static void RemoveEmpty(string folder, string root)
    {
        while (folder.Length > root.Length && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
            folder = Path.GetDirectoryName(folder)!;
        }
    }
}

/// <summary>What a clean-up did.</summary>
/// <param name="Removed">The files that are gone.</param>
/// <param name="Refused">Those that should be and are not, and why.</param>
public sealed record RecordingCleanup(ImmutableArray<StoredRecording> Removed, ImmutableArray<(string Path, string Fault)> Refused);
