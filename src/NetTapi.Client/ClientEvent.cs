using System.Collections.Immutable;

namespace NetTapi.Client;

/// <summary>What a watch tells the application. Immutable.</summary>
public abstract record ClientEvent
{
    private protected ClientEvent()
    {
    }
}

/// <summary>A watched user's call.</summary>
/// <param name="Uid">The watched user.</param>
/// <param name="Slot">A small number that names the call while it lasts (N7).</param>
/// <param name="Serial">The number that names the call for ever (N8).</param>
public abstract record CallEvent(string Uid, int Slot, int Serial) : ClientEvent;

/// <summary>A call from outside was offered to the user (N4).</summary>
/// <param name="Uid">The watched user.</param>
/// <param name="Slot">A small number that names the call while it lasts (N7).</param>
/// <param name="Serial">The number that names the call for ever (N8).</param>
/// <param name="CallerName">Empty when unknown. It comes from a stranger.</param>
/// <param name="CallerNumber">Digits with an optional leading <c>+</c>; empty when withheld.</param>
public sealed record IncomingCallEvent(string Uid, int Slot, int Serial, string CallerName, string CallerNumber) : CallEvent(Uid, Slot, Serial);

/// <summary>The user placed a call to the outside (N5).</summary>
/// <param name="Uid">The watched user.</param>
/// <param name="Slot">A small number that names the call while it lasts (N7).</param>
/// <param name="Serial">The number that names the call for ever (N8).</param>
/// <param name="CalledNumber">The number dialled behind the access code.</param>
public sealed record OutgoingCallEvent(string Uid, int Slot, int Serial, string CalledNumber) : CallEvent(Uid, Slot, Serial);

/// <summary>A call is over, or the user has left it (N6). Its call information can be asked for now (Q10).</summary>
/// <param name="Uid">The watched user.</param>
/// <param name="Slot">A small number that names the call while it lasts (N7).</param>
/// <param name="Serial">The number that names the call for ever (N8).</param>
public sealed record CallEndedEvent(string Uid, int Slot, int Serial) : CallEvent(Uid, Slot, Serial);

/// <summary>The connection was lost: from now on events are missed. The client is reconnecting by itself.</summary>
/// <param name="At">When it was noticed.</param>
/// <param name="Reason">What was noticed, for people.</param>
public sealed record Disconnected(DateTimeOffset At, string Reason) : ClientEvent;

/// <summary>
/// Events come again. Of what happened in between nothing was seen: calls may have begun and ended, and the calls that were open before have no end in this stream.
/// </summary>
/// <param name="From">When the connection was lost.</param>
/// <param name="To">When the server took up the watch again.</param>
/// <param name="OpenCalls">The last event of each call that was open when the connection was lost. Their call information tells whether they are over.</param>
public sealed record Reconnected(DateTimeOffset From, DateTimeOffset To, ImmutableArray<CallEvent> OpenCalls) : ClientEvent;

/// <summary>The application reads more slowly than events come: so many of the oldest were dropped here.</summary>
/// <param name="Count">How many.</param>
public sealed record EventsLost(long Count) : ClientEvent;
