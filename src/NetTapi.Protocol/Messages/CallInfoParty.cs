namespace NetTapi.Protocol.Messages;

/// <summary>One party of a call information (Q2, Q5, Q7).</summary>
public sealed record CallInfoParty : ServerMessage
{
    /// <summary>What stands for a name nobody knows (Q7).</summary>
    public const string UnknownName = "Unknown";

    /// <summary>The call's serial.</summary>
    public required int Serial { get; init; }

    /// <summary>The party's number in the call, from 1, in the order they joined.</summary>
    public required int Party { get; init; }

    /// <summary>Whether it is an outside line (<c>L</c>) or a station (<c>S</c>).</summary>
    public required bool IsLine { get; init; }

    /// <summary>Number of the line or station.</summary>
    public required int DeviceIndex { get; init; }

    /// <summary>Outside number, or the user's uid.</summary>
    public required string PartyNumber { get; init; }

    /// <summary>Caller's or user's name.</summary>
    public required string PartyName { get; init; }

    /// <summary>How long it was in the call.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How long it rang itself.</summary>
    public required TimeSpan RingTime { get; init; }

    internal override void WriteUnits(ref UnitWriter units)
    {
        Span<char> text = stackalloc char[WireTime.Longest];
        units.Number("call_info"u8, Serial);
        units.Number("party"u8, Party);
        units.Bytes("voice_type"u8, IsLine ? "L"u8 : "S"u8);
        units.Number("device_index"u8, DeviceIndex);
        units.Text("party_number"u8, PartyNumber);
        units.Text("party_name"u8, PartyName);
        units.Text("duration"u8, WireTime.FormatDuration(Duration, text));
        units.Text("ring_time"u8, WireTime.FormatMinutes(RingTime, text));
    }
}
