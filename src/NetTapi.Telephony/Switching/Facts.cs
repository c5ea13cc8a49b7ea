using System.Collections.Immutable;
using NetTapi.Loop;

namespace NetTapi.Telephony.Switching;

/// <summary>
/// Something a switch saw. Facts speak of stations, lines and the switch's own call key, never of users; each carries its instant,
/// so that who reads them needs no clock. A fact told twice changes nothing.
/// </summary>
public abstract record SwitchFact(LoopInstant At);

/// <summary>A fact about one call. Those of one call are told in the order of their instants.</summary>
public abstract record CallFact(CallKey Call, LoopInstant At) : SwitchFact(At)
{
    /// <summary>Which of its likes at one instant it is, from 0: hold, resume and hold again within one instant are three facts, and the same one told twice is one. <see cref="FactNumbers"/> counts them.</summary>
    public int Nth { get; init; }
}

/// <summary>Who calls from outside, after the rules of privacy. Neither replaces the other.</summary>
/// <param name="Name">Caller's name; empty when unknown or withheld.</param>
/// <param name="Number">Digits with an optional leading <c>+</c>; empty when unknown or withheld (N4).</param>
public sealed record CallerId(string Name, string Number)
{
    /// <summary>Characters of a name that are kept. It comes from a stranger, and goes to every application that watches and into every row of the call: a megabyte of it must not.</summary>
    public const int LongestName = 256;

    /// <summary>The name, cut to <see cref="LongestName"/>.</summary>
    public string Name { get; init; } = Cut(Name);

    /// <summary>Nothing is known.</summary>
    public static readonly CallerId Unknown = new("", "");

    // Not through the middle of a character that has two halves.
    private static string Cut(string name) => name.Length <= LongestName ? name : name[..(char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName)];
}

/// <summary>What a party is reached by: a station or an outside line.</summary>
public abstract record Endpoint;

/// <summary>A station.</summary>
public sealed record StationEndpoint(StationNumber Station) : Endpoint;

/// <summary>An outside line.</summary>
public sealed record LineEndpoint(LineNumber Line) : Endpoint;

/// <summary>A call from outside came in on a line: the call is born, the line is its first party.</summary>
/// <param name="Call">The call.</param>
/// <param name="At">When its INVITE arrived.</param>
/// <param name="Line">The line it took.</param>
/// <param name="Caller">Caller ID.</param>
/// <param name="Dialled">The number dialled, digits with an optional leading <c>+</c>; empty when unknown.</param>
public sealed record OutsideCallArrived(CallKey Call, LoopInstant At, LineNumber Line, CallerId Caller, string Dialled) : CallFact(Call, At);

/// <summary>A station began a call, by dialling or by answering a click-to-dial: the call is born, the station is connected as its first party.</summary>
public sealed record StationCallBegan(CallKey Call, LoopInstant At, StationNumber Station) : CallFact(Call, At);

/// <summary>The call was sent to a station.</summary>
public sealed record StationOffered(CallKey Call, LoopInstant At, StationNumber Station) : CallFact(Call, At);

/// <summary>A station answered, or was connected without ringing.</summary>
public sealed record StationConnected(CallKey Call, LoopInstant At, StationNumber Station) : CallFact(Call, At);

/// <summary>A station is no longer in the call: it hung up, stopped ringing, or was transferred away.</summary>
public sealed record StationLeft(CallKey Call, LoopInstant At, StationNumber Station) : CallFact(Call, At);

/// <summary>The call's outside leg was sent out on a line.</summary>
/// <param name="Call">The call.</param>
/// <param name="At">When the INVITE was sent.</param>
/// <param name="Line">The line taken.</param>
/// <param name="Number">The number dialled behind the access code, tidied (C1), before any rewriting for the gateway (N5).</param>
public sealed record LinePlaced(CallKey Call, LoopInstant At, LineNumber Line, string Number) : CallFact(Call, At);

/// <summary>The far end of a line answered.</summary>
public sealed record LineConnected(CallKey Call, LoopInstant At, LineNumber Line) : CallFact(Call, At);

