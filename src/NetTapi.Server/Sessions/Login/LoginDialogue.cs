using NetTapi.Protocol.Messages;
using NetTapi.Protocol.Requests;
using NetTapi.Telephony.Desks;
using NetTapi.Telephony.Directory;

namespace NetTapi.Server.Sessions.Login;

/// <summary>How a session gets from its first message to a user: challenge, login, failures (S2–S6).</summary>
internal sealed class LoginDialogue(Session session, SessionServices services)
{
    private const int ChallengeBytes = 16;
    private const int MostFailures = 3;

    private string? _challenge;
    private int _failures;

    /// <summary>Whether a challenge was ever given.</summary>
    public bool IsConnected { get; private set; }

    /// <summary>Gives a fresh challenge, which voids the one before (S2).</summary>
    public void Connect()
    {
        string challenge = services.Loop.Entropy.Hex(ChallengeBytes);
        _challenge = challenge;
        IsConnected = true;
        session.Respond(new Challenge(challenge));
    }

    /// <summary>Tries a login; false if it was the last failure this connection may make (S6).</summary>
    public bool Login(LoginCommand command)
    {
        LoginOutcome outcome = services.Authenticator.Check(new LoginAttempt(session.PeerAddress, command.UserName, command.Pass, _challenge));
        _challenge = null;
        if (outcome.User is { } user)
        {
            Begin(user);
            return true;
        }
        Refuse(outcome);
        return ++_failures < MostFailures;
    }

    private void Begin(User user)
    {
        session.Principal = new Principal(user.Uid, user.Privileges);
        services.Metrics.Login("accepted");
        services.Metrics.SessionBegan();
        SessionLog.LoggedIn(services.Logger, session.Number, session.Peer, user.Uid);
        session.Respond(new LoginAccepted(user.Uid.Value, PrivilegeNames.Of(user.Privileges)));
    }

    private void Refuse(LoginOutcome outcome)
    {
        services.Metrics.Login(outcome.WasLookedAt ? "refused" : "throttled");
        services.Strangers.LoginFailed(session, outcome.WasLookedAt);
        session.Respond(new LoginRefused());
    }
}
