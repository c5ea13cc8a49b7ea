using NetTapi.Telephony;
using NetTapi.Telephony.Desks;

namespace NetTapi.Server.Hosting;

/// <summary>Writes what was asked of the desk to the log; event ids 1101 to 1199. Names only users of the directory and words of our own.</summary>
internal sealed partial class AuditLog(ILogger<AuditLog> log) : IAuditLog
{
    /// <inheritdoc />
    public void Asked(Principal who, string verb, UserId? uid, string outcome) => WriteAsked(who.User, verb, uid?.Value ?? "nobody here", outcome);

    /// <inheritdoc />
    public void OutOfSerials() => WriteOutOfSerials();

    /// <inheritdoc />
    public void ReadFailed(Exception fault) => WriteReadFailed(fault);

    [LoggerMessage(1101, LogLevel.Information, "User {Who} asked {Verb} for {Uid}: {Outcome}.")]
    private partial void WriteAsked(UserId who, string verb, string uid, string outcome);

    [LoggerMessage(1102, LogLevel.Error, "No serial can be reserved because the database refuses: calls go on, and applications do not see them.")]
    private partial void WriteOutOfSerials();

    [LoggerMessage(1103, LogLevel.Error, "A record could not be read from the database; the question was answered as if there were none.")]
    private partial void WriteReadFailed(Exception exception);
}
