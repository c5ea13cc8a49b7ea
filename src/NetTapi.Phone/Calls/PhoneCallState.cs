namespace NetTapi.Phone;

/// <summary>Where a call stands, seen from the phone.</summary>
public enum PhoneCallState
{
    /// <summary>Ports are being opened, or the INVITE is under way.</summary>
    Calling,

    /// <summary>Here for a call that comes in, there for one that goes out.</summary>
    Ringing,

    /// <summary>Answered.</summary>
    Talking,

    /// <summary>Over; nothing more happens.</summary>
    Ended,
}
