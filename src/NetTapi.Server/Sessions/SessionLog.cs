using System.Net;
using NetTapi.Telephony;

namespace NetTapi.Server.Sessions;

/// <summary>Log lines of the sessions: ids 1000 to 1099. What a stranger sent is never part of one; a peer is named by address and connection number.</summary>
internal static partial class SessionLog
{
    [LoggerMessage(1000, LogLevel.Debug, "Connection {Number} from {Peer}")]
    public static partial void Connected(ILogger logger, long number, EndPoint? peer);

    [LoggerMessage(1001, LogLevel.Debug, "Connection {Number} is closed")]
    public static partial void Disconnected(ILogger logger, long number);

    [LoggerMessage(1002, LogLevel.Warning, "A connection from {Peer} was closed at once: its network is not in AllowFrom")]
    public static partial void NotAllowed(ILogger logger, EndPoint? peer);

    [LoggerMessage(1003, LogLevel.Warning, "Connections are closed at once: all {Limit} are in use")]
    public static partial void TooManyConnections(ILogger logger, int limit);

    [LoggerMessage(1004, LogLevel.Debug, "Connection {Number} was reset by its peer")]
    public static partial void Reset(ILogger logger, long number);

    [LoggerMessage(1010, LogLevel.Information, "Connection {Number} from {Peer} logged in as user {Uid}")]
    public static partial void LoggedIn(ILogger logger, long number, EndPoint? peer, UserId uid);

    [LoggerMessage(1011, LogLevel.Warning, "A login on connection {Number} from {Peer} failed")]
    public static partial void LoginFailed(ILogger logger, long number, EndPoint? peer);

    [LoggerMessage(1012, LogLevel.Warning, "A login on connection {Number} from {Peer} was refused unseen: too many have failed from there")]
    public static partial void LoginThrottled(ILogger logger, long number, EndPoint? peer);

    [LoggerMessage(1013, LogLevel.Information, "Connection {Number} from {Peer} is closed: it did not log in in time")]
    public static partial void LoginTimeout(ILogger logger, long number, EndPoint? peer);

    [LoggerMessage(1020, LogLevel.Information, "Connection {Number} from {Peer} is closed: a message over a limit, or too many malformed ones")]
    public static partial void ProtocolAbuse(ILogger logger, long number, EndPoint? peer);

    [LoggerMessage(1030, LogLevel.Warning, "Connection {Number} from {Peer} is cut off: {Reason}")]
    public static partial void CutOff(ILogger logger, long number, EndPoint? peer, string reason);

    [LoggerMessage(1040, LogLevel.Warning, "{Count} connections did not close in time at the stop and were aborted")]
    public static partial void AbortedAtStop(ILogger logger, int count);

    [LoggerMessage(1099, LogLevel.Warning, "{Count} more lines of this kind ({Kind}) were not written.")]
    public static partial void Omitted(ILogger logger, long count, string kind);

    [LoggerMessage(1050, LogLevel.Error, "A request on connection {Number} failed; the connection is closed")]
    public static partial void RequestFailed(ILogger logger, Exception exception, long number);
}