/// <summary>The line's party is gone.</summary>
public sealed record LineLeft(CallKey Call, LoopInstant At, LineNumber Line) : CallFact(Call, At);

/// <summary>A party put the call on hold.</summary>
public sealed record PartyHeld(CallKey Call, LoopInstant At, Endpoint By) : CallFact(Call, At);

/// <summary>A party took the call back from hold.</summary>
public sealed record PartyResumed(CallKey Call, LoopInstant At, Endpoint By) : CallFact(Call, At);

/// <summary>One station took another's place at one instant: a transfer, a pickup. The leaving user's end comes before the joining one's start (N12); where both are one user's, he stays in the call.</summary>
/// <param name="Call">The call.</param>
/// <param name="At">When.</param>
/// <param name="Leaving">The station that is no longer in the call.</param>
/// <param name="Joining">The station that is connected from now on.</param>
public sealed record StationReplaced(CallKey Call, LoopInstant At, StationNumber Leaving, StationNumber Joining) : CallFact(Call, At);

/// <summary>The call was parked: nobody of the house need be connected until it is retrieved or ends. It stays its parker's until then, whether his station leaves it or not.</summary>
/// <param name="Call">The call.</param>
/// <param name="At">When.</param>
/// <param name="Parker">The station that parked it.</param>
public sealed record CallParked(CallKey Call, LoopInstant At, StationNumber Parker) : CallFact(Call, At);

/// <summary>
/// The parked call was retrieved. Told before the connection of the station that retrieved it, at the same instant: the user who parked it has left with this, unless he retrieved it himself.
/// </summary>
/// <param name="Call">The call.</param>
/// <param name="At">When.</param>
/// <param name="By">The station that retrieved it; the parker's own where it answered the call-back. Null: somebody outside did, who was transferred to it.</param>
public sealed record CallRetrieved(CallKey Call, LoopInstant At, StationNumber? By) : CallFact(Call, At);

/// <summary>
/// Two calls became one. Every party of <paramref name="Vanishing"/> still in it is from now on in <paramref name="Call"/>, whose key the switch
/// keeps; which serial survives is the call book's to say (N8). No fact about the vanishing key comes after it.
/// </summary>
public sealed record CallsMerged(CallKey Call, CallKey Vanishing, LoopInstant At) : CallFact(Call, At);

/// <summary>A station's user began a recording of the call.</summary>
/// <param name="Call">The call.</param>
/// <param name="At">When.</param>
/// <param name="Station">Whose.</param>
/// <param name="File">The file's absolute path.</param>
public sealed record RecordingStarted(CallKey Call, LoopInstant At, StationNumber Station, string File) : CallFact(Call, At);

/// <summary>
/// The recording's file is whole and closed. It may come after the station has left, and after the call is over: until then nobody is told that they ended whose record has to name the file.
/// </summary>
/// <param name="Call">The call.</param>
/// <param name="At">When.</param>
/// <param name="Station">Whose.</param>
/// <param name="File">The file's absolute path.</param>
/// <param name="IsThere">Whether there is a file: not where the disk refused to make it, or somebody has removed it meanwhile. Then nobody is told of it.</param>
public sealed record RecordingFinished(CallKey Call, LoopInstant At, StationNumber Station, string File, bool IsThere = true) : CallFact(Call, At);

/// <summary>The call is over: every party still in it has left.</summary>
public sealed record CallOver(CallKey Call, LoopInstant At) : CallFact(Call, At);

/// <summary>The switch can't be reached; what its calls do is unknown until a snapshot.</summary>
public sealed record SwitchLost(LoopInstant At) : SwitchFact(At);

/// <summary>All calls the switch has now. Open calls that are not among them have ended; new ones begin.</summary>
public sealed record SwitchSnapshot(LoopInstant At, ImmutableArray<SwitchCall> Calls) : SwitchFact(At);

/// <summary>A call in a snapshot, as the facts that would have made it.</summary>
public sealed record SwitchCall(CallKey Call, ImmutableArray<CallFact> History);
