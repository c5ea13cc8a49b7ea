namespace NetTapi.Protocol.Messages;

/// <summary><c>#&lt;challenge=936bedf7d79995b7e29ec73ad214dc80&gt;</c> (S2).</summary>
/// <param name="Value">The challenge; a client accepts any length.</param>
public sealed record Challenge(string Value) : ServerMessage
{
    internal override void WriteUnits(ref UnitWriter units) => units.Text("challenge"u8, Value);
}
