namespace NetTapi.Protocol.Messages;

/// <summary><c>#&lt;dial&gt;&lt;err=not permitted&gt;</c>, <c>#&lt;err=malformed message&gt;</c> (S5, W7).</summary>
/// <param name="Head">The verb answered; empty where none could be read.</param>
/// <param name="Error">The text of the error.</param>
public sealed record Refused(ResponseHead Head, string Error) : ServerMessage
{
    internal override void WriteUnits(ref UnitWriter units)
    {
        units.Head(Head);
        units.Text("err"u8, Error);
    }
}
