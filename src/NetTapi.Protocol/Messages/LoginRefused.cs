namespace NetTapi.Protocol.Messages;

/// <summary><c>#&lt;login_nettapi=n&gt;</c> (S3).</summary>
public sealed record LoginRefused : ServerMessage
{
    internal override void WriteUnits(ref UnitWriter units) => units.Bytes("login_nettapi"u8, "n"u8);
}
