using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace NetTapi.LoadTool;

/// <summary>NetTAPI sessions over bare sockets, all watching one user of a server in a process of its own.</summary>
internal sealed class NetTapiFeed : IFeed
{
    private readonly Process _server;
    private readonly IPEndPoint _address;

    private NetTapiFeed(Process server, IPEndPoint address)
    {
        _server = server;
        _address = address;
    }

    /// <inheritdoc />
    public string Name => "nettapi";

    public static async Task<NetTapiFeed> StartAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, "serve") { RedirectStandardInput = true, RedirectStandardOutput = true };
        Process server = Process.Start(start) ?? throw new InvalidOperationException("The server does not start.");
        string port = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server ended at once.");
        return new NetTapiFeed(server, new IPEndPoint(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture)));
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Subscriber>> SubscribeAsync(int count)
    {
        var subscribers = new List<Subscriber>();
        for (int i = 0; i < count; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(_address);
            var subscriber = new Subscriber(socket);
            await subscriber.SendAsync("!<connect_nettapi>\u0004!<login_nettapi><uname=load><pass=>\u0004!<interest><incoming_outside_calls>\u0004"u8.ToArray());
            await subscriber.ExpectAsync("#<interest><ok>\u0004"u8.ToArray());
            subscribers.Add(subscriber);
        }
        return subscribers;
    }

    /// <inheritdoc />
    public Task PublishAsync(int count) => CommandAsync($"publish {count}");

    /// <inheritdoc />
    public Task PaceAsync(int count, int perSecond) => CommandAsync($"pace {count} {perSecond}");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _server.StandardInput.Close();
        _server.Kill();
        await _server.WaitForExitAsync();
        _server.Dispose();
    }

    private async Task CommandAsync(string line)
    {
        await _server.StandardInput.WriteLineAsync(line);
        await _server.StandardInput.FlushAsync();
    }
}
