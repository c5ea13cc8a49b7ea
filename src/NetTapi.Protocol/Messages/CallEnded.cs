namespace NetTapi.Protocol.Messages;

/// <summary>A call is over, or the watched user has left it (N6).</summary>
/// <param name="Uid">The watched user.</param>
/// <param name="Slot">The call's slot.</param>
/// <param name="Serial">The call's serial.</param>
public sealed record CallEnded(string Uid, int Slot, int Serial) : ServerMessage
{
    internal override void WriteUnits(ref UnitWriter units) =>
        NoticeUnits.WriteEnded(ref units, Uid, Slot, Serial);
}
