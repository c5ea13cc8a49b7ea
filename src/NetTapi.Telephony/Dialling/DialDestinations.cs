using System.Collections.Immutable;
using NetTapi.Telephony.Directory;

namespace NetTapi.Telephony.Dialling;

/// <summary>Where a number leads.</summary>
public abstract record DialDestination;

/// <summary>To something inside the house.</summary>
public sealed record ExtensionDestination(Extension Extension) : DialDestination;

/// <summary>Where a route of an outside call says.</summary>
public sealed record RouteDestination(RouteTarget Target) : DialDestination;

/// <summary>To a feature.</summary>
/// <param name="Feature">Which: the key of its code.</param>
/// <param name="Rest">What was dialled behind the code.</param>
public sealed record FeatureDestination(string Feature, string Rest) : DialDestination;

/// <summary>To the outside.</summary>
/// <param name="Number">The number, tidied (C1), before any rewriting for a gateway (N5).</param>
/// <param name="IsEmergency">Whether it calls for help: it takes a line from a running call where none is free.</param>
/// <param name="Group">The trunk group it goes out by first; null where a call for help names none that there is, and goes by any.</param>
public sealed record OutsideDestination(string Number, bool IsEmergency, TrunkGroup? Group) : DialDestination;

/// <summary>One way to the outside: lines of one gateway in one trunk group.</summary>
/// <param name="Group">The trunk group.</param>
/// <param name="Gateway">The gateway.</param>
/// <param name="Lines">Its lines in the group, as the group names them.</param>
/// <param name="Sent">The number as the gateway is given it.</param>
public sealed record OutsideWay(TrunkGroup Group, Gateway Gateway, ImmutableArray<LineNumber> Lines, Rewritten Sent);

/// <summary>What the dial plan makes of a number.</summary>
/// <param name="Steps">What was looked at and decided, a sentence each, in order.</param>
/// <param name="Destination">Where it leads; null: nowhere, and the last step says why.</param>
public sealed record DialPlanResult(ImmutableArray<string> Steps, DialDestination? Destination);
