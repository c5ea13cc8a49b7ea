using System.Net;
using NetTapi.Server.Logging;

namespace NetTapi.Server.Sessions;

/// <summary>What anyone who reaches the port can have written to the log: so many lines of a kind a minute, and then only counted. Safe for use from several threads.</summary>
internal sealed class StrangerLog(ILogger logger, TimeProvider time)
{
    private readonly LineLimits _limits = new(time);

    /// <summary>A peer may not connect at all.</summary>
    public void NotAllowed(EndPoint? peer)
    {
        if (May("networks not allowed")) SessionLog.NotAllowed(logger, peer);
    }

    /// <summary>A login failed.</summary>
    /// <param name="session">Whose.</param>
    /// <param name="wasLookedAt">False: it was refused unseen, because too many have failed from there.</param>
    public void LoginFailed(Session session, bool wasLookedAt)
    {
        if (!May(wasLookedAt ? "logins failed" : "logins refused unseen")) return;
        if (wasLookedAt) SessionLog.LoginFailed(logger, session.Number, session.Peer);
        else SessionLog.LoginThrottled(logger, session.Number, session.Peer);
    }

    /// <summary>Nobody logged in in time.</summary>
    public void LoginTimeout(Session session)
    {
        if (May("logins not in time")) SessionLog.LoginTimeout(logger, session.Number, session.Peer);
    }

    /// <summary>A message was over a limit, or too many were malformed.</summary>
    public void ProtocolAbuse(Session session)
    {
        if (May("malformed messages")) SessionLog.ProtocolAbuse(logger, session.Number, session.Peer);
    }

    private bool May(string kind)
    {
        if (!_limits.TryTake(kind, out long omitted)) return false;
        if (omitted > 0) SessionLog.Omitted(logger, omitted, kind);
        return true;
    }
}
