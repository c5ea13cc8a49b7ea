using NetTapi.Protocol.Messages;

namespace NetTapi.Protocol.Requests;

/// <summary><c>!&lt;dial&gt;&lt;uid=107&gt;&lt;addr=9,2148441111&gt;</c> (C1).</summary>
/// <param name="Uid">Who dials; null or empty: the user who is logged in (C7).</param>
/// <param name="Address">Access code and number; empty where none was sent.</param>
public sealed record DialCommand(string? Uid, string Address) : Request(Verb.Dial)
{
    internal override void WriteUnits(ref UnitWriter units)
    {
        units.Keyword("dial"u8);
        units.OptionalText("uid"u8, Uid);
        units.Text("addr"u8, Address);
    }
}
