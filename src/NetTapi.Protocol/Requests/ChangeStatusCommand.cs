using NetTapi.Protocol.Messages;

namespace NetTapi.Protocol.Requests;

/// <summary><c>!&lt;change_status&gt;&lt;uid=107&gt;&lt;status=Lunch&gt;</c> (C6); never answered.</summary>
/// <param name="Uid">Whose status; null or empty: that of the user who is logged in (C7).</param>
/// <param name="Status">The status, as it was sent.</param>
public sealed record ChangeStatusCommand(string? Uid, string Status) : Request(Verb.ChangeStatus)
{
    internal override void WriteUnits(ref UnitWriter units)
    {
        units.Keyword("change_status"u8);
        units.OptionalText("uid"u8, Uid);
        units.Text("status"u8, Status);
    }
}
