namespace NetTapi.Protocol.Messages;

/// <summary><c>#&lt;interest&gt;&lt;ok&gt;</c>, <c>#&lt;dial&gt;&lt;ok&gt;</c> (N2, C2).</summary>
/// <param name="Head">The verb answered.</param>
public sealed record Accepted(ResponseHead Head) : ServerMessage
{
    internal override void WriteUnits(ref UnitWriter units)
    {
        units.Head(Head);
        units.Keyword("ok"u8);
    }
}
