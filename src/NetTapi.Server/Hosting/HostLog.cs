namespace NetTapi.Server.Hosting;

/// <summary>What start and stop log; event ids 1301 to 1306 and 1312.</summary>
internal static partial class HostLog
{
    [LoggerMessage(1301, LogLevel.Warning, "{Warning}")]
    public static partial void ConfigurationWarning(this ILogger log, string warning);

    [LoggerMessage(1302, LogLevel.Information, "The configuration's directory was put into the empty database.")]
    public static partial void DirectoryImported(this ILogger log);

    [LoggerMessage(1303, LogLevel.Error, "An action on the control loop failed; the loop goes on.")]
    public static partial void LoopFault(this ILogger log, Exception exception);

    [LoggerMessage(1304, LogLevel.Information, "Stopping: {Step}.")]
    public static partial void Stopping(this ILogger log, string step);

    [LoggerMessage(1305, LogLevel.Warning, "The stop did not get through in time with: {Step}.")]
    public static partial void StopTookTooLong(this ILogger log, string step);

    [LoggerMessage(1306, LogLevel.Error, "The stop failed with: {Step}.")]
    public static partial void StopFailed(this ILogger log, string step, Exception exception);

    [LoggerMessage(1312, LogLevel.Critical, "The database did not answer in time at the stop: {Waiting} records may not be written.")]
    public static partial void DatabaseSilent(this ILogger log, int waiting);
}
