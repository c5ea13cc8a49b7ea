namespace NetTapi.Protocol.Messages;

/// <summary>An outside call was offered to a watched user (N4).</summary>
/// <param name="Uid">The watched user.</param>
/// <param name="Slot">The call's slot.</param>
/// <param name="CallerName">Empty when unknown.</param>
/// <param name="CallerNumber">Digits with an optional leading <c>+</c>; empty when withheld.</param>
/// <param name="Serial">The call's serial.</param>
public sealed record IncomingCall(string Uid, int Slot, string CallerName, string CallerNumber, int Serial) : ServerMessage
{
    internal override void WriteUnits(ref UnitWriter units) =>
        NoticeUnits.WriteIncoming(ref units, Uid, Slot, Serial, CallerName, CallerNumber);
}
