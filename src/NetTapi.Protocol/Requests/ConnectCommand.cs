using NetTapi.Protocol.Messages;

namespace NetTapi.Protocol.Requests;

/// <summary><c>!&lt;connect_nettapi&gt;</c>: asks for a challenge (S2).</summary>
public sealed record ConnectCommand() : Request(Verb.Connect)
{
    internal override void WriteUnits(ref UnitWriter units) => units.Keyword("connect_nettapi"u8);
}
