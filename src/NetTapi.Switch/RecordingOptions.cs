namespace NetTapi.Switch;

/// <summary>How calls are recorded (<c>Recordings</c>).</summary>
public sealed record RecordingOptions
{
    /// <summary>The folder of the recordings, absolute; null: this switch does not record.</summary>
    public string? Directory { get; init; }

    /// <summary>Whether all are mixed into one channel, in place of the recording user on the left and all others on the right.</summary>
    public bool Mono { get; init; }

    /// <summary>Whether the parties are told by a beep.</summary>
    public RecordingBeep Beep { get; init; }

    /// <summary>How far repeated beeps are apart; default 15 s.</summary>
    public TimeSpan BeepInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A WAV file that the parties hear when a recording begins; null: none.</summary>
    public string? Announcement { get; init; }
}

/// <summary>When those who are recorded hear a beep.</summary>
public enum RecordingBeep
{
    /// <summary>Never.</summary>
    None,

    /// <summary>When the recording begins.</summary>
    Start,

    /// <summary>When it begins, and again and again.</summary>
    Repeat,
}
