using NetTapi.Protocol.Messages;

namespace NetTapi.Protocol.Requests;

/// <summary><c>!&lt;logout_nettapi&gt;</c>: ends the session (S7).</summary>
public sealed record LogoutCommand() : Request(Verb.Logout)
{
    internal override void WriteUnits(ref UnitWriter units) => units.Keyword("logout_nettapi"u8);
}
