namespace NetTapi.Sip.Messages;

/// <summary>The methods this library knows by name. Methods are case-sensitive (RFC 3261 7.1); others pass through as they are.</summary>
public static class SipMethods
{
    /// <summary>INVITE (RFC 3261 13).</summary>
    public const string Invite = "INVITE";

    /// <summary>ACK (RFC 3261 13).</summary>
    public const string Ack = "ACK";

    /// <summary>BYE (RFC 3261 15).</summary>
    public const string Bye = "BYE";

    /// <summary>CANCEL (RFC 3261 9).</summary>
    public const string Cancel = "CANCEL";

    /// <summary>REGISTER (RFC 3261 10).</summary>
    public const string Register = "REGISTER";

    /// <summary>OPTIONS (RFC 3261 11).</summary>
    public const string Options = "OPTIONS";

    /// <summary>INFO (RFC 6086).</summary>
    public const string Info = "INFO";

    /// <summary>PRACK (RFC 3262).</summary>
    public const string Prack = "PRACK";

    /// <summary>UPDATE (RFC 3311).</summary>
    public const string Update = "UPDATE";

    /// <summary>REFER (RFC 3515).</summary>
    public const string Refer = "REFER";

    /// <summary>NOTIFY (RFC 6665).</summary>
    public const string Notify = "NOTIFY";

    /// <summary>SUBSCRIBE (RFC 6665).</summary>
    public const string Subscribe = "SUBSCRIBE";

    /// <summary>MESSAGE (RFC 3428).</summary>
    public const string Message = "MESSAGE";

    /// <summary>PUBLISH (RFC 3903).</summary>
    public const string Publish = "PUBLISH";
}
