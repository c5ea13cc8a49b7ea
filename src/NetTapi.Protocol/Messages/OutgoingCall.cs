namespace NetTapi.Protocol.Messages;

/// <summary>A watched user's outside call was placed (N5).</summary>
/// <param name="Uid">The watched user.</param>
/// <param name="Slot">The call's slot.</param>
/// <param name="CalledNumber">The number dialled behind the access code.</param>
/// <param name="Serial">The call's serial.</param>
public sealed record OutgoingCall(string Uid, int Slot, string CalledNumber, int Serial) : ServerMessage
{
    internal override void WriteUnits(ref UnitWriter units) =>
        NoticeUnits.WriteOutgoing(ref units, Uid, Slot, Serial, CalledNumber);
}
