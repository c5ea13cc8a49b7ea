using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace NetTapi.EndToEnd.Tests.Peers;

/// <summary>A real program of somebody else's, run beside the server: its lines can be waited for, and it never outlives its test.</summary>
internal class Peer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Lock _gate = new();
    private bool _isDisposed;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public Peer(string program, IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Everything it printed so far.</summary>
    public string Output
    {
        get { lock (_gate) return _output.ToString(); }
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Waits until it prints a line that has a text in it.</summary>
    public Task<string> PrintsAsync(string text, CancellationToken cancellation) =>
        PrintsAsync(line => line.Contains(text, StringComparison.Ordinal), text, cancellation);

    /// <summary>Waits until it prints a line that is the one meant.</summary>
    /// <param name="isMeant">Whether a line is.</param>
    /// <param name="what">What is waited for, for a failing test.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<string> PrintsAsync(Func<string, bool> isMeant, string what, CancellationToken cancellation)
    {
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync(cancellation))
            {
                if (isMeant(line)) return line;
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"It did not print \"{what}\":\n{Output}");
        }

        throw new InvalidOperationException($"It ended without printing \"{what}\":\n{Output}");
    }

    /// <summary>Types a line into it.</summary>
    public async Task TypeAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Sends it SIGTERM.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit status.</returns>
    public async Task<int> ExitAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation);
        return _process.ExitCode;
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            _lines.Writer.TryComplete();
            return;
        }

        lock (_gate) _output.AppendLine(line);
        _lines.Writer.TryWrite(line);
    }
}
