namespace NetTapi.Protocol.Messages;

/// <summary>A call is over, or the watched user has left it (N6).</summary>
/// <param name="Uid">The watched user.</param>
/// <param name="Slot">The call's slot.</param>
/// <param name="Serial">The call's serial.</param>
public sealed record CallEnded(string Uid, int Slot, int Serial) : ServerMessage
{
    internal override void WriteUnits(ref UnitWriter units)
    {
        units.Text("uid"u8, Uid);
        units.Number("call"u8, Slot);
        units.Number("serial"u8, Serial);
        units.Keyword("end"u8);
    }
}
