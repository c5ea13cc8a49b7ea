using NetTapi.Switch;

namespace NetTapi.Server.Configuration;

/// <summary>The section <c>Recordings</c>.</summary>
internal sealed record RecordingSettings
{
    /// <summary>The folder, absolute. Default <c>data/recordings</c> under the working directory.</summary>
    public string Directory { get; init; } = Path.GetFullPath("data/recordings");

    /// <summary>What stands in the folder's place where applications are told of a file (Q2); null: the folder itself.</summary>
    public string? ReportedPrefix { get; init; }

    /// <summary>Whether all are mixed in one channel, and not the recording user on the left and all others on the right. Default no.</summary>
    public bool Mono { get; init; }

    /// <summary>Whether those who are recorded hear a beep. Default never.</summary>
    public RecordingBeep Beep { get; init; }

    /// <summary>A WAV file they hear first, absolute; null: none.</summary>
    public string? Announcement { get; init; }

    /// <summary>How many days files are kept; null: for ever. From 1 to 36,500.</summary>
    public int? RetainDays { get; init; }

    /// <summary>How many bytes of files are kept, the newest; null: all. From 1 MiB.</summary>
    public long? RetainBytes { get; init; }
}
