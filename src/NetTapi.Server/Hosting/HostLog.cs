namespace NetTapi.Server.Hosting;

/// <summary>What start and stop log; event ids 1001 to 1099.</summary>
internal static partial class HostLog
{
    [LoggerMessage(1001, LogLevel.Warning, "{Warning}")]
    public static partial void ConfigurationWarning(this ILogger log, string warning);

    [LoggerMessage(1002, LogLevel.Information, "The configuration's directory was put into the empty database.")]
    public static partial void DirectoryImported(this ILogger log);

    [LoggerMessage(1003, LogLevel.Error, "An action on the control loop failed; the loop goes on.")]
    public static partial void LoopFault(this ILogger log, Exception exception);

    [LoggerMessage(1004, LogLevel.Information, "Stopping: {Step}.")]
    public static partial void Stopping(this ILogger log, string step);

    [LoggerMessage(1005, LogLevel.Warning, "The stop did not get through in time with: {Step}.")]
    public static partial void StopTookTooLong(this ILogger log, string step);

    [LoggerMessage(1006, LogLevel.Error, "The stop failed with: {Step}.")]
    public static partial void StopFailed(this ILogger log, string step, Exception exception);
}
