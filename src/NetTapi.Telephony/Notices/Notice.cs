using System.Collections.Immutable;

namespace NetTapi.Telephony.Notices;

/// <summary>What a watcher is told about one user and call (N4–N6).</summary>
public abstract record Notice(UserId User, Slot Slot, Serial Serial);

/// <summary>An outside call was offered to the user (N4).</summary>
public sealed record IncomingCallNotice(UserId User, Slot Slot, Serial Serial, string CallerName, string CallerNumber) : Notice(User, Slot, Serial);

/// <summary>The user's outside call was placed (N5).</summary>
public sealed record OutgoingCallNotice(UserId User, Slot Slot, Serial Serial, string CalledNumber) : Notice(User, Slot, Serial);

/// <summary>The call is over, or the user has left it (N6).</summary>
public sealed record EndNotice(UserId User, Slot Slot, Serial Serial) : Notice(User, Slot, Serial);

/// <summary>Someone who watches: a session, to the domain. Compared by reference.</summary>
public interface IWatcher
{
    /// <summary>Whether it still takes notices. Readable from any thread.</summary>
    bool IsOpen { get; }
}

/// <summary>Hands notices to watchers. Never blocks.</summary>
public interface INoticeSink
{
    /// <summary>Hands one notice to every watcher named; notices given in turn reach each watcher in that order.</summary>
    /// <param name="notice">What to say.</param>
    /// <param name="watchers">To whom, each once.</param>
    /// <param name="handedOver">Called once, on any thread, when every watcher still open has it in its queue (N7). Null where nobody waits.</param>
    void Deliver(Notice notice, ImmutableArray<IWatcher> watchers, Action? handedOver);
}

/// <summary>The types of call one can be interested in (N1).</summary>
[Flags]
public enum CallTypes
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>incoming_outside_calls</c>.</summary>
    IncomingOutside = 1,

    /// <summary><c>outgoing_outside_calls</c>.</summary>
    OutgoingOutside = 2,
}
