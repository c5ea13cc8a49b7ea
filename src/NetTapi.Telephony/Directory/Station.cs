namespace NetTapi.Telephony.Directory;

/// <summary>A station and the SIP credentials with which its phone registers.</summary>
public sealed record Station(StationNumber Number, string SipUser, string SipPassword);
