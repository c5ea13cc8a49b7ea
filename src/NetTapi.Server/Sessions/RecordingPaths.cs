namespace NetTapi.Server.Sessions;

/// <summary>
/// How a recording's path is told to applications (Q2): as stored, or with the recording folder replaced by a prefix under which they see it,
/// for example <c>\\pbx\recordings</c>.
/// </summary>
/// <param name="Directory">The folder recordings are stored in, an absolute path.</param>
/// <param name="ReportedPrefix">What stands in its place; null: the folder itself.</param>
internal sealed record RecordingPaths(string Directory, string? ReportedPrefix)
{
    /// <summary>Every path as it is stored.</summary>
    public static readonly RecordingPaths AsStored = new("/", null);

    /// <summary>The path as the wire tells it. A prefix with a backslash gets backslashes for the rest of the path too.</summary>
    public string Reported(string path)
    {
        if (ReportedPrefix is null) return path;
        string folder = Path.TrimEndingDirectorySeparator(Directory) + Path.DirectorySeparatorChar;
        if (!path.StartsWith(folder, StringComparison.Ordinal)) return path;

        char separator = ReportedPrefix.Contains('\\', StringComparison.Ordinal) ? '\\' : '/';
        string rest = path[folder.Length..].Replace(Path.DirectorySeparatorChar, separator);
        return ReportedPrefix.TrimEnd('\\', '/') + separator + rest;
    }
}
