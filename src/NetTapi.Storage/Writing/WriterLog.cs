using Microsoft.Extensions.Logging;

namespace NetTapi.Storage.Writing;

/// <summary>What the writer logs; event ids 3001 to 3099.</summary>
internal static partial class WriterLog
{
    [LoggerMessage(3001, LogLevel.Error, "The database refuses to be written to: {Reason}. Nothing is lost; end notices wait and the write is tried again.")]
    public static partial void Refused(this ILogger log, string reason);

    [LoggerMessage(3002, LogLevel.Information, "The database takes writes again, after {Refusals} refusals.")]
    public static partial void Accepted(this ILogger log, int refusals);

    [LoggerMessage(3003, LogLevel.Critical, "{Lost} records could not be written before the stop: {Reason}.")]
    public static partial void GivenUp(this ILogger log, int lost, string? reason);

    [LoggerMessage(3004, LogLevel.Error, "What waited for a record on disk failed.")]
    public static partial void CallbackFailed(this ILogger log, Exception exception);

    [LoggerMessage(3005, LogLevel.Error, "{Content} came after the stop and was not written.")]
    public static partial void WriteAfterStop(this ILogger log, string content);
}
