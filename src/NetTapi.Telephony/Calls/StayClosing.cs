using NetTapi.Loop;
using NetTapi.Telephony.Records;

namespace NetTapi.Telephony.Calls;

/// <summary>A stay whose user has left, until its record is complete: all but the files are settled.</summary>
/// <param name="Stay">The stay.</param>
/// <param name="At">When he left.</param>
/// <param name="Figures">The record as of then.</param>
internal sealed record StayClosing(Stay Stay, LoopInstant At, StayRecord Figures)
{
    /// <summary>Called when the record is on disk for the first time.</summary>
    public required Action Committed { get; init; }

    /// <summary>Whether it was written once.</summary>
    public bool IsSaved { get; set; }

    /// <summary>Ends the wait for a file that takes too long to be closed.</summary>
    public LoopTimer? Patience { get; set; }

    /// <summary>The record with the files that are whole and closed by now.</summary>
    public StayRecord Record => Figures with { RecordingFiles = [.. Stay.Call.Recordings.ClosedUntil(At)] };

    /// <summary>The record as it is after a crash, when the files left unfinished have been mended.</summary>
    public StayRecord Mended => Figures with { RecordingFiles = [.. Stay.Call.Recordings.AllUntil(At)] };
}
