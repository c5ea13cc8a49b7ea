using NetTapi.Protocol.Messages;

namespace NetTapi.Protocol.Requests;

/// <summary>A message whose verb nobody knows (S9).</summary>
/// <param name="Keyword">The verb, in lower case.</param>
/// <param name="Value">Its value, or null.</param>
public sealed record UnknownRequest(string Keyword, string? Value) : Request(Verb.Unknown)
{
    /// <inheritdoc />
    /// <remarks>Only <c>call_info</c> repeats its value, also when it was sent as a command (S5).</remarks>
    public override ResponseHead Head => new(Keyword, Keyword == "call_info" ? Value : null);

    internal override void WriteUnits(ref UnitWriter units)
    {
        if (Value is null) units.Keyword(Keyword);
        else units.Text(Keyword, Value);
    }
}
