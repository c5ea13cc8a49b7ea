using NetTapi.Protocol.Messages;

namespace NetTapi.Protocol.Requests;

/// <summary><c>!&lt;play_dtmf&gt;&lt;uid=100&gt;&lt;digits=1&gt;</c> (C5); never answered.</summary>
/// <param name="Uid">Into whose call; null or empty: that of the user who is logged in (C7).</param>
/// <param name="Digits">The digits, as they were sent.</param>
public sealed record PlayDtmfCommand(string? Uid, string Digits) : Request(Verb.PlayDtmf)
{
    internal override void WriteUnits(ref UnitWriter units)
    {
        units.Keyword("play_dtmf"u8);
        units.OptionalText("uid"u8, Uid);
        units.Text("digits"u8, Digits);
    }
}
