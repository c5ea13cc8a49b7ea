using Microsoft.Extensions.Logging;

namespace NetTapi.Server.Tests.Hosting;

/// <summary>Keeps what a host logs, and lets a test wait for a line.</summary>
internal sealed class HostLogLines : ILoggerProvider, ILogger
{
    private readonly Lock _gate = new();
    private readonly List<(LogLevel Level, string Text)> _lines = [];
    private readonly List<(string Part, TaskCompletionSource Seen)> _waiting = [];

    public IReadOnlyList<string> Warnings
    {
        get
        {
            lock (_gate) return [.. _lines.Where(line => line.Level == LogLevel.Warning).Select(line => line.Text)];
        }
    }

    public void AddTo(ILoggingBuilder logging) => logging.AddProvider(this);

    /// <summary>Completes when a line with this text was logged.</summary>
    public Task Logged(string part)
    {
        lock (_gate)
        {
            if (_lines.Any(line => line.Text.Contains(part, StringComparison.Ordinal))) return Task.CompletedTask;
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((part, seen));
            return seen.Task;
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var text = formatter(state, exception);
        lock (_gate)
        {
            _lines.Add((logLevel, text));
            foreach (var (_, seen) in _waiting.Where(waiting => text.Contains(waiting.Part, StringComparison.Ordinal))) seen.TrySetResult();
        }
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose()
    {
    }
}
