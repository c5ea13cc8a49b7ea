using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace NetTapi.Storage.Tests;

/// <summary>Keeps the ids of what was logged, and lets a test wait for one.</summary>
internal sealed class CapturedLog : ILoggerFactory, ILogger
{
    public const int Refused = 3001;
    public const int Accepted = 3002;
    public const int GivenUp = 3003;
    public const int CallbackFailed = 3004;
    public const int TooLate = 3005;

    private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> _seen = new();

    /// <summary>The first message with this id, when it comes.</summary>
    public Task<string> Logged(int id) => Source(id).Task;

    public bool Has(int id) => Source(id).Task.IsCompleted;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Source(eventId.Id).TrySetResult(formatter(state, exception));

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    private TaskCompletionSource<string> Source(int id) => _seen.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
