using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace NetTapi.Media;

/// <summary>The recordings of one folder and the folders in it. All of it blocks: not on the loop.</summary>
public static partial class RecordingFolder
{
    /// <summary>
    /// All recordings there; none where the folder is not there. Only what has a recording's name and place, <c>YYYY/MM/DD/SERIAL-N-UID.wav</c>: an administrator may keep prompts and music in
    /// the same folder.
    /// </summary>
    /// <param name="folder">The folder.</param>
    public static ImmutableArray<StoredRecording> List(string folder)
    {
        if (!Directory.Exists(folder)) return [];
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return
        [
            .. new DirectoryInfo(folder).EnumerateFiles("*.wav", options)
                .Where(file => RecordingName().IsMatch(Path.GetRelativePath(folder, file.FullName)))
                .Select(file => new StoredRecording(file.FullName, new DateTimeOffset(file.LastWriteTimeUtc), file.Length)),
        ];
    }

    /// <summary>Removes recordings, and the folders that are empty then.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="chosen">Those of its recordings that are to go.</param>
    public static RecordingCleanup Remove(string folder, ImmutableArray<StoredRecording> chosen)
    {
        var removed = ImmutableArray.CreateBuilder<StoredRecording>();
        var refused = ImmutableArray.CreateBuilder<(string Path, string Fault)>();
        foreach (var file in chosen)
        {
            try
            {
                File.Delete(file.Path);
                removed.Add(file);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                refused.Add((file.Path, fault.Message));
                continue;
            }

            RemoveEmpty(Path.GetDirectoryName(file.Path)!, Path.GetFullPath(folder));
        }

        return new RecordingCleanup(removed.ToImmutable(), refused.ToImmutable());
    }

    [GeneratedRegex(@"^\d{4}[/\\]\d\d[/\\]\d\d[/\\]\d+-\d+-[^/\\]+$", RegexOptions.CultureInvariant)]
    private static partial Regex RecordingName();

    /// <summary>An empty folder that can't be removed, or was made anew for the next recording just now, does no harm.</summary>
    private static void RemoveEmpty(string folder, string root)
    {
        try
        {
            while (folder.Length > root.Length && !Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
                folder = Path.GetDirectoryName(folder)!;
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It stays.
        }
    }
}

/// <summary>What a clean-up did.</summary>
/// <param name="Removed">The files that are gone.</param>
/// <param name="Refused">Those that should be and are not, and why.</param>
public sealed record RecordingCleanup(ImmutableArray<StoredRecording> Removed, ImmutableArray<(string Path, string Fault)> Refused);
