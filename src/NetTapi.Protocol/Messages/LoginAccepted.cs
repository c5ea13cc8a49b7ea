namespace NetTapi.Protocol.Messages;

/// <summary><c>#&lt;login_nettapi=y&gt;&lt;uid=128&gt;&lt;priv=oper,mgr,admin&gt;</c> (S3).</summary>
/// <param name="Uid">The user's extension number.</param>
/// <param name="Privileges">His privileges, in the order oper, mgr, admin, with commas between; empty for none.</param>
public sealed record LoginAccepted(string Uid, string Privileges) : ServerMessage
{
    internal override void WriteUnits(ref UnitWriter units)
    {
        units.Bytes("login_nettapi"u8, "y"u8);
        units.Text("uid"u8, Uid);
        units.Text("priv"u8, Privileges);
    }
}
