namespace NetTapi.Media;

/// <summary>A recording that is being made.</summary>
public interface IRecording
{
    /// <summary>Its file.</summary>
    string Path { get; }

    /// <summary>Ends it; that it has ended is told when the file is whole and closed. Twice does nothing.</summary>
    void Stop();
}

/// <summary>What to record.</summary>
/// <param name="Path">The file; its folders are made. A file that is there already is left alone, and the recording fails.</param>
/// <param name="Mono">Both sides in one channel; otherwise the leg's peer is on the left and what is sent to it on the right.</param>
/// <param name="Ended">Posted to the loop exactly once, when the file is whole and closed, or could not be made.</param>
public sealed record RecordingRequest(string Path, bool Mono, Action<RecordingEnd> Ended);

/// <summary>How a recording ended.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Length">How much sound the file has.</param>
/// <param name="LostSamples">Samples that came faster than the disk took them, silent in the file; both sides counted.</param>
/// <param name="Fault">What the system said, for a log; null where it was stopped.</param>
/// <param name="HasFile">Whether there is a file: not where none could be made, and not where somebody has removed it meanwhile.</param>
public sealed record RecordingEnd(RecordingEndReason Reason, TimeSpan Length, long LostSamples, string? Fault, bool HasFile = true);

/// <summary>Why a recording ended.</summary>
public enum RecordingEndReason
{
    /// <summary>It was stopped, or its leg was closed.</summary>
    Stopped,

    /// <summary>The disk is full; what is in the file is whole.</summary>
    DiskFull,

    /// <summary>The file could not be made or written, or is gone.</summary>
    Failed,
}

/// <summary>Counters of all recordings.</summary>
/// <param name="Open">How many are being made.</param>
/// <param name="Failed">How many ended because of their file.</param>
/// <param name="LostSamples">Samples that came faster than the disk took them.</param>
public readonly record struct RecordingFigures(int Open, long Failed, long LostSamples);
