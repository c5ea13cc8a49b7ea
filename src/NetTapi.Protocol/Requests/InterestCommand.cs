using System.Collections.Immutable;
using NetTapi.Protocol.Messages;

namespace NetTapi.Protocol.Requests;

/// <summary><c>!&lt;interest&gt;&lt;incoming_outside_calls&gt;&lt;uid=128&gt;</c> (N1, N2).</summary>
/// <param name="CallTypes">The types of call named, known or not, as they were sent: every unit without a value.</param>
/// <param name="Uid">Whose calls; null or empty: those of the user who is logged in.</param>
public sealed record InterestCommand(ImmutableArray<string> CallTypes, string? Uid) : Request(Verb.Interest)
{
    /// <summary>The keyword for calls from outside.</summary>
    public const string IncomingOutsideCalls = "incoming_outside_calls";

    /// <summary>The keyword for calls to the outside.</summary>
    public const string OutgoingOutsideCalls = "outgoing_outside_calls";

    internal override void WriteUnits(ref UnitWriter units)
    {
        units.Keyword("interest"u8);
        foreach (var type in CallTypes) units.Keyword(type);
        units.OptionalText("uid"u8, Uid);
    }
}
