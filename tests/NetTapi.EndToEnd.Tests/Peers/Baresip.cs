using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace NetTapi.EndToEnd.Tests.Peers;

/// <summary>
/// baresip as a desk phone: registers, says what happens to it as events, does what it is told, plays a WAV file as its microphone and writes what
/// it hears to another.
/// </summary>
internal sealed class Baresip : IAsyncDisposable
{
    private readonly Peer _process;
    private readonly TcpClient _control;
    private readonly string _home;
    private readonly Channel<JsonNode> _events = Channel.CreateUnbounded<JsonNode>();
    private readonly Task _reading;

    private Baresip(Peer process, TcpClient control, string home)
    {
        _process = process;
        _control = control;
        _home = home;
        _reading = ReadEventsAsync();
    }

    /// <summary>What it printed, for a failing test.</summary>
    public string Output => _process.Output;

    /// <summary>Starts a phone and waits until it has registered.</summary>
    /// <param name="folder">Where it keeps its files.</param>
    /// <param name="user">SIP user name.</param>
    /// <param name="password">SIP password.</param>
    /// <param name="server">The server's SIP port on loopback.</param>
    /// <param name="tone">Frequency it plays into calls, in hertz.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="codecs">Its codecs, best first.</param>
    public static async Task<Baresip> RegisterAsync(
        TestFolder folder, string user, string password, int server, int tone, CancellationToken cancellation, string codecs = "pcmu")
    {
        var home = System.IO.Directory.CreateDirectory(folder[$"phone-{user}"]).FullName;
        var phone = await StartAsync(folder, home, user, password, server, tone, codecs, cancellation);
        // Not its event: it may have come before there was anyone to tell.
        await phone._process.PrintsAsync("200 OK () [1 binding]", cancellation);
        return phone;
    }

    /// <summary>Waits for an event of a type, for example <c>CALL_INCOMING</c>, passing over others.</summary>
    public async Task<JsonNode> HappensAsync(string type, CancellationToken cancellation)
    {
        try
        {
            await foreach (var happened in _events.Reader.ReadAllAsync(cancellation))
            {
                if ((string?)happened["type"] == type) return happened;
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{type} did not happen:\n{Output}");
        }

        throw new InvalidOperationException($"The phone ended before {type}:\n{Output}");
    }

    /// <summary>Gives it a command of its menu, for example <c>accept</c>, <c>hangup</c> or <c>dial</c>.</summary>
    public async Task CommandAsync(string command, string? parameters = null)
    {
        var message = new JsonObject { ["command"] = command };
        if (parameters is not null) message["params"] = parameters;
        var text = message.ToJsonString();
        await _control.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetByteCount(text)}:{text},"));
    }

    /// <summary>Presses keys in its call, each as an event of RFC 4733.</summary>
    public Task PressAsync(string keys) => CommandAsync("sndcode", keys);

    /// <summary>The file of what it heard, once it has stopped.</summary>
    public string HeardFile() => Assert.Single(System.IO.Directory.GetFiles(_home, "dump-*-dec.wav"));

    /// <summary>Ends the program in order, so that its files are whole.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        await CommandAsync("quit");
        await _process.ExitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _control.Dispose();
        await _reading;
    }

    private static async Task<Baresip> StartAsync(
        TestFolder folder, string home, string user, string password, int server, int tone, string codecs, CancellationToken cancellation)
    {
        // It takes ports by number only, and one more beside SIP's for TLS: where somebody was faster, it ends at once and is started again.
        while (true)
        {
            var control = FreePorts.Next();
            await BaresipSettings.WriteAsync(home, user, password, server, tone, control, codecs, cancellation);
            var process = new Peer("baresip", ["-4", "-f", home], folder.Path);
            try
            {
                await process.PrintsAsync("baresip is ready", cancellation);
                var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", control, cancellation);
                return new Baresip(process, client, home);
            }
            catch (InvalidOperationException) when (!cancellation.IsCancellationRequested)
            {
                await process.DisposeAsync();
            }
        }
    }

    private async Task ReadEventsAsync()
    {
        try
        {
            var stream = _control.GetStream();
            while (await ReadNetstringAsync(stream) is { } text)
            {
                if (JsonNode.Parse(text) is { } node && (bool?)node["event"] == true) _events.Writer.TryWrite(node);
            }
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException)
        {
            // The phone was killed: its events end here.
        }
        finally
        {
            _events.Writer.TryComplete();
        }
    }

    private static async Task<string?> ReadNetstringAsync(NetworkStream stream)
    {
        var length = 0;
        var digit = new byte[1];
        while (true)
        {
            if (await stream.ReadAsync(digit) == 0) return null;
            if (digit[0] == ':') break;
            length = length * 10 + (digit[0] - '0');
        }

        var text = new byte[length + 1];
        await stream.ReadExactlyAsync(text);
        return Encoding.UTF8.GetString(text, 0, length);
    }
}
