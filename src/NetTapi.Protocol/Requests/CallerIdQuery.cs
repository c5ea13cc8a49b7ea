using NetTapi.Protocol.Messages;

namespace NetTapi.Protocol.Requests;

/// <summary><c>?&lt;utapicid&gt;&lt;uname=ken&gt;&lt;dnis&gt;&lt;state&gt;</c> of the older dialect (L1).</summary>
/// <param name="UserName">Login name of the user; empty where none was sent.</param>
/// <param name="WantsDialled">Whether the number dialled is asked for.</param>
/// <param name="WantsState">Whether the state is asked for.</param>
public sealed record CallerIdQuery(string UserName, bool WantsDialled, bool WantsState) : Request(Verb.CallerId)
{
    internal override void WriteUnits(ref UnitWriter units)
    {
        units.Keyword("utapicid"u8);
        units.Text("uname"u8, UserName);
        if (WantsDialled) units.Keyword("dnis"u8);
        if (WantsState) units.Keyword("state"u8);
    }
}
