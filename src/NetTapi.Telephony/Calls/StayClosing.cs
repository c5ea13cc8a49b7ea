using System.Collections.Immutable;
using NetTapi.Loop;
using NetTapi.Telephony.Records;

namespace NetTapi.Telephony.Calls;

/// <summary>A stay whose user has left, until its record is complete: all but the files are settled.</summary>
/// <param name="stay">The stay.</param>
/// <param name="figures">The record as of his leaving, with all files begun by then.</param>
internal sealed class StayClosing(Stay stay, StayRecord figures)
{
    /// <summary>Called when the record is on disk for the first time.</summary>
    public required Action Committed { get; init; }

    /// <summary>Whether it was written once.</summary>
    public bool IsSaved { get; set; }

    /// <summary>Ends the wait for a file that takes too long to be closed.</summary>
    public LoopTimer? Patience { get; set; }

    /// <summary>The recordings begun before he left.</summary>
    public ImmutableArray<Recording> Recordings { get; } = stay.Call.Recordings.All;

    /// <summary>Whether one of their files is not closed yet.</summary>
    public bool LacksFile => Recordings.Any(recording => !recording.IsClosed);

    /// <summary>Whether one of their files is about to be closed, its recording being over.</summary>
    public bool AwaitsFile => Recordings.Any(recording => recording is { IsClosing: true, IsClosed: false });

    /// <summary>The record with the files that are whole and closed by now.</summary>
    public StayRecord Record => figures with { RecordingFiles = [.. Recordings.Where(recording => recording is { IsClosed: true, IsMissing: false }).Select(recording => recording.File)] };

    /// <summary>The record as it is after a crash, when the files left unfinished have been mended.</summary>
    public StayRecord Mended => figures with { RecordingFiles = [.. Recordings.Where(recording => !recording.IsMissing).Select(recording => recording.File)] };
}
