using NetTapi.Protocol.Messages;

namespace NetTapi.Protocol.Requests;

/// <summary><c>!&lt;login_nettapi&gt;&lt;uname=ken&gt;&lt;pass=&gt;</c> (S3, S4).</summary>
/// <param name="UserName">Login name; empty where none was sent.</param>
/// <param name="Pass">Blank, a proof, or over TLS the PIN itself.</param>
public sealed record LoginCommand(string UserName, string Pass) : Request(Verb.Login)
{
    private protected override Request Shown => Pass.Length == 0 ? this : this with { Pass = "*" };

    internal override void WriteUnits(ref UnitWriter units)
    {
        units.Keyword("login_nettapi"u8);
        units.Text("uname"u8, UserName);
        units.Text("pass"u8, Pass);
    }
}
