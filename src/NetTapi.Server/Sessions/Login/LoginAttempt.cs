using System.Net;
using NetTapi.Telephony.Directory;

namespace NetTapi.Server.Sessions.Login;

/// <summary>A login as it was sent.</summary>
/// <param name="From">The peer's address.</param>
/// <param name="Name"><c>uname</c>; empty if missing.</param>
/// <param name="Pass"><c>pass</c>; empty if missing (S3).</param>
/// <param name="Challenge">The challenge a proof must be for; null if none is good (S4).</param>
internal readonly record struct LoginAttempt(IPAddress From, string Name, string Pass, string? Challenge);

/// <summary>What became of a login.</summary>
/// <param name="User">The user, if it was good.</param>
/// <param name="WasLookedAt">False if it was refused unseen (S6).</param>
internal readonly record struct LoginOutcome(User? User, bool WasLookedAt)
{
    /// <summary>Wrong name or wrong pass; which of them is not said.</summary>
    public static readonly LoginOutcome Refused = new(null, WasLookedAt: true);

    /// <summary>Too many failures from there; not looked at.</summary>
    public static readonly LoginOutcome Throttled = new(null, WasLookedAt: false);
}
