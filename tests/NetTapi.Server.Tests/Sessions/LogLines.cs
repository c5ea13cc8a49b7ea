using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace NetTapi.Server.Tests.Sessions;

/// <summary>Everything that was logged.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<(int Id, string Text)> _lines = [];

    public IEnumerable<string> WithId(int id) => _lines.Where(line => line.Id == id).Select(line => line.Text);

    public IEnumerable<string> All => _lines.Select(line => line.Text);

    public ILogger CreateLogger(string categoryName) => new Logger(_lines);

    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<(int Id, string Text)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((eventId.Id, formatter(state, exception)));
    }
}
