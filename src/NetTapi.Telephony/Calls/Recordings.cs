using System.Collections.Immutable;

namespace NetTapi.Telephony.Calls;

/// <summary>The recordings of one call: which files there are, and which of them are whole and closed (Q10).</summary>
internal sealed class Recordings(Call call)
{
    /// <summary>Files kept of one call; an application that switches recording on and off for ever must not fill the memory.</summary>
    public const int Most = 1000;

    private readonly List<Recording> _all = [];

    /// <summary>All of them that have a file, or are to have one, in the order they began.</summary>
    public ImmutableArray<Recording> All => [.. _all.Where(recording => !recording.IsMissing)];

    /// <summary>Whether any file is still being written.</summary>
    public bool AnyOpen => _all.Exists(recording => !recording.IsClosed);

    /// <summary>A station began one.</summary>
    /// <returns>False where it is known already, or there are too many.</returns>
    public bool Begin(string file, StationNumber station)
    {
        if (_all.Count >= Most || Find(file) is not null) return false;
        Add(new Recording(file, station));
        return true;
    }

    /// <summary>The recording of a file, or null.</summary>
    public Recording? Find(string file) => _all.Find(recording => recording.File == file);

    /// <summary>A station is gone, and its recordings end: their files are being closed.</summary>
    public void Close(StationNumber station)
    {
        foreach (var recording in _all.Where(recording => recording.Station == station)) recording.IsClosing = true;
    }

    /// <summary>All of them end.</summary>
    public void CloseAll()
    {
        foreach (var recording in _all) recording.IsClosing = true;
    }

    /// <summary>Takes over what is still written of a call that merged into this one (N8): for this call it begins now.</summary>
    public void Adopt(Recordings other)
    {
        foreach (var recording in other._all.Where(recording => !recording.IsClosed && !_all.Contains(recording))) Add(recording);
    }

    private void Add(Recording recording)
    {
        _all.Add(recording);
        recording.Calls.Add(call);
    }
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

    /// <summary>Whether nothing came of it: there is no file to be listed.</summary>
    public bool IsMissing { get; set; }
}
