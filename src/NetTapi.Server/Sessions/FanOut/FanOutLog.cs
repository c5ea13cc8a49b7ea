namespace NetTapi.Server.Sessions.FanOut;

/// <summary>Log lines of the fan-out: ids 1100 to 1119.</summary>
internal static partial class FanOutLog
{
    [LoggerMessage(1100, LogLevel.Error, "A call-back of a delivered notice failed")]
    public static partial void CallbackFailed(ILogger logger, Exception exception);
}
