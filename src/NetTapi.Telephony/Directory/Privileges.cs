namespace NetTapi.Telephony.Directory;

/// <summary>What a user may do beyond his own affairs, in the order of the wire (S3, N3).</summary>
[Flags]
public enum Privileges
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Operator.</summary>
    Oper = 1,

    /// <summary>Manager.</summary>
    Mgr = 2,

    /// <summary>Administrator.</summary>
    Admin = 4,
}
