using NetTapi.Loop;

namespace NetTapi.Telephony.Calls;

/// <summary>The recordings of one call: which files there are, and which of them are whole and closed (Q10).</summary>
internal sealed class Recordings(Call call)
{
    /// <summary>Files kept of one call; an application that switches recording on and off for ever must not fill the memory.</summary>
    public const int Most = 1000;

    private readonly List<(Recording Recording, LoopInstant Began)> _all = [];

    /// <summary>Whether any file is still being written.</summary>
    public bool AnyOpen => _all.Exists(entry => !entry.Recording.IsClosed);

    /// <summary>A station began one.</summary>
    /// <returns>False where it is known already, or there are too many.</returns>
    public bool Begin(string file, StationNumber station, LoopInstant at)
    {
        if (_all.Count >= Most || Find(file) is not null) return false;
        Add(new Recording(file, station), at);
        return true;
    }

    /// <summary>The recording of a file, or null.</summary>
    public Recording? Find(string file) => _all.Find(entry => entry.Recording.File == file).Recording;

    /// <summary>A station is gone, and its recordings end: their files are being closed.</summary>
    public void Close(StationNumber station)
    {
        foreach (var (recording, _) in _all)
            if (recording.Station == station) recording.IsClosing = true;
    }

    /// <summary>All of them end.</summary>
    public void CloseAll()
    {
        foreach (var (recording, _) in _all) recording.IsClosing = true;
    }

    /// <summary>Takes over what is still written of a call that merged into this one (N8): for this call it begins now.</summary>
    public void Adopt(Recordings other, LoopInstant at)
    {
        foreach (var (recording, _) in other._all.Where(entry => !entry.Recording.IsClosed && Find(entry.Recording.File) is null)) Add(recording, at);
    }

    /// <summary>The files begun until an instant that are whole and closed.</summary>
    public IEnumerable<string> ClosedUntil(LoopInstant at) => Until(at).Where(recording => recording.IsClosed).Select(recording => recording.File);

    /// <summary>The files begun until an instant, those still written too: what there is once a crash has been mended.</summary>
    public IEnumerable<string> AllUntil(LoopInstant at) => Until(at).Select(recording => recording.File);

    /// <summary>Whether a file begun until an instant is about to be closed, its recording being over.</summary>
    public bool IsClosingUntil(LoopInstant at) => Until(at).Any(recording => recording is { IsClosing: true, IsClosed: false });

    /// <summary>Whether a file begun until an instant is not closed yet.</summary>
    public bool IsOpenUntil(LoopInstant at) => Until(at).Any(recording => !recording.IsClosed);

    private void Add(Recording recording, LoopInstant at)
    {
        _all.Add((recording, at));
        recording.Calls.Add(call);
    }

    private IEnumerable<Recording> Until(LoopInstant at) => _all.Where(entry => entry.Began.Monotonic <= at.Monotonic).Select(entry => entry.Recording);
}

/// <summary>One file, in the call it was begun in and in those that one merged into.</summary>
internal sealed class Recording(string file, StationNumber station)
{
    public string File { get; } = file;

    public StationNumber Station { get; } = station;

    /// <summary>The calls that list it.</summary>
    public List<Call> Calls { get; } = [];

    /// <summary>Whether the recording is over, and its file is being closed or is closed.</summary>
    public bool IsClosing { get; set; }

    /// <summary>Whether the file is whole and closed.</summary>
    public bool IsClosed { get; set; }
}
