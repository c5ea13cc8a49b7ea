using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace NetTapi.EndToEnd.Tests;

/// <summary>The server's log, line by line, to wait for one.</summary>
internal sealed class ServerLog : ILoggerProvider, ILogger
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    /// <summary>Waits until a line with a text in it is written, passing over others.</summary>
    public async Task<string> SaysAsync(string text, CancellationToken cancellation)
    {
        List<string> others = [];
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync(cancellation))
            {
                if (line.Contains(text, StringComparison.Ordinal)) return line;
                others.Add(line);
            }
        }
        catch (OperationCanceledException)
        {
            // Told below, with what was said instead.
        }

        throw new TimeoutException($"The log did not say \"{text}\" but:\n{string.Join('\n', others)}");
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Writer.TryWrite($"{logLevel}: {formatter(state, exception)} {exception}");

    public void Dispose() => _lines.Writer.TryComplete();
}
