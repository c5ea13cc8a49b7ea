namespace NetTapi.Protocol.Messages;

/// <summary>The last message of a call information (Q2).</summary>
/// <param name="Serial">The call's serial.</param>
public sealed record CallInfoEnd(int Serial) : ServerMessage
{
    internal override void WriteUnits(ref UnitWriter units)
    {
        units.Number("call_info"u8, Serial);
        units.Keyword("end"u8);
    }
}
