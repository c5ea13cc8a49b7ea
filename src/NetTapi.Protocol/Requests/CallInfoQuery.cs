using NetTapi.Protocol.Messages;

namespace NetTapi.Protocol.Requests;

/// <summary><c>?&lt;call_info=1&gt;&lt;uid=107&gt;</c> (Q1, Q8).</summary>
/// <param name="Value">What was asked about: a serial, or anything else (Q9).</param>
/// <param name="Uid">For whom the call is meant; null or empty: see Q8.</param>
public sealed record CallInfoQuery(string Value, string? Uid) : Request(Verb.CallInfo)
{
    /// <inheritdoc />
    public override ResponseHead Head => new("call_info", Value);

    internal override void WriteUnits(ref UnitWriter units)
    {
        units.Text("call_info"u8, Value);
        units.OptionalText("uid"u8, Uid);
    }
}
