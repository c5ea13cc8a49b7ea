namespace NetTapi.Telephony.Directory;

/// <summary>What a number dialled inside the house means.</summary>
public abstract record Extension;

/// <summary>A user.</summary>
public sealed record UserExtension(User User) : Extension;

/// <summary>A group.</summary>
public sealed record GroupExtension(RingGroup Group) : Extension;

/// <summary>A script of the auto-attendant.</summary>
public sealed record ScriptExtension(Script Script) : Extension;

/// <summary>A conference room.</summary>
public sealed record RoomExtension(ConferenceRoom Room) : Extension;

/// <summary>A park place: the call parked there is retrieved.</summary>
public sealed record ParkExtension(int Place) : Extension;
