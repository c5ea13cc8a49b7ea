namespace NetTapi.Protocol.Messages;

/// <summary>One recording of a call information (Q2).</summary>
/// <param name="Serial">The call's serial.</param>
/// <param name="File">Absolute path, as the server reports it.</param>
public sealed record CallInfoRecording(int Serial, string File) : ServerMessage
{
    internal override void WriteUnits(ref UnitWriter units)
    {
        units.Number("call_info"u8, Serial);
        units.Text("recording_file"u8, File);
    }
}
