using NetTapi.Loop;
using NetTapi.Telephony.Records;
using NetTapi.Telephony.Switching;

namespace NetTapi.Telephony.Calls;

/// <summary>An event's place in the one stream: the server's run, and the number in it. Both from 1; a later run has a greater epoch.</summary>
public readonly record struct EventId(long Epoch, long Number);

/// <summary>Something that happened to a call or a user. Immutable.</summary>
public abstract record CallEvent(EventId Id, LoopInstant At);

/// <summary>An event of one call.</summary>
public abstract record OneCallEvent(EventId Id, LoopInstant At, Serial Serial, Slot Slot) : CallEvent(Id, At);

/// <summary>A call was born.</summary>
public sealed record CallBegan(EventId Id, LoopInstant At, Serial Serial, Slot Slot, CallDirection Direction) : OneCallEvent(Id, At, Serial, Slot);

/// <summary>A party is offered the call.</summary>
public sealed record Offered(EventId Id, LoopInstant At, Serial Serial, Slot Slot, Endpoint Party) : OneCallEvent(Id, At, Serial, Slot);

/// <summary>A party answered, or was connected.</summary>
public sealed record Answered(EventId Id, LoopInstant At, Serial Serial, Slot Slot, Endpoint Party) : OneCallEvent(Id, At, Serial, Slot);

/// <summary>The call is on hold or parked.</summary>
public sealed record Held(EventId Id, LoopInstant At, Serial Serial, Slot Slot) : OneCallEvent(Id, At, Serial, Slot);

/// <summary>The call is no longer on hold.</summary>
public sealed record Resumed(EventId Id, LoopInstant At, Serial Serial, Slot Slot) : OneCallEvent(Id, At, Serial, Slot);

/// <summary>A user came into an outside call: his start notice is due (N4, N5).</summary>
public sealed record Joined(EventId Id, LoopInstant At, Serial Serial, Slot Slot, UserId User) : OneCallEvent(Id, At, Serial, Slot);

/// <summary>A user left an outside call: his end notice is due once the record is on disk (N6).</summary>
public sealed record Left(EventId Id, LoopInstant At, Serial Serial, Slot Slot, UserId User) : OneCallEvent(Id, At, Serial, Slot);

/// <summary>A recording began.</summary>
public sealed record RecordingBegan(EventId Id, LoopInstant At, Serial Serial, Slot Slot, string File) : OneCallEvent(Id, At, Serial, Slot);

/// <summary>A recording is whole and closed.</summary>
public sealed record RecordingEnded(EventId Id, LoopInstant At, Serial Serial, Slot Slot, string File) : OneCallEvent(Id, At, Serial, Slot);

/// <summary>The call is over.</summary>
public sealed record CallEnded(EventId Id, LoopInstant At, Serial Serial, Slot Slot) : OneCallEvent(Id, At, Serial, Slot);

/// <summary>A user chose a status (C6).</summary>
public sealed record StatusChanged(EventId Id, LoopInstant At, UserId User, string Status) : CallEvent(Id, At);

/// <summary>A user's phones began to ring, took a call, or are at rest.</summary>
public sealed record LineStateChanged(EventId Id, LoopInstant At, UserId User, LineState State) : CallEvent(Id, At);
