using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace NetTapi.EndToEnd.Tests.Peers;

/// <summary>SIPp playing the calls of a scenario as the outside carrier.</summary>
internal sealed class Sipp : Peer
{
    private readonly int _port;
    private string? _waiting;
    private int _signals;

    private Sipp(IEnumerable<string> arguments, TestFolder folder, int port)
        : base("sipp", arguments, folder.Path) => _port = port;

    /// <summary>Starts a scenario that waits for a call.</summary>
    /// <param name="scenario">What it does.</param>
    /// <param name="port">Its own UDP port.</param>
    /// <param name="server">The server's: all it sends goes there, wherever the last message came from.</param>
    /// <param name="folder">Where it keeps its files.</param>
    public static Sipp Answer(SippScenario scenario, int port, int server, TestFolder folder) =>
        Start(scenario, port, folder, ["-rsa", $"127.0.0.1:{server}"]);

    /// <summary>Starts a scenario that places a call.</summary>
    /// <param name="scenario">What it does.</param>
    /// <param name="port">Its own UDP port.</param>
    /// <param name="server">The server's.</param>
    /// <param name="folder">Where it keeps its files.</param>
    /// <param name="call">Who calls, and the number dialled.</param>
    public static Sipp Call(SippScenario scenario, int port, int server, TestFolder folder, OutsideCall call) => Start(
        scenario,
        port,
        folder,
        ["-key", "dialled", call.Dialled, "-key", "caller_name", call.Name, "-key", "caller_number", call.Number, $"127.0.0.1:{server}"]);

    /// <summary>Waits until the scenario waits for a signal, and lets it go on.</summary>
    public async Task SignalAsync(CancellationToken cancellation)
    {
        await AwaitsSignalAsync(cancellation);
        var callId = _waiting;
        _waiting = null;
        // SIPp passes over what looks like a retransmission.
        var number = ++_signals;
        using var socket = new UdpClient();
        var message =
            $"MESSAGE sip:carrier@127.0.0.1:{_port} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKsignal{number}\r\n" +
            $"From: <sip:test@127.0.0.1>;tag=t\r\nTo: <sip:carrier@127.0.0.1>\r\nCall-ID: {callId}\r\nCSeq: {number} MESSAGE\r\nContent-Length: 0\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(message), "127.0.0.1", _port, cancellation);
    }

    /// <summary>Waits until the scenario waits for a signal.</summary>
    public async Task AwaitsSignalAsync(CancellationToken cancellation) =>
        _waiting ??= (await PrintsAsync("waiting in ", cancellation)).Split("waiting in ")[1].Trim();

    /// <summary>Waits for its end and asserts that its call went as the scenario says.</summary>
    public async Task SucceedsAsync(CancellationToken cancellation)
    {
        var status = await ExitAsync(cancellation);
        Assert.True(status == 0, $"sipp ended with {status}:\n{Output}");
    }

    private static Sipp Start(SippScenario scenario, int port, TestFolder folder, IEnumerable<string> more)
    {
        var name = $"call-{port}-{Guid.NewGuid():N}";
        var script = folder[$"{name}.xml"];
        scenario.Write(script);
        List<string> arguments =
        [
            "-sf", script, "-i", "127.0.0.1", "-mi", "127.0.0.1", "-p", Text(port), "-mp", Text(FreePorts.Next()), "-cp", Text(FreePorts.Next()), "-m", Text(scenario.Calls), "-l", "1", "-lost", Text(scenario.Lost), "-nostdin", "-rtp_echo",
            "-timeout", "60", "-timeout_error", "-trace_err", "-error_file", folder[$"{name}.err"], .. more,
        ];
        return new Sipp(arguments, folder, port);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A call from outside.</summary>
internal sealed record OutsideCall(string Dialled, string Name, string Number);
