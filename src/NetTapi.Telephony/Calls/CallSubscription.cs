using System.Collections.Immutable;
using NetTapi.Loop;
using NetTapi.Telephony.Records;
using NetTapi.Telephony.Switching;

namespace NetTapi.Telephony.Calls;

/// <summary>A subscription to the events of all calls; ends when disposed. Only on the loop.</summary>
/// <param name="After">The last event that the calls below show; the subscriber is told the next one first.</param>
/// <param name="Calls">The calls going on, oldest first.</param>
/// <param name="LineStates">What the phones of every user do who is not idle.</param>
/// <param name="Events">The stream's own subscription.</param>
public sealed record CallSubscription(
    EventId After, ImmutableArray<CallSnapshot> Calls, ImmutableDictionary<UserId, LineState> LineStates, IDisposable Events) : IDisposable
{
    /// <inheritdoc />
    public void Dispose() => Events.Dispose();
}

/// <summary>A call as it is at one moment.</summary>
/// <param name="Serial">Its serial.</param>
/// <param name="Slot">Its slot.</param>
/// <param name="Direction">Which way it goes.</param>
/// <param name="Began">When it arrived on the line or its outside leg was sent (Q3); for an internal call, its birth.</param>
/// <param name="Line">Its outside line, if any.</param>
/// <param name="Caller">Who calls from outside.</param>
/// <param name="Dialled">The number dialled, both ways.</param>
/// <param name="IsHeld">Whether it is on hold or parked.</param>
/// <param name="Parties">Who is in it, in the order they joined; those whom it only rings last.</param>
public sealed record CallSnapshot(
    Serial Serial,
    Slot Slot,
    CallDirection Direction,
    LoopInstant Began,
    LineNumber? Line,
    CallerId Caller,
    string Dialled,
    bool IsHeld,
    ImmutableArray<PresentParty> Parties);

/// <summary>Someone in a call.</summary>
/// <param name="Endpoint">Where he is reached.</param>
/// <param name="User">Whose station it is, if anyone's.</param>
/// <param name="IsConnected">Whether he answered.</param>
public sealed record PresentParty(Endpoint Endpoint, UserId? User, bool IsConnected);
