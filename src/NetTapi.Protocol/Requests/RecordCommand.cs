using NetTapi.Protocol.Messages;

namespace NetTapi.Protocol.Requests;

/// <summary><c>!&lt;record&gt;&lt;uid=107&gt;</c> (C4); never answered.</summary>
/// <param name="Uid">Whose call; null or empty: that of the user who is logged in (C7).</param>
public sealed record RecordCommand(string? Uid) : Request(Verb.Record)
{
    internal override void WriteUnits(ref UnitWriter units)
    {
        units.Keyword("record"u8);
        units.OptionalText("uid"u8, Uid);
    }
}
