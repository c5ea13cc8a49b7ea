using NetTapi.Protocol.Messages;

namespace NetTapi.Protocol.Requests;

/// <summary><c>!&lt;stop_record&gt;&lt;uid=107&gt;</c> (C4); never answered.</summary>
/// <param name="Uid">Whose call; null or empty: that of the user who is logged in (C7).</param>
public sealed record StopRecordCommand(string? Uid) : Request(Verb.StopRecord)
{
    internal override void WriteUnits(ref UnitWriter units)
    {
        units.Keyword("stop_record"u8);
        units.OptionalText("uid"u8, Uid);
    }
}
