namespace NetTapi.Protocol.Messages;

/// <summary><c>#&lt;utapicid=ken&gt;&lt;number=9729859901&gt;&lt;dnis=9725551128&gt;&lt;state=active&gt;</c> of the older dialect (L1).</summary>
/// <param name="UserName">The name asked for, as it was sent.</param>
/// <param name="Number">The caller's number, digits only; empty: left out.</param>
/// <param name="Dialled">The number dialled, digits only; empty: left out.</param>
/// <param name="State"><c>active</c> or <c>completed</c>; empty: left out.</param>
public sealed record CallerIdAnswer(string UserName, string Number, string Dialled, string State) : ServerMessage
{
    internal override void WriteUnits(ref UnitWriter units)
    {
        units.Text("utapicid"u8, UserName);
        if (Number.Length > 0) units.Text("number"u8, Number);
        if (Dialled.Length > 0) units.Text("dnis"u8, Dialled);
        if (State.Length > 0) units.Text("state"u8, State);
    }
}
