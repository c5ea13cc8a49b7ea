namespace NetTapi.Protocol.Messages;

/// <summary>The first message of a call information: the call as a whole, up to the user's leaving (Q2–Q4).</summary>
public sealed record CallInfoSummary : ServerMessage
{
    /// <summary>The call's serial.</summary>
    public required int Serial { get; init; }

    /// <summary>Whether the call came from outside (<c>I</c>) or went there (<c>O</c>) (Q3).</summary>
    public required bool IsIncoming { get; init; }

    /// <summary>When the call began, in the server's time zone (Q3).</summary>
    public required DateTime StartTime { get; init; }

    /// <summary>From the beginning to the user's leaving (Q4).</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How long it rang (Q4).</summary>
    public required TimeSpan RingTime { get; init; }

    /// <summary>How long it was on hold or parked (Q4).</summary>
    public required TimeSpan HoldTime { get; init; }

    /// <summary>What the user entered (Q11).</summary>
    public string JobCode { get; init; } = "";

    /// <summary>What the user entered (Q11).</summary>
    public string Note { get; init; } = "";

    internal override void WriteUnits(ref UnitWriter units)
    {
        Span<char> text = stackalloc char[WireTime.Longest];
        units.Number("call_info"u8, Serial);
        units.Bytes("call_type"u8, IsIncoming ? "I"u8 : "O"u8);
        units.Text("start_time"u8, WireTime.FormatInstant(StartTime, text));
        units.Text("duration"u8, WireTime.FormatDuration(Duration, text));
        units.Text("ring_time"u8, WireTime.FormatMinutes(RingTime, text));
        units.Text("hold_time"u8, WireTime.FormatMinutes(HoldTime, text));
        units.Text("job_code"u8, JobCode);
        units.Text("note"u8, Note);
    }
}
