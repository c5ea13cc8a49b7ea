using NetTapi.Telephony.Directory;

namespace NetTapi.Telephony.Desks;

/// <summary>Who asks, with which rights (N3).</summary>
/// <param name="User">The user who is logged in.</param>
/// <param name="Privileges">What he may do beyond his own affairs, as of his login.</param>
public sealed record Principal(UserId User, Privileges Privileges);

/// <summary>Who may watch and act for whom (N3).</summary>
public enum AccessPolicy
{
    /// <summary>Everyone for himself; a user with any privilege for everyone.</summary>
    OwnOrPrivileged,

    /// <summary>Every user for everyone.</summary>
    Open,
}
