using System.Diagnostics;

namespace NetTapi.Server.Tests.Hosting;

/// <summary>The server as a process of its own, as an administrator starts it.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private Task<string> _errors;

    private ServerProcess(Process process, bool reads)
    {
        _process = process;
        _errors = reads ? process.StandardError.ReadToEndAsync() : Task.FromResult("");
    }

    public static ServerProcess Start(string folder, params string[] arguments) => new(Run(folder, arguments), reads: true);

    /// <summary>Starts it with a pipe for its log that nobody reads, as where a pager was paused, until <see cref="ReadLog"/>.</summary>
    public static ServerProcess StartUnread(string folder, params string[] arguments) => new(Run(folder, arguments), reads: false);

    private static Process Run(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "nettapi-server"), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    /// <summary>From now on its log is read.</summary>
    public void ReadLog() => _errors = _process.StandardError.ReadToEndAsync();

    /// <summary>Runs to the end.</summary>
    public static async Task<(int Status, string Output, string Errors)> RunAsync(string folder, params string[] arguments)
    {
        using var server = Start(folder, arguments);
        var output = await server._process.StandardOutput.ReadToEndAsync();
        var (status, errors) = await server.EndAsync();
        return (status, output, errors);
    }

    /// <summary>The lines of standard output up to and with one.</summary>
    public async Task<IReadOnlyList<string>> ReadToAsync(string last)
    {
        var lines = new List<string>();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (line == last) return lines;
        }

        throw new InvalidOperationException($"The server ended before \"{last}\": {await _errors}");
    }

    /// <summary>Sends SIGTERM.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the end.</summary>
    public async Task<(int Status, string Errors)> EndAsync()
    {
        await _process.WaitForExitAsync();
        return (_process.ExitCode, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
