using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NetTapi.LoadTool;

/// <summary>Redis publish/subscribe over bare sockets: a server process of our own, one channel, the publisher's commands pipelined.</summary>
internal sealed class RedisFeed : IFeed
{
    private const string Channel = "user:107";

    private readonly Process _server;
    private readonly IPEndPoint _address;
    private readonly Socket _publisher;
    private readonly Task _replies;
    private readonly Task _output;
    private int _serial;

    private RedisFeed(Process server, IPEndPoint address, Socket publisher)
    {
        _server = server;
        _address = address;
        _publisher = publisher;
        _replies = ReadRepliesAsync();
        _output = server.StandardOutput.ReadToEndAsync();
    }

    /// <inheritdoc />
    public string Name => "redis";

    public static async Task<RedisFeed> StartAsync()
    {
        var address = new IPEndPoint(IPAddress.Loopback, FreePort());
        // No persistence, and no cutting off of slow subscribers: nothing but fan-out is measured.
        string arguments = $"--port {address.Port} --bind 127.0.0.1 --save \"\" --appendonly no --client-output-buffer-limit \"pubsub 0 0 0\" --maxclients 10000";
        Process server = Process.Start(new ProcessStartInfo("redis-server", arguments) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("redis-server does not start");
        while (await server.StandardOutput.ReadLineAsync() is { } line)
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal)) break;
        return new RedisFeed(server, address, await ConnectAsync(address));
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Subscriber>> SubscribeAsync(int count)
    {
        var subscribers = new List<Subscriber>();
        for (int i = 0; i < count; i++)
        {
            var subscriber = new Subscriber(await ConnectAsync(_address));
            await subscriber.SendAsync(Encoding.ASCII.GetBytes($"SUBSCRIBE {Channel}\r\n"));
            await subscriber.ExpectAsync(":1\r\n"u8.ToArray());
            subscribers.Add(subscriber);
        }
        return subscribers;
    }

    /// <inheritdoc />
    public async Task PublishAsync(int count)
    {
        var commands = new StringBuilder();
        for (int i = 0; i < count; i++) Append(commands);
        await _publisher.SendAsync(Encoding.ASCII.GetBytes(commands.ToString()));
    }

    /// <inheritdoc />
    public Task PaceAsync(int count, int perSecond) => Pace.RunAsync(count, perSecond, () => PublishAsync(1));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _publisher.Dispose();
        await _replies;
        _server.Kill();
        await _server.WaitForExitAsync();
        await _output;
        _server.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    private static async Task<Socket> ConnectAsync(IPEndPoint address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address);
        return socket;
    }

    /// <summary>The payload is the notice that NetTAPI sends, byte for byte.</summary>
    private void Append(StringBuilder commands)
    {
        string notice = Sample.Notice(Stopwatch.GetTimestamp(), ++_serial);
        commands.Append(CultureInfo.InvariantCulture, $"*3\r\n$7\r\nPUBLISH\r\n${Channel.Length}\r\n{Channel}\r\n${notice.Length}\r\n{notice}\r\n");
    }

    private async Task ReadRepliesAsync()
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (await _publisher.ReceiveAsync(buffer.AsMemory()) > 0)
            {
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The publisher was closed: the end of the run.
            Debug.WriteLine(exception.Message);
        }
    }
}
