using Microsoft.Extensions.Logging.Console;

namespace NetTapi.Server.Hosting;

/// <summary>Logs go to standard error, a line an event; standard output is for the listeners and <c>ready</c>.</summary>
internal static class ServerLogging
{
    /// <summary>Lines that may wait for a reader of standard error; those beyond are lost.</summary>
    private const int LinesWaiting = 10_000;

    /// <summary>Sets the program's logging up.</summary>
    public static void Configure(ILoggingBuilder logging, LogLevel least)
    {
        logging.SetMinimumLevel(least);
        logging.AddFilter("Microsoft", LogLevel.Warning);

        // It logs a failed start that is also thrown, and told in one line.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        // It writes a line for each probe while something is wrong; what is wrong has lines of its own.
        logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;

            // Whoever logs may be the control loop: where nobody reads standard error, lines are dropped, and later counted, rather than waited for.
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
            console.MaxQueueLength = LinesWaiting;
        });
    }
}
