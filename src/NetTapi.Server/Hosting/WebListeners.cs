using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using NetTapi.Server.Configuration;
using NetTapi.Server.Sessions;

namespace NetTapi.Server.Hosting;

/// <summary>Kestrel's listeners: NetTAPI and HTTP. Knows, once they are bound, where they really are.</summary>
internal sealed class WebListeners(ServerOptions options)
{
    private readonly List<ListenOptions> _netTapi = [];
    private readonly List<ListenOptions> _http = [];

    /// <summary>Where applications connect, in the order of the configuration.</summary>
    public IReadOnlyList<IPEndPoint> NetTapi => [.. _netTapi.Select(listener => listener.IPEndPoint!)];

    /// <summary>Where machines ask.</summary>
    public IReadOnlyList<IPEndPoint> Http => [.. _http.Select(listener => listener.IPEndPoint!)];

    /// <summary>Adds the listeners.</summary>
    public void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;

        // The registry of sessions bounds them, with a log line of its own; Kestrel would count HTTP among them.
        kestrel.Limits.MaxConcurrentConnections = null;
        foreach (var listener in options.NetTapi.Listen)
        {
            kestrel.Listen(listener.Address, listen =>
            {
                _netTapi.Add(listen);
                listen.UseNetTapi(listener.Encoding);
            });
        }

        foreach (var address in options.HttpListen)
        {
            kestrel.Listen(address, listen =>
            {
                _http.Add(listen);
                listen.Protocols = HttpProtocols.Http1;
            });
        }
    }

    /// <summary>Starts what serves them.</summary>
    /// <exception cref="StartException">An address is in use, or not this machine's.</exception>
    public async Task StartAsync(IHost host, CancellationToken cancellation)
    {
        try
        {
            await host.StartAsync(cancellation);
        }
        catch (Exception refusal) when (refusal is IOException or SocketException)
        {
            throw new StartException(Describe(refusal), refusal);
        }
    }

    // Kestrel calls every address "http://…", whatever is served there; an administrator looks for the key.
    private string Describe(Exception refusal)
    {
        var reason = refusal.InnerException is AddressInUseException ? "the address is in use" : refusal.Message;
        var failed = options.NetTapi.Listen.Select(listener => ("NetTapi:Listen", listener.Address))
            .Concat(options.HttpListen.Select(address => ("Http:Listen", address)))
            .FirstOrDefault(listener => refusal.Message.Contains(listener.Item2.ToString(), StringComparison.Ordinal));
        if (failed == default && refusal is SocketException socket) failed = Where(socket.SocketErrorCode);
        return failed == default ? $"a listener can't be opened: {refusal.Message}" : $"{failed.Item1}: {failed.Item2}: {reason}";
    }

    // An address that is not this machine's, or a port that is not for everybody, is refused without being named: the same is tried once more.
    private (string Key, IPEndPoint Address) Where(SocketError error) => options.NetTapi.Listen.Select(listener => ("NetTapi:Listen", listener.Address))
        .Concat(options.HttpListen.Select(address => ("Http:Listen", address)))
        .FirstOrDefault(listener => ErrorOf(listener.Item2) == error);

    private static SocketError ErrorOf(IPEndPoint address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(address);
            return SocketError.Success;
        }
        catch (SocketException refusal)
        {
            return refusal.SocketErrorCode;
        }
    }
}
