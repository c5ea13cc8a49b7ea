using System.Globalization;
using System.Net;
using NetTapi.EndToEnd.Tests.Peers;

namespace NetTapi.EndToEnd.Tests;

/// <summary>The server as a process of its own, which can be killed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Peer _process;

    private ServerProcess(Peer process, IPEndPoint netTapi, IPEndPoint sip)
    {
        _process = process;
        NetTapi = netTapi;
        Sip = sip;
    }

    /// <summary>Where applications connect.</summary>
    public IPEndPoint NetTapi { get; }

    /// <summary>Where phones register.</summary>
    public IPEndPoint Sip { get; }

    /// <summary>What it printed, for a failing test.</summary>
    public string Output => _process.Output;

    /// <summary>Starts the server and waits until it says that it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(TestFolder folder, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var process = new Peer(Path.Combine(AppContext.BaseDirectory, "nettapi-server"), arguments, folder.Path);
        try
        {
            var netTapi = await process.PrintsAsync("nettapi listening on ", cancellation);
            var sip = await process.PrintsAsync("sip listening on udp:", cancellation);
            await process.PrintsAsync("ready", cancellation);
            return new ServerProcess(process, Address(netTapi), Address(sip));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until it prints a line that has a text in it.</summary>
    public Task<string> PrintsAsync(string text, CancellationToken cancellation) => _process.PrintsAsync(text, cancellation);

    /// <summary>Asks it to stop, as an administrator does (SIGTERM), and waits for its end.</summary>
    /// <returns>Its exit status.</returns>
    public async Task<int> StopAsync(CancellationToken cancellation)
    {
        _process.Terminate();
        return await _process.ExitAsync(cancellation);
    }

    /// <summary>kill -9: no goodbye, no flush.</summary>
    public ValueTask KillAsync() => _process.DisposeAsync();

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static IPEndPoint Address(string line)
    {
        var text = line[(line.LastIndexOf(' ') + 1)..];
        var port = int.Parse(text[(text.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);
        return new IPEndPoint(IPAddress.Loopback, port);
    }
}
