namespace NetTapi.Protocol.Messages;

/// <summary><c>#&lt;call_info=1&gt;&lt;not_completed&gt;</c>: the user meant is still in the call (Q1).</summary>
/// <param name="Serial">The call's serial.</param>
public sealed record CallInfoNotCompleted(int Serial) : ServerMessage
{
    internal override void WriteUnits(ref UnitWriter units)
    {
        units.Number("call_info"u8, Serial);
        units.Keyword("not_completed"u8);
    }
}
